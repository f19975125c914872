/**
 * The runtime that the demo loads: TensorFlow.js graph models on the WebAssembly backend, with
 * the kernels that our graphs use. `scripts/bundle_tfjs.mjs` bundles it.
 */
import { BackendWasm } from '@tensorflow/tfjs-backend-wasm/dist/backend_wasm.js';
import { addConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Add.js';
import { fusedConv2DConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/FusedConv2D.js';
import { identityConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Identity.js';
import { maxPoolConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/MaxPool.js';
import { multiplyConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Multiply.js';
import { packConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Pack.js';
import { reshapeConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Reshape.js';
import { softmaxConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Softmax.js';
import { stridedSliceConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/StridedSlice.js';
import { _fusedMatMulConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/_FusedMatMul.js';
import '@tensorflow/tfjs-converter/dist/flags.js';
import { GraphModel } from '@tensorflow/tfjs-converter/dist/executor/graph_model.js';
import { isTypedArrayBrowser } from '@tensorflow/tfjs-core/dist/platforms/is_typed_array_browser.js';
import {
  env,
  getOrMakeEngine,
  memory,
  registerBackend,
  registerKernel,
  setBackend,
  tensor,
  tidy,
  version_core as version,
} from './core.js';
import { hostWasm } from './host.js';

const KERNELS = [
  addConfig,
  fusedConv2DConfig,
  _fusedMatMulConfig,
  identityConfig,
  maxPoolConfig,
  multiplyConfig,
  packConfig,
  reshapeConfig,
  softmaxConfig,
  stridedSliceConfig,
];

/** One platform for browser, worker and Node: each has these standard functions. */
const PLATFORM = {
  fetch: () => Promise.reject(new Error('TensorFlow.js fetches nothing here')),
  now: () => performance.now(),
  encode: (/** @type {string} */ text) => new TextEncoder().encode(text),
  decode: (/** @type {Uint8Array} */ bytes, /** @type {string} */ encoding) =>
    new TextDecoder(encoding).decode(bytes),
  setTimeoutCustom: setTimeout,
  isTypedArray: isTypedArrayBrowser,
};

/**
 * Make the WebAssembly backend of a binary the one that runs everything.
 * @param {WebAssembly.Module} binary
 */
async function start(binary) {
  getOrMakeEngine();
  env().setPlatform('portable', PLATFORM);
  const wasm = await hostWasm(binary);
  registerBackend('wasm', () => new BackendWasm(wasm));
  for (const kernel of KERNELS) registerKernel(kernel);
  await setBackend('wasm');
}

export { GraphModel, memory, start, tensor, tidy, version };
