/** The operations that the nodes of our graphs call: `ops_for_converter`, cut to size. */
export { add } from '@tensorflow/tfjs-core/dist/ops/add.js';
export * as fused from './core_ops_fused.js';
export { maxPool } from '@tensorflow/tfjs-core/dist/ops/max_pool.js';
export { mul } from '@tensorflow/tfjs-core/dist/ops/mul.js';
export { reshape } from '@tensorflow/tfjs-core/dist/ops/reshape.js';
export { softmax } from '@tensorflow/tfjs-core/dist/ops/softmax.js';
export { squeeze } from '@tensorflow/tfjs-core/dist/ops/squeeze.js';
export { stack } from '@tensorflow/tfjs-core/dist/ops/stack.js';
export { stridedSlice } from '@tensorflow/tfjs-core/dist/ops/strided_slice.js';
export { tensor1d } from '@tensorflow/tfjs-core/dist/ops/tensor1d.js';
