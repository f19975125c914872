/**
 * The network: loads the exported graph that a model card describes, verifies it, and reads
 * images with it. The only module that knows TensorFlow.js.
 */

/** @typedef {typeof import('../../../../scripts/tfjs/runtime.js')} Runtime */

/**
 * What the model card says of one experiment's network.
 * @typedef {object} CardEntry
 * @property {string} path of the graph, relative to the card
 * @property {Record<string, { sha256: string, bytes: number }>} files
 * @property {{ shape: number[], size: number, box: number, pen_width: number,
 *              centre: [number, number] }} input
 * @property {string[]} classes
 * @property {number} accuracy
 */

/** @typedef {(url: URL) => Promise<ArrayBuffer>} Fetch */

/** The network cannot be had; the message says why, for people. */
export class ModelError extends Error {
  name = 'ModelError';
}

const RUNTIME = new URL('../../../assets/tfjs/', import.meta.url);

/** @type {Promise<Runtime> | null} one runtime serves every network on the page */
let runtime = null;

/** @type {Map<string, Promise<Model>>} networks by card and experiment, for the page's life */
const models = new Map();

/** A network that is ready to read. */
export class Model {
  #runtime;
  #graph;

  /**
   * @param {Runtime} tf
   * @param {InstanceType<Runtime['GraphModel']>} graph
   * @param {CardEntry} card
   */
  constructor(tf, graph, card) {
    this.#runtime = tf;
    this.#graph = graph;
    this.card = card;
  }

  /** @returns {string} the runtime and the backend that runs the network */
  get description() {
    return `tfjs ${this.#runtime.version} (wasm)`;
  }

  /**
   * The probability of each class for each image.
   * @param {Float32Array} images [count, size, size, 1], 0 to 1
   * @param {number} [count]
   * @returns {Float32Array} [count, classes], rows sum to 1
   */
  predict(images, count = 1) {
    const { tensor, tidy } = this.#runtime;
    const shape = [count, ...this.card.input.shape];
    return tidy(() => {
      const output = this.#graph.predict(tensor(images, shape, 'float32'));
      return /** @type {Float32Array} */ (
        /** @type {import('@tensorflow/tfjs-core').Tensor} */ (output).dataSync()
      );
    });
  }

  dispose() {
    this.#graph.dispose();
  }
}

/**
 * The network of an experiment; loaded once, whoever asks.
 * @param {URL} cardUrl
 * @param {string} experiment
 * @returns {Promise<Model>}
 */
export function openModel(cardUrl, experiment) {
  const key = `${experiment} of ${cardUrl}`;
  const model = models.get(key) ?? loadModel(cardUrl, experiment);
  models.set(key, model);
  model.catch(() => models.delete(key)); // so that a later try is a new one
  return model;
}

/**
 * Load the network of an experiment, and read one blank image with it, so that the first
 * drawing is read as fast as the next.
 * @param {URL} cardUrl
 * @param {string} experiment
 * @param {Fetch} [fetchBytes]
 * @returns {Promise<Model>}
 */
export async function loadModel(cardUrl, experiment, fetchBytes = download) {
  const [tf, [card, artifacts]] = await Promise.all([
    startRuntime(fetchBytes),
    fetchGraph(cardUrl, experiment, fetchBytes),
  ]);
  const graph = new tf.GraphModel({ load: () => artifacts });
  graph.load();
  const model = new Model(tf, graph, card);
  model.predict(new Float32Array(card.input.shape.reduce((a, b) => a * b)));
  return model;
}

/** @param {Fetch} fetchBytes */
function startRuntime(fetchBytes) {
  runtime ??= importRuntime(fetchBytes).catch((error) => {
    runtime = null; // so that a later try is a new one
    throw error;
  });
  return runtime;
}

