/** ONNX Runtime in the smallest build that its package has, and weights of four bytes. */
import { IMAGE } from './drawing.js';

const SCRIPT = '/npm/onnxruntime-web/dist/ort.wasm.bundle.min.mjs';
const NETWORK = '/made/network.onnx';

/** @type {typeof import('onnxruntime-web')} */
let ort;
/** @type {import('onnxruntime-web').InferenceSession} */
let session;

export async function prepare() {}

export async function readFirst() {
  ort = await import(new URL(SCRIPT, location.href).href);
  session = await ort.InferenceSession.create(NETWORK);
  await read(IMAGE);
}

/** @param {Float32Array} image */
async function read(image) {
  const { probabilities } = await session.run({
    image: new ort.Tensor('float32', image, [1, 1, 28, 28]),
  });
  return /** @type {Float32Array} */ (probabilities.data);
}

export async function reader() {
  return read;
}

/** @type {import('./harness.js').Side['about']} */
export async function about() {
  return { runtime: `onnxruntime-web ${ort.env.versions.web}`, backend: 'wasm' };
}
