/**
 * One demo at work: what a visitor does becomes ink, a picture or another network, and is read.
 */
import { Choice } from './choice.js';
import { leave, take } from './handover.js';
import { Ink, opacityPixels } from './ink.js';
import { Intake } from './intake.js';
import { KeyboardPen } from './keyboard-pen.js';
import { openCard, openModel } from './model.js';
import { openPicture } from './picture.js';
import { PointerPen } from './pointer-pen.js';
import { Reader } from './reader.js';
import { DIGITS } from './reading.js';
import { fetchSamples, noteOf } from './samples.js';
import { Sharing } from './sharing.js';
import { View, loadStyles } from './view.js';

/** @typedef {import('./choice.js').Source} Source */
/** @typedef {import('./model.js').Model} Model */
/** @typedef {import('./picture.js').Picture} Picture */
/** @typedef {import('./strokes.js').Stroke} Stroke */
/** @typedef {import('./reading.js').Result} Result */

/** For who wants a network without a drawing area: the same that the demos on the page have. */
export { openModel };

/** How far below the fold the network is already fetched. */
const NEAR = '600px';

/** The working part of a `<digit-demo>`. */
export class Demo {
  #host;
  #view;
  #ink;
  #choice;
  #sharing;
  #reader;
  #intake;
  #somebody;
  /** @type {Picture | null} the one that is shown instead of strokes */
  #picture = null;
  /** Counts what was asked to be shown; what comes when something else is wanted is for nobody. */
  #turn = 0;
  #nextSample = 0;
  #path = location.pathname;
  /** @type {number | null} */
  #frame = null;
  /** Nobody has asked for anything yet, and nothing is fetched until someone does. */
  #atRest = false;
  #listening = new AbortController();
  #near = new IntersectionObserver((entries) => this.#approach(entries), { rootMargin: NEAR });
  #scheme = new MutationObserver(() => this.#ink.redraw());

