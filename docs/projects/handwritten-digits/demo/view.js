/**
 * What the demo shows: builds its elements once, then turns a result into text and colour.
 */

/** @typedef {import('./demo.js').Result} Result */

const STYLES = new URL('digit-demo.css', import.meta.url).href;
const NOTHING = '\u2013';
/** Softmax is never certain, though its rounded percentage may say so. */
const MOST_SHOWN = 0.999;

const TEXTS = {
  loading: 'Loading the network\u2026',
  blank: 'Nothing drawn yet',
};

/** The elements of one demo. */
export class View {
  #host;
  /** @type {Record<'row' | 'name' | 'fill' | 'value', HTMLElement>[]} */
  #bars = [];
  #rows = make('tbody');
  #digit = make('output', 'dd-digit');
  #summary = make('p', 'dd-summary');
  #status = make('p', 'dd-hidden', { role: 'status' });
  #note = make('p', 'dd-note');
  #hint = make('p', 'dd-hint', { 'aria-hidden': 'true' }, 'Draw a digit');
  #retry = button('retry', 'Try again');

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

  /** @param {HTMLElement} host the element; what it holds is replaced */
  constructor(host) {
    this.#host = host;
    this.#digit.setAttribute('aria-hidden', 'true'); // the status says it, when it is settled
    this.#retry.hidden = true;
    const layout = make('div', 'dd-layout');
    layout.append(this.#board(), this.#results(), this.#status);
    host.replaceChildren(layout);
  }

  /**
   * Show a state and what was read.
   * @param {Result} result
   * @param {readonly string[]} classes what the probabilities are of
   */
  show(result, classes) {
    const { state, value, confidence, probabilities } = result;
    setData(this.#host, 'state', state);
    setData(this.#host, 'value', value);
    setData(this.#host, 'confidence', confidence?.toFixed(4) ?? null);
    this.#digit.textContent = value ?? NOTHING;
    this.#summary.textContent = state === 'digit' ? sure(confidence ?? 0) : TEXTS[state];
    this.#retry.hidden = true;
    this.#showBars(classes, probabilities, value);
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
  announce({ value, confidence }) {
    const heard = value === null ? TEXTS.blank : `Read as ${value}, ${sure(confidence ?? 0)}`;
    this.#status.textContent = heard;
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
    board.append(paper, tools);
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
    results.append(answer, this.#table());
    return results;
  }

  #table() {
    const table = make('table', 'dd-bars');
    const caption = make('caption', 'dd-hidden', {}, 'Probability of each digit');
    const head = make('thead', 'dd-hidden');
    const titles = make('tr');
    titles.append(
      make('th', '', { scope: 'col' }, 'Digit'),
      make('th', '', { scope: 'col' }, 'Probability'),
    );
    head.append(titles);
    table.append(caption, head, this.#rows);
    return table;
  }

  #addBar() {
    const row = make('tr');
    const name = make('th', '', { scope: 'row' });
    const cell = make('td');
    const bar = make('div', 'dd-bar');
    const track = make('span', 'dd-track');
    const fill = make('span', 'dd-fill');
    const value = make('span', 'dd-value');
    track.append(fill);
    bar.append(track, value);
    cell.append(bar);
    row.append(name, cell);
    this.#rows.append(row);
    this.#bars.push({ row, name, fill, value });
  }

  /**
   * @param {readonly string[]} classes
   * @param {ArrayLike<number> | null} probabilities
   * @param {string | null} chosen
   */
  #showBars(classes, probabilities, chosen) {
    while (this.#bars.length < classes.length) this.#addBar();
    this.#bars.forEach(({ row, name, fill, value }, index) => {
      const share = probabilities?.[index] ?? 0;
      name.textContent = classes[index];
      row.classList.toggle('dd-chosen', classes[index] === chosen);
      fill.style.setProperty('--dd-share', String(share));
      value.textContent = probabilities === null ? NOTHING : percent(share);
    });
  }
}

/**
 * The demo's styles, on the page once whatever the number of demos.
 * @returns {Promise<void>} once they are there, or cannot be had
 */
export function loadStyles() {
  const present = document.querySelector(`link[href="${STYLES}"]`);
  if (present !== null) return Promise.resolve();
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = STYLES;
  return new Promise((resolve) => {
    link.onload = link.onerror = () => resolve();
    document.head.append(link);
  });
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

/** @param {number} share */
function percent(share) {
  return `${(share * 100).toFixed(1)}\u202f%`;
}

/** @param {number} confidence */
function sure(confidence) {
  return confidence > MOST_SHOWN
    ? `more than ${percent(MOST_SHOWN)} sure`
    : `${percent(confidence)} sure`;
}

/** @param {HTMLElement} host @param {string} name @param {string | null} value null: absent */
function setData(host, name, value) {
  if (value === null) delete host.dataset[name];
  else host.dataset[name] = value;
}

/** @param {string} action @param {string} text */
function button(action, text) {
  return make('button', 'dd-button', { type: 'button', 'data-action': action }, text);
}

/**
 * @param {string} tag
 * @param {string} [className]
 * @param {Record<string, string>} [attributes]
 * @param {string} [text]
 */
function make(tag, className = '', attributes = {}, text = '') {
  const made = document.createElement(tag);
  if (className) made.className = className;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (text) made.textContent = text;
  return made;
}
