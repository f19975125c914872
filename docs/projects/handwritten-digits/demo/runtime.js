/**
 * TensorFlow.js: one runtime serves every network on the page.
 */
import { ModelError, download } from './card.js';
import { importModule } from './modules.js';

/** @typedef {typeof import('../../../../scripts/tfjs/runtime.js')} Runtime */
/** @typedef {import('./card.js').Fetch} Fetch */

const FOLDER = new URL('../../../assets/tfjs/', import.meta.url);

/** A function with one instruction of SIMD, as it is in a binary: nothing else tells. */
const SIMD = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0], // WebAssembly, version 1
  ...[1, 5, 1, 96, 0, 1, 123], // a type: nothing in, a vector out
  ...[3, 2, 1, 0], // a function of that type
  ...[10, 8, 1, 6, 0, 65, 0, 253, 15, 11], // its body: i32.const 0, i8x16.splat, end
);

/** @type {Promise<Runtime> | null} */
let runtime = null;

/**
 * The runtime; fetched once, whoever asks.
 * @param {Fetch} [fetchBytes]
 * @returns {Promise<Runtime>}
 * @throws {ModelError} it cannot be had
 */
export function startRuntime(fetchBytes = download) {
  runtime ??= begin(fetchBytes).catch((error) => {
    runtime = null; // so that a later try is a new one
    throw error;
  });
  return runtime;
}

/** Script and binary are asked for at once. @param {Fetch} fetchBytes @returns {Promise<Runtime>} */
async function begin(fetchBytes) {
  if (typeof WebAssembly === 'undefined') {
    throw new ModelError('the network runs on WebAssembly, which this browser has not or forbids');
  }
  const [tf, binary] = await Promise.all([importScript(), compileBinary(fetchBytes)]);
  await tf.start(binary).catch(refuse);
  return tf;
}

/** @returns {Promise<Runtime>} */
function importScript() {
  return importModule(new URL('tfjs.js', FOLDER)).catch(() => {
    throw new ModelError('TensorFlow.js could not be loaded: is the connection up?');
  });
}

/** @param {Fetch} fetchBytes */
async function compileBinary(fetchBytes) {
  const name = WebAssembly.validate(SIMD) ? 'tfjs-simd.wasm' : 'tfjs.wasm';
  const bytes = await fetchBytes(new URL(name, FOLDER));
  return WebAssembly.compile(bytes).catch(refuse);
}

/** @param {Error} error @returns {never} */
function refuse({ message }) {
  throw new ModelError(`the network runs on WebAssembly, which was refused (${message})`);
}
