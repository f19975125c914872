/**
 * One demo at work: ink goes through preprocessing to the network, what it reads to the view.
 */
import { Choice } from './choice.js';
import { Drawing } from './drawing.js';
import { Ink, opacityPixels } from './ink.js';
import { DIGITS, NOTHING_READ, readImage } from './reading.js';
import { fetchSamples } from './samples.js';
import { View, loadStyles } from './view.js';

/** @typedef {import('./choice.js').Source} Source */
/** @typedef {import('./model.js').Model} Model */
/** @typedef {import('./preprocess.js').Stroke} Stroke */
/** @typedef {import('./reading.js').Result} Result */
/** @typedef {import('./samples.js').Sample} Sample */

/** How far below the fold the network is already fetched. */
const NEAR = '600px';

/** The working part of a `<digit-demo>`. */
export class Demo {
  #host;
  #view;
  #ink;
  #choice;
  /** @type {readonly string[]} what the bars are of: those of the last network until the next */
  #classes = DIGITS;
  /** @type {Sample | null} the one that is shown instead of strokes */
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
    this.#view = new View(host, source.experiments);
    this.#ink = new Ink(this.#view.ink);
    // TensorFlow.js is fetched for a demo that someone may use, not with the page.
    this.#choice = new Choice(source, () => import('./model.js'), {
      offered: (experiments, chosen) => this.#view.models.offer(experiments, chosen),
      ready: (model) => this.#ready(model),
      failed: ({ message }) =>
        this.#view.showError(`The network could not be loaded: ${message}.`),
    });
    this.#show({ ...NOTHING_READ, state: 'loading' });
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
    const shown = [...this.#ink.strokes]; // a visitor may draw on before there is a network
    const result = this.#readWith(await this.#load(), shown);
    this.#view.announce(result);
    return result;
  }

  dispose() {
    this.#listening.abort();
    this.#near.disconnect();
    this.#scheme.disconnect();
    this.#ink.dispose();
    this.#choice.dispose();
    this.#view.inside.dispose();
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
  }

  #listen() {
    const { signal } = this.#listening;
    const host = this.#host;
    host.addEventListener('focusin', () => this.#tryLoading(), { signal });
    host.addEventListener('click', (event) => this.#click(event), { signal });
    this.#view.models.element.addEventListener('change', (event) => this.#switch(event), {
      signal,
    });
    this.#view.ink.addEventListener('keydown', (event) => this.#key(event), { signal });
    this.#ink.addEventListener('change', () => this.#drawn());
    this.#ink.addEventListener('stroke', () => this.#schedule());
    this.#view.inside.addEventListener('change', () => this.#readAloud());
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
    return this.#choice.load();
  }

  /** What was drawn meanwhile is read at once. @param {Model} model */
  #ready(model) {
    this.#classes = model.card.classes;
    const result = this.#readWith(model, this.#ink.strokes);
    if (result.state !== 'blank' && !this.#ink.isDrawing) this.#view.announce(result);
  }

  /** Let another network read the same drawing. @param {Event} event */
  #switch(event) {
    this.#show({ ...NOTHING_READ, state: 'loading' });
    const { value } = /** @type {HTMLInputElement} */ (event.target);
    this.#choice.choose(value).catch(() => {}); // shown by then
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
    this.#show({ ...NOTHING_READ, state: 'loading' });
    this.#tryLoading();
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
    this.#tryLoading();
    try {
      const samples = await fetchSamples();
      const sample = samples[this.#nextSample];
      this.#nextSample = (this.#nextSample + 1) % samples.length;
      this.#ink.showPicture(await createImageBitmap(opacityPixels(sample.image, sample.size)));
      this.#sample = sample;
      this.#view.note(`Test image ${sample.index} of MNIST: a ${sample.label}`);
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

  /** Read what is on the canvas. @returns {Result | null} null while there is no network */
  #readNow() {
    const { model } = this.#choice;
    return model && this.#readWith(model, this.#ink.strokes);
  }

  /**
   * @param {Model} model
   * @param {readonly Stroke[]} strokes on the canvas; not looked at while a sample is shown
   */
  #readWith(model, strokes) {
    const { input } = model.card;
    const start = performance.now();
    const drawing = new Drawing(strokes, this.#sample, input);
    const image = this.#view.inside.squashes ? drawing.squashed : drawing.steps.image;
    const result = readImage(image, model, start);
    this.#view.showSeen(image, input.size);
    this.#show(result);
    this.#view.inside.show({ drawing, image, model, result });
    return result;
  }

  /** @param {Result} result */
  #show(result) {
    this.#view.show(result, this.#classes);
    if (result.state === 'loading') {
      this.#view.inside.clear();
      return;
    }
    this.#host.dispatchEvent(
      new CustomEvent('digit-demo:result', { bubbles: true, composed: true, detail: result }),
    );
  }
}
