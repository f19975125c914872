/**
 * One demo at work: ink goes through preprocessing to the network, what it reads to the view.
 */
import { Choice } from './choice.js';
import { Drawing } from './drawing.js';
import { leave, take } from './handover.js';
import { Ink, opacityPixels } from './ink.js';
import { Intake } from './intake.js';
import { KeyboardPen } from './keyboard-pen.js';
import { importModule } from './modules.js';
import { readDrawing } from './number.js';
import { openPicture } from './picture.js';
import { PointerPen } from './pointer-pen.js';
import { DIGITS, NOTHING_READ, readImage } from './reading.js';
import { fetchSamples, noteOf } from './samples.js';
import { Sharing } from './sharing.js';
import { View, loadStyles } from './view.js';

/** @typedef {import('./choice.js').Source} Source */
/** @typedef {import('./model.js').Model} Model */
/** @typedef {import('./number.js').DrawingReading} DrawingReading */
/** @typedef {import('./picture.js').Picture} Picture */
/** @typedef {import('./preprocess.js').Stroke} Stroke */
/** @typedef {import('./reading.js').Result} Result */

/** How far below the fold the network is already fetched. */
const NEAR = '600px';

/** @returns {Promise<typeof import('./model.js')>} */
const openLibrary = () => importModule(new URL('model.js', import.meta.url));

/** The working part of a `<digit-demo>`. */
export class Demo {
  #host;
  #view;
  #ink;
  #choice;
  #sharing;
  /**
   * What the bars are of: those of the last network until the next. The first of several is one
   * that knows what is no digit; nothing moves when it comes.
   * @type {readonly string[]}
   */
  #classes;
  #intake;
  /** @type {Picture | null} the one that is shown instead of strokes */
  #picture = null;
  /** Counts what was asked to be shown; what comes when something else is wanted is for nobody. */
  #turn = 0;
  #nextSample = 0;
  #lookInto = (/** @type {number} */ _) => {};
  #path = location.pathname;
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
    this.#classes = source.experiments.length > 1 ? [...DIGITS, 'not a digit'] : DIGITS;
    this.#sharing = new Sharing(host, {
      open: (strokes) => this.#open(strokes),
      say: (message) => this.#view.say(message),
    });
    this.#view = new View(host, source.experiments, this.#sharing);
    this.#ink = new Ink(this.#view.ink);
    this.#intake = this.#takeIn();
    // TensorFlow.js is fetched for a demo that someone may use, not with the page.
    this.#choice = new Choice(source, openLibrary, {
      offered: (experiments, chosen) => this.#view.models.offer(experiments, chosen),
      ready: (model) => this.#ready(model),
      failed: ({ message }) =>
        this.#view.showError(`The network could not be loaded: ${message}.`),
    });
    this.#showLoading();
    this.#listen();
    this.#near.observe(host);
    loadStyles().then(() => {
      this.#view.reveal();
      this.#ink.redraw();
    });
    this.#show(take());
    this.#sharing.open();
  }

  /**
   * @param {readonly Stroke[]} strokes
   * @returns {Promise<Result>}
   */
  async read(strokes) {
    this.#ink.show(strokes);
    this.#drawnAnew();
    const shown = [...this.#ink.strokes]; // a visitor may draw on before there is a network
    const result = this.#readWith(await this.#load(), shown);
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
    const isNews = result.state !== 'blank' && !this.#ink.isDrawing && !this.#sharing.isRefused;
    if (isNews) this.#view.announce(result);
  }

  /** Let another network read the same drawing. @param {Event} event */
  #switch(event) {
    this.#showLoading();
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
    if (action === 'digit') this.#select(Number(target?.value));
  }

  /** @param {number} index of a digit of a number, to be looked at closely */
  #select(index) {
    this.#view.select(index);
    this.#lookInto(index);
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
    this.#showLoading();
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
   * @param {readonly Stroke[]} strokes on the canvas; not looked at while a picture is shown
   */
  #readWith(model, strokes) {
    const reading = this.#readingOf(model, strokes);
    const { result, images, last } = reading;
    this.#view.show(result, this.#classes);
    this.#view.showSeen(images, model.card.input.size, last);
    this.#lookInto = (index) => this.#look(model, strokes, reading, index);
    this.#lookInto(last);
    this.#tell(result);
    return result;
  }

  /**
   * @param {Model} model
   * @param {readonly Stroke[]} strokes
   * @returns {DrawingReading}
   */
  #readingOf(model, strokes) {
    const drawing = new Drawing(strokes, this.#picture, model.card.input);
    if (this.#view.inside.squashes) return readAsOne(drawing.squashed, model);
    if (this.#picture) return readAsOne(drawing.steps.image, model);
    return readDrawing(strokes, model, this.#ink.isDrawing);
  }

  /**
   * Let the panel look into what was read: one digit of a number, or the only one.
   * @param {Model} model
   * @param {readonly Stroke[]} strokes
   * @param {DrawingReading} reading
   * @param {number} index of the digit
   */
  #look(model, strokes, { result, images }, index) {
    const digit = result.digits?.[index];
    const own = digit ? digit.strokes.map((number) => strokes[number]) : strokes;
    const drawing = new Drawing(own, this.#picture, model.card.input);
    this.#view.inside.show({ drawing, image: images[index], model, result: digit ?? result });
  }

  #showLoading() {
    this.#view.show({ ...NOTHING_READ, state: 'loading' }, this.#classes);
    this.#view.inside.clear();
  }

  /** Those who hear of it may look at the elements. @param {Result} result shown by now */
  #tell(result) {
    this.#host.dispatchEvent(
      new CustomEvent('digit-demo:result', { bubbles: true, composed: true, detail: result }),
    );
  }
}

/**
 * @param {Float32Array} image
 * @param {Model} model
 * @returns {DrawingReading}
 */
function readAsOne(image, model) {
  const start = performance.now();
  return { result: readImage(image, model, start), images: [image], last: 0 };
}
