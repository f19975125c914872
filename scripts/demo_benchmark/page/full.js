/** TensorFlow.js on the backend that it chooses. */
import { sideOn } from './tensorflow.js';

export const { prepare, readFirst, reader, about } = sideOn(null);
