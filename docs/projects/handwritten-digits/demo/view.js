/**
 * What the demo shows: builds its elements once, then turns a result into text and colour.
 */
import { Bars } from './bars.js';
import { DigitRow } from './digit-row.js';
import { button, make } from './elements.js';
import { Inside } from './inside.js';
import { KEYS_HELP } from './keyboard-pen.js';
import { ModelSwitch } from './model-switch.js';
import { greyPixels } from './pixels.js';
import { NOT_A_DIGIT } from './reading.js';
import { loadStyle } from './styles.js';
import { wordsOf } from './words.js';

/** @typedef {import('./reading.js').Result} Result */
/** @typedef {import('./sharing.js').Sharing} Sharing */

const SEEN = 'What the network sees';
const SEEN_SQUASHED = 'What the network sees: the whole canvas, squashed';

/** What describes an element is found by its name, whichever demo on the page it belongs to. */
let helps = 0;

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
  #paper = make('div', 'dd-paper');
  #cursor = make('span', 'dd-cursor');
  #spoken = make('p', 'dd-hidden', { 'aria-live': 'polite' }); // of the pen; `status` of readings
  #help = make('p', 'dd-hidden', {}, KEYS_HELP);
  #retry = button('retry', 'Try again');
  #seen = make('figcaption', '', {}, SEEN);
  #layout = make('div', 'dd-layout');
  inside = new Inside();

  ink = /** @type {HTMLCanvasElement} */ (
    make('canvas', 'ink', {
      tabindex: '0',
      // Its keys are its own: a screen reader hands them on instead of reading by them.
      role: 'application',
      'aria-roledescription': 'drawing area',
      'aria-label':
        'Drawing area: draw a digit, or several side by side, with mouse, finger, pen or keyboard',
      'aria-keyshortcuts': 'Space Escape Control+Z Delete',
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
    this.#cursor.hidden = true;
    this.#hint.append(make('span', 'dd-keys', {}, 'Arrow keys move, Space draws'));
    helps += 1;
    this.#help.id = `dd-help-${helps}`;
    this.ink.setAttribute('aria-describedby', this.#help.id);
    this.#layout.hidden = true; // without its styles it would be seen to fall into place
    this.#layout.append(
      ...[this.#board(sharing), this.#results(), this.inside.element],
      ...[this.#status, this.#spoken],
    );
    host.replaceChildren(this.#layout);
  }

  /** The styles are there. */
  reveal() {
    this.#layout.hidden = false;
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
    this.#digit.textContent = 'Not loaded';
    this.#summary.textContent = message;
    this.#retry.hidden = false;
    this.say(message);
  }

  /** @param {boolean} isShown whether the drawing area invites to draw */
  invite(isShown) {
    this.#hint.hidden = !isShown;
  }

  /** @param {string} text what else there is to say of what is shown */
  note(text) {
    this.#note.textContent = text;
    this.#note.classList.remove('dd-warning');
  }

  /** Say why something cannot be done; what is shown stays. @param {string} message */
  warn(message) {
    this.note(message);
    this.#note.classList.add('dd-warning');
    this.#status.textContent = message;
  }

  /** @param {boolean} isOver whether something is held above that may be dropped */
  invitePicture(isOver) {
    this.#paper.classList.toggle('dd-over', isOver);
  }

  /**
   * Where the pen is that keys move.
   * @param {readonly [number, number] | null} point as shares of the drawing area; null: nowhere
   * @param {boolean} isDown
   */
  showPen(point, isDown) {
    this.#cursor.hidden = point === null;
    this.#cursor.classList.toggle('dd-down', isDown);
    if (point === null) return;
    this.#cursor.style.setProperty('--dd-x', String(point[0]));
    this.#cursor.style.setProperty('--dd-y', String(point[1]));
  }

  /** @param {string} text what there is to hear of the pen that keys move */
  sayOfPen(text) {
    this.#spoken.textContent = text;
  }

  /** Tell those who listen rather than look what was read. @param {Result} result */
  announce(result) {
    const how = this.inside.squashes ? ', from the squashed canvas' : '';
    this.say(wordsOf(result).heard + how);
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
    const { squashes } = this.inside;
    setData(this.#host, 'input', squashes ? 'squashed' : 'normalised');
    setText(this.#seen, squashes ? SEEN_SQUASHED : SEEN);
  }

  /** @param {Sharing} sharing */
  #board(sharing) {
    const board = make('div', 'dd-board');
    this.#paper.append(this.ink, this.#hint, this.#cursor);
    const tools = make('div', 'dd-tools', { role: 'group', 'aria-label': 'Drawing' });
    tools.append(
      button('undo', 'Undo'),
      button('clear', 'Clear'),
      button('sample', 'Show a test digit'),
      button('image', 'Read an image'),
      sharing.button,
    );
    board.append(this.#paper, this.#help, tools, sharing.element, this.models.element);
    return board;
  }

  #results() {
    const results = make('div', 'dd-results');
    const answer = make('div', 'dd-answer');
    const text = make('div', 'dd-text');
    text.append(this.#digit, this.#summary, this.#retry);
    const figure = make('figure', 'dd-seen');
    figure.append(this.sees, this.#seen);
    answer.append(text, figure);
    results.append(answer, this.#note, this.#row.element, this.#bars.element);
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

/**
 * What has not changed is left alone, for those who listen.
 * @param {HTMLElement} element
 * @param {string} text
 */
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
