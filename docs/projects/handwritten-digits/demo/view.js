/**
 * What the demo shows: builds its elements once, then turns a result into text and colour.
 */
import { Bars } from './bars.js';
import { DigitRow } from './digit-row.js';
import { button, make } from './elements.js';
import { ModelSwitch } from './model-switch.js';
import { NOT_A_DIGIT } from './reading.js';
import { wordsOf } from './words.js';

/** @typedef {import('./reading.js').Result} Result */
/** @typedef {import('./sharing.js').Sharing} Sharing */

const STYLES = new URL('digit-demo.css', import.meta.url).href;
/** @type {WeakMap<Element, Promise<void>>} by the link that asks for the styles */
const loading = new WeakMap();

/** The elements of one demo. */
export class View {
  #host;
  #bars = new Bars();
  #row = new DigitRow(paint);
  /** @type {Result | null} */
  #result = null;
  /** @type {readonly string[]} */
  #classes = [];
  /** @type {readonly Float32Array[]} of the digits of the result, each [size, size] in 0..1 */
  #images = [];
  #size = 0;
  #digit = make('output', 'dd-digit');
  #summary = make('p', 'dd-summary');
  #status = make('p', 'dd-hidden', { role: 'status' });
  #note = make('p', 'dd-note');
  #hint = make('p', 'dd-hint', { 'aria-hidden': 'true' }, 'Draw a digit or a number');
  #retry = button('retry', 'Try again');

  ink = /** @type {HTMLCanvasElement} */ (
    make('canvas', 'ink', {
      tabindex: '0',
      role: 'img',
      'aria-label': 'Drawing area: draw a digit, or several side by side, with mouse, finger or pen',
      'aria-keyshortcuts': 'Control+Z Delete',
    })
  );
  sees = /** @type {HTMLCanvasElement} */ (
    make('canvas', 'sees', { role: 'img', 'aria-label': 'Nothing' })
  );

