/** The fused operations among them. */
export { conv2d } from '@tensorflow/tfjs-core/dist/ops/fused/conv2d.js';
export { matMul } from '@tensorflow/tfjs-core/dist/ops/fused/mat_mul.js';
