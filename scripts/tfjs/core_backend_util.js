/** The part of tfjs-core's `backend_util` that the bundled kernels use. */
export { assertAndGetBroadcastShape } from '@tensorflow/tfjs-core/dist/ops/broadcast_util.js';
export {
  assertParamsConsistent,
  computeOutShape,
} from '@tensorflow/tfjs-core/dist/ops/concat_util.js';
export { computeConv2DInfo, computePool2DInfo } from '@tensorflow/tfjs-core/dist/ops/conv_util.js';