/** @param {Fetch} fetchBytes @returns {Promise<Runtime>} */
async function importRuntime(fetchBytes) {
  const tf = await import(new URL('tfjs.js', RUNTIME).href).catch(() => {
    throw new ModelError('TensorFlow.js could not be loaded');
  });
  const binary = (await tf.hasSimd()) ? 'tfjs-simd.wasm' : 'tfjs.wasm';
  await tf.start(await fetchBytes(new URL(binary, RUNTIME)));
  return tf;
}

/**
 * @param {URL} cardUrl
 * @param {string} experiment
 * @param {Fetch} fetchBytes
 * @returns {Promise<[CardEntry, import('@tensorflow/tfjs-core').io.ModelArtifacts]>}
 */
async function fetchGraph(cardUrl, experiment, fetchBytes) {
  const cards = parse(await fetchBytes(cardUrl), cardUrl);
  /** @type {CardEntry | undefined} */
  const card = cards[experiment];
  if (card === undefined) {
    throw new ModelError(
      `the model card has no '${experiment}', only ${Object.keys(cards).join(', ')}`,
    );
  }
  const contents = new Map(
    await Promise.all(
      Object.keys(card.files).map(async (name) => {
        const bytes = await fetchBytes(new URL(name, cardUrl));
        await verify(name, bytes, card.files[name]);
        return /** @type {[string, ArrayBuffer]} */ ([name, bytes]);
      }),
    ),
  );
  return [card, artifactsOf(card, contents)];
}

/**
 * @param {CardEntry} card
 * @param {Map<string, ArrayBuffer>} contents by path relative to the card
 */
function artifactsOf(card, contents) {
  const take = (/** @type {string} */ name) => {
    const bytes = contents.get(name);
    if (bytes === undefined) throw new ModelError(`the model card lists no file ${name}`);
    return bytes;
  };
  const { modelTopology, signature, weightsManifest } = parse(take(card.path), card.path);
  const folder = card.path.slice(0, card.path.lastIndexOf('/') + 1);
  /** @type {import('@tensorflow/tfjs-core').io.WeightsManifestConfig} */
  const groups = weightsManifest;
  return {
    modelTopology,
    signature,
    weightSpecs: groups.flatMap((group) => group.weights),
    weightData: join(groups.flatMap((group) => group.paths).map((name) => take(folder + name))),
  };
}

/** @param {ArrayBuffer[]} parts @returns {ArrayBuffer} */
function join(parts) {
  const whole = new Uint8Array(parts.reduce((bytes, part) => bytes + part.byteLength, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(new Uint8Array(part), offset);
    offset += part.byteLength;
  }
  return whole.buffer;
}

/**
 * A file that is not the one that was measured must not be read with: a cut-off or a stale
 * download gives confident nonsense.
 * @param {string} name
 * @param {ArrayBuffer} bytes
 * @param {{ sha256: string, bytes: number }} expected
 */
async function verify(name, bytes, expected) {
  if (bytes.byteLength !== expected.bytes) {
    throw new ModelError(`${name} has ${bytes.byteLength} bytes, expected ${expected.bytes}`);
  }
  // Browsers offer it to secure origins only; there the length has to do.
  if (globalThis.crypto?.subtle === undefined) return;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (sha256 !== expected.sha256) {
    throw new ModelError(`${name} is not the file that the model card describes (SHA-256)`);
  }
}

/** @param {ArrayBuffer} bytes @param {URL | string} name */
function parse(bytes, name) {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new ModelError(`${name} is not valid JSON`);
  }
}

/** @type {Fetch} */
async function download(url) {
  const response = await fetch(url).catch(() => {
    throw new ModelError(`${fileName(url)} could not be fetched: is the connection up?`);
  });
  if (!response.ok) throw new ModelError(`${fileName(url)}: the server said ${response.status}`);
  return response.arrayBuffer();
}

/** @param {URL} url */
function fileName(url) {
  return url.pathname.slice(url.pathname.lastIndexOf('/') + 1);
}
