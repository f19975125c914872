/**
 * What tfjs-converter and the kernels import from '@tensorflow/tfjs-core', and no more: the
 * package's own index brings optimisers, losses and storage that no graph here runs.
 */
import '@tensorflow/tfjs-core/dist/flags.js';

export { DataStorage, KernelBackend } from '@tensorflow/tfjs-core/dist/backends/backend.js';
export * as backend_util from './core_backend_util.js';
export { getOrMakeEngine } from '@tensorflow/tfjs-core/dist/engine.js';
export { env } from '@tensorflow/tfjs-core/dist/environment.js';
export * from '@tensorflow/tfjs-core/dist/globals.js';
export * as io from './core_io.js';
export * from '@tensorflow/tfjs-core/dist/kernel_names.js';
export { registerKernel } from '@tensorflow/tfjs-core/dist/kernel_registry.js';
export * as broadcast_util from '@tensorflow/tfjs-core/dist/ops/broadcast_util.js';
export { buffer } from '@tensorflow/tfjs-core/dist/ops/buffer.js';
export { clone } from '@tensorflow/tfjs-core/dist/ops/clone.js';
export { concat } from '@tensorflow/tfjs-core/dist/ops/concat.js';
export { reshape } from '@tensorflow/tfjs-core/dist/ops/reshape.js';
export { scalar } from '@tensorflow/tfjs-core/dist/ops/scalar.js';
export { slice } from '@tensorflow/tfjs-core/dist/ops/slice.js';
export * as slice_util from '@tensorflow/tfjs-core/dist/ops/slice_util.js';
export { stack } from '@tensorflow/tfjs-core/dist/ops/stack.js';
export { tensor } from '@tensorflow/tfjs-core/dist/ops/tensor.js';
export { unstack } from '@tensorflow/tfjs-core/dist/ops/unstack.js';
export { Tensor, TensorBuffer } from '@tensorflow/tfjs-core/dist/tensor.js';
export * as util from '@tensorflow/tfjs-core/dist/util.js';
export { version as version_core } from '@tensorflow/tfjs-core/dist/version.js';
