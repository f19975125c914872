/**
 * One demo at work: ink goes through preprocessing to the network, what it reads to the view.
 */
import { Ink, opacityPixels } from './ink.js';
import { preprocessImage, renderStrokes } from './preprocess.js';
import { fetchSamples } from './samples.js';
import { View, loadStyles } from './view.js';

/** @typedef {import('./model.js').Model} Model */
/** @typedef {import('./preprocess.js').Stroke} Stroke */

/**
 * A reading.
 * @typedef {object} Result
 * @property {'loading' | 'blank' | 'digit'} state
 * @property {string | null} value what was read, in state `digit`
 * @property {number | null} confidence the probability of the value
 * @property {number[] | null} probabilities of each class
 * @property {number} milliseconds that preprocessing and network took
 */

/** @typedef {{ card: URL, experiment: string }} Source */

/**
 * TensorFlow.js is fetched for a demo that someone may use, not with the page.
 * @param {Source} source
 */
async function openModel({ card, experiment }) {
  const { openModel: open } = await import('./model.js');
  return open(card, experiment);
}

/** How far below the fold the network is already fetched. */
const NEAR = '600px';
/** What is known before the card is: what the bars are labelled with while it loads. */
const DIGITS = Array.from('0123456789');
const NO_READING = { value: null, confidence: null, probabilities: null, milliseconds: 0 };

/** The working part of a `<digit-demo>`. */
export class Demo {
  #host;
  #source;
  #view;
  #ink;
  /** @type {Model | null} */
  #model = null;
  /** @type {Promise<Model> | null} */
  #loading = null;
  /** @type {Float32Array | null} the sample that is shown, as the network gets it */
  #sample = null;
  #nextSample = 0;
  /** @type {number | null} */
  #frame = null;
  #listening = new AbortController();
  #near = new IntersectionObserver((entries) => this.#approach(entries), { rootMargin: NEAR });
  #scheme = new MutationObserver(() => this.#ink.redraw());

  /**
   * @param {HTMLElement} host
   * @param {Source} source
   */
  constructor(host, source) {
    this.#host = host;
    this.#source = source;
    this.#view = new View(host);
    this.#ink = new Ink(this.#view.ink);
    this.#show({ ...NO_READING, state: 'loading' });
    this.#listen();
    this.#near.observe(host);
    loadStyles().then(() => this.#ink.redraw());
  }

  /**
   * @param {readonly Stroke[]} strokes
   * @returns {Promise<Result>}
   */
  async read(strokes) {
    this.#ink.show(strokes);
    this.#noSample();
    await this.#load();
    const result = this.#readNow(strokes);
    this.#view.announce(result);
    return result;
  }

  dispose() {
    this.#listening.abort();
    this.#near.disconnect();
    this.#scheme.disconnect();
    this.#ink.dispose();
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
  }

  #listen() {
    const { signal } = this.#listening;
    const host = this.#host;
    host.addEventListener('focusin', () => this.#tryLoading(), { signal });
    host.addEventListener('click', (event) => this.#click(event), { signal });
    this.#view.ink.addEventListener('keydown', (event) => this.#key(event), { signal });
    this.#ink.addEventListener('change', () => this.#drawn());
    this.#ink.addEventListener('stroke', () => this.#schedule());
    // The ink takes the colour of the text, which the site's palette or the system may change.
    this.#scheme.observe(document.body, { attributeFilter: ['data-md-color-scheme'] });
    matchMedia('(prefers-color-scheme: dark)').addEventListener(
      'change',
      () => this.#ink.redraw(),
      { signal },
    );
  }

  /** @param {IntersectionObserverEntry[]} entries */
  #approach(entries) {
    if (entries.some((entry) => entry.isIntersecting)) this.#tryLoading();
  }

  /** Load for someone who has asked for nothing yet: what goes wrong is shown, not thrown. */
  #tryLoading() {
    this.#load().catch(() => {});
  }

