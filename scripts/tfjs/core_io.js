/** The part of tfjs-core's `io` that a graph model loaded from memory uses. */
export { decodeWeights } from '@tensorflow/tfjs-core/dist/io/io_utils.js';