  /**
   * @param {HTMLElement} host
   * @param {Source} source
   * @param {Promise<void>} somebody resolved once there is somebody to fetch a network for
   */
  constructor(host, source, somebody) {
    this.#host = host;
    this.#somebody = somebody;
    this.#sharing = new Sharing(host, {
      open: (strokes) => this.#open(strokes),
      say: (message) => this.#view.say(message),
    });
    this.#view = new View(host, source.experiments, this.#sharing);
    // The first of several is one that knows what is no digit.
    const classes = source.experiments.length > 1 ? [...DIGITS, 'not a digit'] : DIGITS;
    this.#reader = new Reader(host, this.#view, classes);
    this.#ink = new Ink(this.#view.ink);
    this.#intake = this.#takeIn();
    this.#choice = new Choice(source, { openCard, openModel }, {
      offered: (experiments, chosen) => this.#view.models.offer(experiments, chosen),
      ready: (model) => this.#ready(model),
      failed: ({ message }) =>
        this.#view.showError(`The network could not be loaded: ${message}.`),
    });
    this.#listen();
    if (source.onTouch) this.#awaitTouch();
    else this.#awaitApproach();
    loadStyles().then(() => this.#view.reveal());
    this.#show(take());
    this.#sharing.open();
  }

  /**
   * @param {readonly Stroke[]} strokes
   * @returns {Promise<Result>}
   */
  async read(strokes) {
    const loading = this.#load();
    this.#ink.show(strokes);
    this.#drawnAnew();
    const shown = [...this.#ink.strokes]; // a visitor may draw on before there is a network
    const result = this.#readWith(await loading, shown);
    this.#view.announce(result);
    return result;
  }

  dispose() {
    leave(this.#path, this.#ink.strokes);
    this.#listening.abort();
    this.#near.disconnect();
    this.#scheme.disconnect();
    this.#ink.dispose();
    this.#choice.dispose();
    this.#view.inside.dispose();
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
  }

  /** Everyone who may draw, and everything that may bring a picture. */
  #takeIn() {
    const { signal } = this.#listening;
    const view = this.#view;
    new PointerPen(view.ink, this.#ink, signal);
    const pen = {
      shown: view.showPen.bind(view),
      told: view.sayOfPen.bind(view),
    };
    new KeyboardPen(view.ink, this.#ink, pen, signal);
    const pictures = {
      came: (/** @type {File} */ file) => this.#showPicture(openPicture(file)),
      refused: (/** @type {Error} */ { message }) => view.warn(message),
      over: view.invitePicture.bind(view),
    };
    return new Intake(this.#host, pictures, signal);
  }

  #listen() {
    const { signal } = this.#listening;
    const host = this.#host;
    host.addEventListener('focusin', () => this.#tryLoading(), { signal });
    host.addEventListener('click', (event) => this.#click(event), { signal });
    this.#view.models.element.addEventListener('change', (event) => this.#switch(event), {
      signal,
    });
    this.#sharing.listen(signal);
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

  #awaitApproach() {
    this.#rest();
    this.#near.observe(this.#host);
  }

  /** The focus is listened to in any case. */
  #awaitTouch() {
    this.#rest();
    const { signal } = this.#listening;
    for (const touch of ['pointerenter', 'pointerdown']) {
      this.#host.addEventListener(touch, () => this.#tryLoading(), { signal, once: true });
    }
  }

  #rest() {
    this.#atRest = true;
    this.#reader.rest();
  }

  /** @param {IntersectionObserverEntry[]} entries */
  async #approach(entries) {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    this.#near.disconnect();
    await this.#somebody;
    if (!this.#listening.signal.aborted) this.#tryLoading();
  }

  /** Load for someone who has asked for nothing yet: what goes wrong is shown, not thrown. */
  #tryLoading() {
    this.#load().catch(() => {});
  }

  /** @returns {Promise<Model>} */
  #load() {
    this.#near.disconnect();
    if (this.#atRest) this.#reader.wait();
    this.#atRest = false;
    return this.#choice.load();
  }

  /** What was drawn meanwhile is read at once. @param {Model} model */
  #ready(model) {
    const result = this.#readWith(model, this.#ink.strokes);
    const isNews = result.state !== 'blank' && !this.#ink.isDrawing && !this.#sharing.isRefused;
    if (isNews) this.#view.announce(result);
  }

  /** Let another network read the same drawing. @param {Event} event */
  #switch(event) {
    this.#reader.wait();
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
    if (action === 'image') this.#intake.choose();
    if (action === 'share') this.#sharing.share(this.#ink.strokes);
    if (action === 'retry') this.#retry();
    if (action === 'digit') this.#reader.select(Number(target?.value));
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
    this.#reader.wait();
    this.#tryLoading();
  }

  #drawn() {
    this.#drawnAnew();
    this.#schedule();
  }

  /** Show what came with a link. @param {readonly Stroke[]} strokes */
  #open(strokes) {
    this.#show(strokes);
    loadStyles().then(() => this.#host.scrollIntoView({ block: 'nearest' }));
  }

  /** @param {readonly Stroke[]} strokes that were drawn on this canvas or another */
  #show(strokes) {
    if (strokes.length === 0) return;
    this.#ink.restore(strokes);
    this.#noPicture();
    this.#tryLoading();
    this.#readAloud();
  }

  #drawnAnew() {
    this.#sharing.forget();
    this.#noPicture();
  }

  #noPicture() {
    this.#turn += 1;
    this.#picture = null;
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

  #showSample() {
    const next = async () => {
      const samples = await fetchSamples();
      const sample = samples[this.#nextSample];
      this.#nextSample = (this.#nextSample + 1) % samples.length;
      return { ...sample, note: noteOf(sample) };
    };
    this.#showPicture(
      next().catch((error) => {
        throw new Error(`The test digit could not be loaded: ${error.message}.`);
      }),
    );
  }

  /** Show and read a picture, or say why not; then what was there before stays.
   * @param {Promise<Picture>} coming */
  async #showPicture(coming) {
    this.#tryLoading();
    this.#turn += 1;
    const turn = this.#turn;
    try {
      const picture = await coming;
      const shown = await createImageBitmap(opacityPixels(picture.image, picture.size));
      if (turn !== this.#turn) return;
      this.#ink.showPicture(shown);
      this.#picture = picture;
      this.#sharing.forget();
      this.#view.note(picture.note);
      this.#view.invite(false);
    } catch (error) {
      if (turn === this.#turn) this.#view.warn(/** @type {Error} */ (error).message);
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
   * @param {readonly Stroke[]} strokes on the canvas
   */
  #readWith(model, strokes) {
    const { isDrawing } = this.#ink;
    return this.#reader.read(model, { strokes, picture: this.#picture, isDrawing });
  }
}
