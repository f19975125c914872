/**
 * The digits of a number side by side: each as the network saw it and as it was read. One of them
 * is chosen, to be looked at closely.
 */
import { make } from './elements.js';
import { wordsOf } from './words.js';

/** @typedef {import('./number.js').DigitReading} DigitReading */
/** @typedef {(canvas: HTMLCanvasElement, image: Float32Array, size: number) => void} Paint */

export class DigitRow {
  #paint;
  /** @type {{ button: HTMLButtonElement, canvas: HTMLCanvasElement, text: HTMLElement }[]} */
  #digits = [];
  element = make('div', 'dd-digits', { role: 'group', 'aria-label': 'Digits of the number' });

  /** @param {Paint} paint */
  constructor(paint) {
    this.#paint = paint;
    this.hide();
  }

  hide() {
    this.element.hidden = true;
  }

  /**
   * Buttons are kept from one reading to the next, so that the focus stays where it is.
   * @param {readonly DigitReading[]} digits
   * @param {readonly Float32Array[]} images [size, size] in 0..1, one for each
   * @param {number} size
   */
  show(digits, images, size) {
    while (this.#digits.length > digits.length) this.#digits.pop()?.button.remove();
    while (this.#digits.length < digits.length) this.#add();
    this.#digits.forEach(({ button, canvas, text }, index) => {
      const { headline, summary } = wordsOf(digits[index]);
      this.#paint(canvas, images[index], size);
      text.textContent = headline;
      button.ariaLabel = `Digit ${index + 1} of ${digits.length}: ${headline}, ${summary}`;
    });
    this.element.hidden = false;
  }

  /** @param {number} index of the digit that is looked at */
  select(index) {
    this.#digits.forEach(({ button }, at) => {
      button.ariaPressed = String(at === index);
    });
  }

  #add() {
    const attributes = { type: 'button', 'data-action': 'digit', value: `${this.#digits.length}` };
    const button = /** @type {HTMLButtonElement} */ (make('button', 'dd-one', attributes));
    const canvas = /** @type {HTMLCanvasElement} */ (make('canvas', '', { 'aria-hidden': 'true' }));
    const text = make('span');
    button.append(canvas, text);
    this.element.append(button);
    this.#digits.push({ button, canvas, text });
  }
}
