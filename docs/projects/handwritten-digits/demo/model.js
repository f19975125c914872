/**
 * The network: loads the exported graph that a model card describes, and reads images with it.
 * This module and `runtime.js` alone know TensorFlow.js.
 */
import { ModelError, download, entryOf, fetchCard, fetchFiles, joined, parse } from './card.js';
import { startRuntime } from './runtime.js';

/** @typedef {import('./card.js').Card} Card */
/** @typedef {import('./card.js').CardEntry} CardEntry */
/** @typedef {import('./card.js').Fetch} Fetch */
/** @typedef {import('./layers.js').Layer} Layer */
/** @typedef {import('./layers.js').Topology} Topology */
/** @typedef {import('./runtime.js').Runtime} Runtime */
/** @typedef {import('@tensorflow/tfjs-core').Tensor} Tensor */

/**
 * What one convolution makes of an image.
 * @typedef {object} Maps
 * @property {number} view see `Layer`
 * @property {number} rows of each map
 * @property {number} columns
 * @property {number} count of maps
 * @property {Float32Array} values [rows, columns, count], after the activation
 */

/** @type {Map<string, Promise<Card>>} by URL, for the page's life */
const cards = new Map();
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
   * @param {Topology} topology
   */
  constructor(tf, graph, card, topology) {
    this.#runtime = tf;
    this.#graph = graph;
    this.card = card;
    this.topology = topology;
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
        /** @type {Tensor} */ (output).dataSync()
      );
    });
  }

  /**
   * What layers make of an image: see `convolutionsOf` in layers.js.
   * @param {Float32Array} image [size, size, 1], 0 to 1
   * @param {readonly Layer[]} layers of this network
   * @returns {Maps[]} one a layer
   */
  maps(image, layers) {
    const { tensor, tidy } = this.#runtime;
    if (layers.length === 0) return [];
    return tidy(() => {
      const outputs = this.#graph.execute(
        tensor(image, [1, ...this.card.input.shape], 'float32'),
        layers.map(({ node }) => node),
      );
      return /** @type {Tensor[]} */ ([outputs].flat()).map((output, at) => {
        const [, rows, columns, count] = output.shape;
        const values = /** @type {Float32Array} */ (output.dataSync());
        return { view: layers[at].view, rows, columns, count, values };
      });
    });
  }

  dispose() {
    this.#graph.dispose();
  }
}

/**
 * What networks a card has; fetched once, whoever asks, and beside it the runtime, which they
 * all need.
 * @param {URL} cardUrl
 * @returns {Promise<Card>}
 */
export function openCard(cardUrl) {
  startRuntime().catch(() => {}); // told to those who open a network
  return once(cards, cardUrl.href, () => fetchCard(cardUrl, download));
}

/**
 * The network of an experiment; loaded once, whoever asks.
 * @param {URL} cardUrl
 * @param {string} experiment
 * @returns {Promise<Model>}
 */
export function openModel(cardUrl, experiment) {
  return once(models, `${experiment} of ${cardUrl}`, async () => {
    try {
      return await loadNetwork(cardUrl, openCard(cardUrl), experiment, download);
    } catch (error) {
      cards.delete(cardUrl.href); // it may have changed along with the files
      throw error;
    }
  });
}

/**
 * What is known under a key, or else made; what fails is forgotten, so that a later try is a
 * new one.
 * @template T
 * @param {Map<string, Promise<T>>} known
 * @param {string} key
 * @param {() => Promise<T>} make
 */
function once(known, key, make) {
  const made = known.get(key) ?? make();
  known.set(key, made);
  made.catch(() => known.delete(key));
  return made;
}

/**
 * Load the network of an experiment.
 * @param {URL} cardUrl
 * @param {string} experiment
 * @param {Fetch} fetchBytes
 * @returns {Promise<Model>}
 */
export function loadModel(cardUrl, experiment, fetchBytes) {
  return loadNetwork(cardUrl, fetchCard(cardUrl, fetchBytes), experiment, fetchBytes);
}

/**
 * Load a network, and read one blank image with it, so that the first drawing is read as fast
 * as the next.
 * @param {URL} cardUrl
 * @param {Promise<Card>} card
 * @param {string} experiment
 * @param {Fetch} fetchBytes
 */
async function loadNetwork(cardUrl, card, experiment, fetchBytes) {
  const [tf, [entry, artifacts]] = await Promise.all([
    startRuntime(fetchBytes),
    fetchGraph(cardUrl, card, experiment, fetchBytes),
  ]);
  const graph = new tf.GraphModel({ load: () => artifacts });
  graph.load();
  const { node: nodes } = /** @type {{ node: Topology['nodes'] }} */ (artifacts.modelTopology);
  const model = new Model(tf, graph, entry, { nodes, weights: artifacts.weightSpecs ?? [] });
  tryOut(model);
  return model;
}

/**
 * A network that does not fit its card would be read wrong rather than not at all.
 * @param {Model} model
 */
function tryOut(model) {
  const { input, classes } = model.card;
  const given = `an image of ${input.shape.join(' by ')}`;
  const blank = new Float32Array(input.shape.reduce((a, b) => a * b));
  try {
    const { length } = model.predict(blank);
    if (length === classes.length) return;
    throw new Error(`it gives ${length} numbers, expected ${classes.length}, one for each class`);
  } catch (error) {
    model.dispose();
    const { message } = /** @type {Error} */ (error);
    throw new ModelError(`the network does not read ${given} as its model card says: ${message}`);
  }
}

/**
 * @param {URL} cardUrl
 * @param {Promise<Card>} card
 * @param {string} experiment
 * @param {Fetch} fetchBytes
 * @returns {Promise<[CardEntry, import('@tensorflow/tfjs-core').io.ModelArtifacts]>}
 */
async function fetchGraph(cardUrl, card, experiment, fetchBytes) {
  const entry = entryOf(await card, experiment);
  return [entry, artifactsOf(entry, await fetchFiles(entry, cardUrl, fetchBytes))];
}

/**
 * @param {CardEntry} entry
 * @param {Map<string, ArrayBuffer>} contents by path relative to the card
 */
function artifactsOf(entry, contents) {
  const take = (/** @type {string} */ name) => {
    const bytes = contents.get(name);
    if (bytes === undefined) throw new ModelError(`the model card lists no file ${name}`);
    return bytes;
  };
  const { modelTopology, signature, weightsManifest } = parse(take(entry.path), entry.path);
  const folder = entry.path.slice(0, entry.path.lastIndexOf('/') + 1);
  /** @type {import('@tensorflow/tfjs-core').io.WeightsManifestConfig} */
  const groups = weightsManifest;
  return {
    modelTopology,
    signature,
    weightSpecs: groups.flatMap((group) => group.weights),
    weightData: joined(
      groups.flatMap(({ paths }) => paths).map((name) => new Uint8Array(take(folder + name))),
    ),
  };
}
