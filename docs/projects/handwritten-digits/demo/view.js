/**
 * What the demo shows: builds its elements once, then turns a result into text and colour.
 */
import { Bars } from './bars.js';
import { button, make } from './elements.js';
import { Inside } from './inside.js';
import { ModelSwitch } from './model-switch.js';
import { greyPixels } from './pixels.js';
import { NOT_A_DIGIT } from './reading.js';
import { loadStyle } from './styles.js';
import { wordsOf } from './words.js';

/** @typedef {import('./reading.js').Result} Result */

const SEEN = 'What the network sees';
const SEEN_SQUASHED = 'What the network sees: the whole canvas, squashed';

/** The elements of one demo. */
export class View {
  #host;
  #bars = new Bars();
  #digit = make('output', 'dd-digit');
  #summary = make('p', 'dd-summary');
  #status = make('p', 'dd-hidden', { role: 'status' });
  #note = make('p', 'dd-note');
  #hint = make('p', 'dd-hint', { 'aria-hidden': 'true' }, 'Draw a digit');
  #retry = button('retry', 'Try again');
  #seen = make('figcaption', '', {}, SEEN);
  inside = new Inside();

  ink = /** @type {HTMLCanvasElement} */ (
    make('canvas', 'ink', {
      tabindex: '0',
      role: 'img',
      'aria-label': 'Drawing area: draw a digit with mouse, finger or pen',
      'aria-keyshortcuts': 'Control+Z Delete',
    })
  );
  sees = /** @type {HTMLCanvasElement} */ (
    make('canvas', 'sees', { role: 'img', 'aria-label': 'Nothing' })
  );

  /**
   * @param {HTMLElement} host the element; what it holds is replaced
   * @param {readonly string[]} experiments whose networks may be offered
   */
  constructor(host, experiments) {
    this.#host = host;
    this.models = new ModelSwitch(experiments);
    this.#digit.setAttribute('aria-hidden', 'true'); // the status says it, when it is settled
    this.#retry.hidden = true;
    const layout = make('div', 'dd-layout');
    layout.append(this.#board(), this.#results(), this.inside.element, this.#status);
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
    this.#summary.textContent = summary;
    this.#retry.hidden = true;
    this.#bars.show(classes, probabilities, answers(result, classes));
  }

  /** @param {string} message what could not be had, and why */
  showError(message) {
    setData(this.#host, 'state', 'error');
    setData(this.#host, 'value', null);
    setData(this.#host, 'confidence', null);
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
    const how = this.inside.squashes ? ', from the squashed canvas' : '';
    this.#status.textContent = wordsOf(result).heard + how;
  }

  /**
   * Show exactly what the network is given.
   * @param {Float32Array} image [size, size] in 0..1
   * @param {number} size
   */
  showSeen(image, size) {
    this.sees.width = size;
    this.sees.height = size;
    const context = /** @type {CanvasRenderingContext2D} */ (this.sees.getContext('2d'));
    context.putImageData(greyPixels(image, size), 0, 0);
    const ink = image.some((value) => value > 0);
    this.sees.ariaLabel = ink
      ? `The drawing, made ${size} by ${size} pixels`
      : `Nothing: ${size} by ${size} black pixels`;
    const { squashes } = this.inside;
    setData(this.#host, 'input', squashes ? 'squashed' : 'normalised');
    setText(this.#seen, squashes ? SEEN_SQUASHED : SEEN);
  }

  #board() {
    const board = make('div', 'dd-board');
    const paper = make('div', 'dd-paper');
    paper.append(this.ink, this.#hint);
    const tools = make('div', 'dd-tools', { role: 'group', 'aria-label': 'Drawing' });
    tools.append(
      button('undo', 'Undo'),
      button('clear', 'Clear'),
      button('sample', 'Show a test digit'),
    );
    board.append(paper, tools, this.models.element);
    return board;
  }

  #results() {
    const results = make('div', 'dd-results');
    const answer = make('div', 'dd-answer');
    const text = make('div', 'dd-text');
    text.append(this.#digit, this.#summary, this.#note, this.#retry);
    const figure = make('figure', 'dd-seen');
    figure.append(this.sees, this.#seen);
    answer.append(text, figure);
    results.append(answer, this.#bars.element);
    return results;
  }
}

/** @returns {Promise<void>} once the demo's styles are there, or cannot be had */
export function loadStyles() {
  return loadStyle('digit-demo.css');
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

/** @param {HTMLElement} host @param {string} name @param {string | null} value null: absent */
function setData(host, name, value) {
  if (value === null) delete host.dataset[name];
  else host.dataset[name] = value;
}

/**
 * What has not changed is left alone, for those who listen.
 * @param {HTMLElement} element
 * @param {string} text
 */
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