  /** @returns {Promise<Model>} */
  #load() {
    this.#near.disconnect();
    this.#loading ??= openModel(this.#source).then(
      (model) => this.#ready(model),
      (error) => {
        this.#loading = null; // so that a later try is a new one
        this.#view.showError(`The network could not be loaded: ${error.message}.`);
        throw error;
      },
    );
    return this.#loading;
  }

  /** @param {Model} model */
  #ready(model) {
    this.#model = model;
    this.#readNow();
    return model;
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const target = /** @type {Element} */ (event.target).closest('button');
    const action = target?.dataset.action;
    if (action === 'undo') this.#ink.undo();
    if (action === 'clear') this.#ink.clear();
    if (action === 'sample') this.#showSample();
    if (action === 'retry') this.#retry();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const undo = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey);
    if (!undo && event.key !== 'Delete') return;
    event.preventDefault();
    if (undo) this.#ink.undo();
    else this.#ink.clear();
  }

  #retry() {
    this.#show({ ...NO_READING, state: 'loading' });
    this.#load().then(
      () => this.#readNow(),
      () => {},
    );
  }

  #drawn() {
    this.#noSample();
    this.#schedule();
  }

  #noSample() {
    this.#sample = null;
    this.#view.note('');
    this.#view.invite(this.#ink.strokes.length === 0);
  }

  /** Draw and read once a frame at most; the last change is never left out. */
  #schedule() {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null;
      this.#ink.redraw();
      if (this.#ink.isDrawing) this.#readNow();
      else this.#readAloud();
    });
  }

  async #showSample() {
    const model = await this.#load().catch(() => null);
    if (model === null) return;
    const { size } = model.card.input;
    try {
      const samples = await fetchSamples();
      const { index, label, image } = samples[this.#nextSample];
      this.#nextSample = (this.#nextSample + 1) % samples.length;
      this.#ink.showPicture(await createImageBitmap(opacityPixels(image, size)));
      this.#sample = preprocessImage(image, size, size, model.card.input);
      this.#view.note(`Test image ${index} of MNIST: a ${label}`);
      this.#view.invite(false);
    } catch (error) {
      this.#view.showError(`The test digit could not be loaded: ${error}.`);
      return;
    }
    this.#readAloud();
  }

  /** Read something that is finished. */
  #readAloud() {
    const result = this.#readNow();
    if (result !== null) this.#view.announce(result);
  }

  /**
   * Read what is on the canvas, or the strokes it was given.
   * @overload
   * @param {readonly Stroke[]} strokes
   * @returns {Result}
   */
  /**
   * @overload
   * @returns {Result | null} null while there is no network
   */
  /** @param {readonly Stroke[]} [strokes] */
  #readNow(strokes = this.#ink.strokes) {
    const model = this.#model;
    if (model === null) return null;
    const start = performance.now();
    const image = this.#sample ?? renderStrokes(strokes, model.card.input);
    const result = readImage(image, model, start);
    this.#view.showSeen(image, model.card.input.size);
    this.#show(result);
    return result;
  }

  /** @param {Result} result */
  #show(result) {
    this.#view.show(result, this.#model?.card.classes ?? DIGITS);
    if (result.state === 'loading') return;
    this.#host.dispatchEvent(
      new CustomEvent('digit-demo:result', { bubbles: true, composed: true, detail: result }),
    );
  }
}

/**
 * @param {Float32Array} image
 * @param {Model} model
 * @param {number} start when preprocessing began
 * @returns {Result}
 */
function readImage(image, model, start) {
  const took = () => performance.now() - start;
  if (!image.some((value) => value > 0)) {
    return { ...NO_READING, state: 'blank', milliseconds: took() };
  }
  const probabilities = Array.from(model.predict(image));
  const confidence = Math.max(...probabilities);
  const value = model.card.classes[probabilities.indexOf(confidence)];
  return { state: 'digit', value, confidence, probabilities, milliseconds: took() };
}
