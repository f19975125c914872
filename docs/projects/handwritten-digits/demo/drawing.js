/**
 * What is on the canvas, and the images that can be made of it; each is made when it is asked
 * for, and once. No DOM, no TensorFlow.js.
 */
import { preprocessInSteps } from './preprocess.js';
import { squashImage, squashStrokes } from './squash.js';
import { renderInSteps } from './strokes.js';

/** @typedef {import('./input.js').InputConfig} InputConfig */
/** @typedef {import('./input.js').Steps} Steps */
/** @typedef {import('./strokes.js').Stroke} Stroke */

/**
 * A picture that fills the canvas.
 * @typedef {object} Picture
 * @property {number} size side of the picture
 * @property {ArrayLike<number>} image [size, size] in 0..1, bright ink on black
 */

export class Drawing {
  #strokes;
  #picture;
  /** @type {Steps | null} */
  #steps = null;
  /** @type {Float32Array | null} */
  #squashed = null;

  /**
   * @param {readonly Stroke[]} strokes points as shares of the canvas's side
   * @param {Picture | null} picture shown instead of strokes
   * @param {InputConfig} input how the network wants it
   */
  constructor(strokes, picture, input) {
    this.#strokes = strokes;
    this.#picture = picture;
    this.input = input;
  }

  /** @returns {Steps} to the image that the network should read */
  get steps() {
    const picture = this.#picture;
    this.#steps ??= picture
      ? preprocessInSteps(picture.image, picture.size, picture.size, this.input)
      : renderInSteps(this.#strokes, this.input);
    return this.#steps;
  }

  /** @returns {Float32Array} [size, size] in 0..1, the whole canvas shrunk */
  get squashed() {
    const picture = this.#picture;
    this.#squashed ??= picture
      ? squashImage(picture.image, picture.size, picture.size, this.input)
      : squashStrokes(this.#strokes, this.input);
    return this.#squashed;
  }

  /** @returns {number | null} how often the steps make the squashed ink larger; null: a dot */
  get enlargement() {
    const { scale } = this.steps;
    return scale && (scale * (this.#picture?.size ?? 1)) / this.input.size;
  }

  /** @returns {number | null} longest side of the squashed ink, in pixels; null: a dot */
  get longestSide() {
    const { enlargement } = this;
    const pen = this.#picture ? 0 : this.input.pen_width; // as wide however large the drawing is
    return enlargement && (this.input.box - pen) / enlargement + pen;
  }
}
