/** TensorFlow.js on the backend that it has left where there is no WebGL. */
import { sideOn } from './tensorflow.js';

export const { prepare, readFirst, reader, about } = sideOn('cpu');