  /**
   * @param {HTMLElement} host the element; what it holds is replaced
   * @param {readonly string[]} experiments whose networks may be offered
   * @param {Sharing} sharing
   */
  constructor(host, experiments, sharing) {
    this.#host = host;
    this.models = new ModelSwitch(experiments);
    this.#digit.setAttribute('aria-hidden', 'true'); // the status says it, when it is settled
    this.#retry.hidden = true;
    const layout = make('div', 'dd-layout');
    layout.append(this.#board(sharing), this.#results(), this.#status);
    host.replaceChildren(layout);
  }

  /**
   * Show a state and what was read.
   * @param {Result} result
   * @param {readonly string[]} classes what the probabilities are of
   */
  show(result, classes) {
    const { state, value, confidence, probabilities } = result;
    const { headline, summary } = wordsOf(result);
    setData(this.#host, 'state', state);
    setData(this.#host, 'value', value);
    setData(this.#host, 'confidence', confidence?.toFixed(4) ?? null);
    this.#digit.textContent = headline;
    this.#digit.style.setProperty('--dd-length', String(headline.length));
    this.#summary.textContent = summary;
    this.#retry.hidden = true;
    this.#result = result;
    this.#classes = classes;
    if (result.digits === undefined) this.#row.hide();
    this.#bars.show(classes, probabilities, answers(result, classes));
  }

  /** @param {string} message what could not be had, and why */
  showError(message) {
    setData(this.#host, 'state', 'error');
    setData(this.#host, 'value', null);
    setData(this.#host, 'confidence', null);
    this.#row.hide();
    this.#digit.textContent = '!';
    this.#summary.textContent = message;
    this.#retry.hidden = false;
    this.#status.textContent = message;
  }

  /** @param {boolean} isShown whether the drawing area invites to draw */
  invite(isShown) {
    this.#hint.hidden = !isShown;
  }

  /** @param {string} text what else there is to say of what is shown */
  note(text) {
    this.#note.textContent = text;
  }

  /** Tell those who listen rather than look what was read. @param {Result} result */
  announce(result) {
    this.say(wordsOf(result).heard);
  }

  /** @param {string} text for those who listen rather than look */
  say(text) {
    this.#status.textContent = text;
  }

  /**
   * Show exactly what the network was given for the result that is shown.
   * @param {readonly Float32Array[]} images [size, size] in 0..1, one for each digit
   * @param {number} size
   * @param {number} selected which of them is shown large
   */
  showSeen(images, size, selected) {
    this.#images = images;
    this.#size = size;
    if (this.#result?.digits) this.#row.show(this.#result.digits, images, size);
    this.select(selected);
  }

  /**
   * Show what the network was given of one digit of a number, and how likely it finds each class.
   * @param {number} index of the digit, from the left
   */
  select(index) {
    const [image, size] = [this.#images[index], this.#size];
    const { digits } = this.#result ?? {};
    const digit = digits?.[index];
    const name = digits && `digit ${index + 1} of ${digits.length}`;
    if (digit) this.#bars.show(this.#classes, digit.probabilities, answers(digit, this.#classes));
    this.#bars.name(name);
    this.#row.select(index);
    paint(this.sees, image, size);
    const ink = image.some((value) => value > 0);
    this.sees.ariaLabel = ink
      ? `${name ? capital(name) : 'The drawing'}, made ${size} by ${size} pixels`
      : `Nothing: ${size} by ${size} black pixels`;
  }

  /** @param {Sharing} sharing */
  #board(sharing) {
    const board = make('div', 'dd-board');
    const paper = make('div', 'dd-paper');
    paper.append(this.ink, this.#hint);
    const tools = make('div', 'dd-tools', { role: 'group', 'aria-label': 'Drawing' });
    tools.append(
      button('undo', 'Undo'),
      button('clear', 'Clear'),
      button('sample', 'Show a test digit'),
      sharing.button,
    );
    board.append(paper, tools, sharing.element, this.models.element);
    return board;
  }

  #results() {
    const results = make('div', 'dd-results');
    const answer = make('div', 'dd-answer');
    const text = make('div', 'dd-text');
    text.append(this.#digit, this.#summary, this.#note, this.#retry);
    const figure = make('figure', 'dd-seen');
    figure.append(this.sees, make('figcaption', '', {}, 'What the network sees'));
    answer.append(text, figure);
    results.append(answer, this.#row.element, this.#bars.element);
    return results;
  }
}

/**
 * The demo's styles, on the page once whatever the number of demos.
 * @returns {Promise<void>} once they are there, or cannot be had
 */
export function loadStyles() {
  const present = document.querySelector(`link[href="${STYLES}"]`);
  if (present !== null) return loading.get(present) ?? Promise.resolve();
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = STYLES;
  const loaded = new Promise((resolve) => {
    link.onload = link.onerror = () => resolve(undefined);
  });
  loading.set(link, loaded);
  document.head.append(link);
  return loaded;
}

/**
 * The classes that are the answer: one, two, or none.
 * @param {Result} result
 * @param {readonly string[]} classes
 */
function answers({ state, value, candidates }, classes) {
  if (state === 'not-a-digit') return [classes[NOT_A_DIGIT]];
  return candidates ?? (value === null ? [] : [value]);
}

/**
 * Intensities as pixels, white on black.
 * @param {ArrayLike<number>} image [size, size] in 0..1
 * @param {number} size
 */
function greyPixels(image, size) {
  const pixels = new ImageData(size, size);
  for (let at = 0; at < size * size; at += 1) {
    pixels.data.fill(Math.round(image[at] * 255), at * 4, at * 4 + 3);
    pixels.data[at * 4 + 3] = 255;
  }
  return pixels;
}

/**
 * @param {HTMLCanvasElement} canvas made as large as the image
 * @param {Float32Array} image [size, size] in 0..1
 * @param {number} size
 */
function paint(canvas, image, size) {
  canvas.width = size;
  canvas.height = size;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.putImageData(greyPixels(image, size), 0, 0);
}

/** @param {string} text not empty */
function capital(text) {
  return text[0].toUpperCase() + text.slice(1);
}

/** @param {HTMLElement} host @param {string} name @param {string | null} value null: absent */
function setData(host, name, value) {
  if (value === null) delete host.dataset[name];
  else host.dataset[name] = value;
}
