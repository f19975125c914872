/**
 * What is on a canvas, read by a network, shown, and told to who listens.
 */
import { Drawing } from './drawing.js';
import { readDrawing } from './number.js';
import { NOTHING_READ, readImage } from './reading.js';

/** @typedef {import('./model.js').Model} Model */
/** @typedef {import('./number.js').DrawingReading} DrawingReading */
/** @typedef {import('./picture.js').Picture} Picture */
/** @typedef {import('./strokes.js').Stroke} Stroke */
/** @typedef {import('./reading.js').Result} Result */
/** @typedef {import('./view.js').View} View */

/**
 * @typedef {object} Canvas what is on it
 * @property {readonly Stroke[]} strokes not looked at while a picture is shown
 * @property {Picture | null} picture shown instead of strokes
 * @property {boolean} isDrawing the pen is down
 */

export class Reader {
  #host;
  #view;
  #classes;
  #lookInto = (/** @type {number} */ _) => {};

  /**
   * @param {HTMLElement} host hears of every result
   * @param {View} view
   * @param {readonly string[]} classes what the bars are of until there is a network: those of the
   *   one that comes, so that nothing moves
   */
  constructor(host, view, classes) {
    this.#host = host;
    this.#view = view;
    this.#classes = classes;
  }

  /** Show that a network is on its way. */
  wait() {
    this.#view.show({ ...NOTHING_READ, state: 'loading' }, this.#classes);
    this.#view.inside.clear();
  }

  /** Show that nothing was drawn and nobody waits. */
  rest() {
    this.#view.show({ ...NOTHING_READ, state: 'blank' }, this.#classes);
  }

  /**
   * @param {Model} model
   * @param {Canvas} canvas
   * @returns {Result} as it is shown
   */
  read(model, canvas) {
    this.#classes = model.card.classes;
    const reading = this.#reading(model, canvas);
    const { result, images, last } = reading;
    this.#view.show(result, this.#classes);
    this.#view.showSeen(images, model.card.input.size, last);
    this.#lookInto = (index) => this.#look(model, canvas, reading, index);
    this.#lookInto(last);
    this.#tell(result);
    return result;
  }

  /** @param {number} index of a digit of a number, to be looked at closely */
  select(index) {
    this.#view.select(index);
    this.#lookInto(index);
  }

  /**
   * @param {Model} model
   * @param {Canvas} canvas
   * @returns {DrawingReading}
   */
  #reading(model, { strokes, picture, isDrawing }) {
    const drawing = new Drawing(strokes, picture, model.card.input);
    if (this.#view.inside.squashes) return readAsOne(drawing.squashed, model);
    if (picture) return readAsOne(drawing.steps.image, model);
    return readDrawing(strokes, model, isDrawing);
  }

  /**
   * Let the panel look into what was read: one digit of a number, or the only one.
   * @param {Model} model
   * @param {Canvas} canvas
   * @param {DrawingReading} reading
   * @param {number} index of the digit
   */
  #look(model, { strokes, picture }, { result, images }, index) {
    const digit = result.digits?.[index];
    const own = digit ? digit.strokes.map((number) => strokes[number]) : strokes;
    const drawing = new Drawing(own, picture, model.card.input);
    this.#view.inside.show({ drawing, image: images[index], model, result: digit ?? result });
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
