/** The whole TensorFlow.js, and weights of four bytes. */
import { IMAGE } from './drawing.js';

const SCRIPT = '/npm/@tensorflow/tfjs/dist/tf.min.js';
const GRAPH = '/made/float32/model.json';

/** @type {typeof import('@tensorflow/tfjs')} */
let tf;
/** @type {import('@tensorflow/tfjs').GraphModel} */
let graph;

/**
 * The side that runs the network on a backend.
 * @param {string | null} backend null: the one that TensorFlow.js chooses
 * @returns {import('./harness.js').Side}
 */
export function sideOn(backend) {
  return {
    prepare: async () => {},
    readFirst: async () => {
      await runScript(SCRIPT);
      tf = /** @type {any} */ (globalThis).tf;
      if (backend !== null) await tf.setBackend(backend);
      graph = await tf.loadGraphModel(GRAPH);
      await read(IMAGE);
    },
    reader: async () => read,
    about: async () => ({ runtime: `tfjs ${tf.version.tfjs}`, backend: tf.getBackend() }),
  };
}

/** @param {string} address */
function runScript(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = address;
    script.onload = resolve;
    script.onerror = () => reject(new Error(`${address} could not be loaded`));
    document.head.append(script);
  });
}

/** @param {Float32Array} image */
async function read(image) {
  const output = tf.tidy(() => graph.predict(tf.tensor(image, [1, 28, 28, 1])));
  const tensor = /** @type {import('@tensorflow/tfjs').Tensor} */ (output);
  const probabilities = await tensor.data();
  tensor.dispose();
  return probabilities;
}
