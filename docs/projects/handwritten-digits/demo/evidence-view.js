/**
 * Shows why the network reads what it reads: the drawing, coloured by how far each part of it
 * speaks for the answer.
 */
import { WORTH_TELLING, evidenceCaption } from './captions.js';
import { make } from './elements.js';
import { weighInPieces } from './evidence.js';
import { Idle } from './idle.js';
import { NOT_A_DIGIT } from './reading.js';
import { Section } from './section.js';
import { percent } from './words.js';

/** @typedef {import('./evidence.js').Evidence} Evidence */
/** @typedef {import('./inside.js').Look} Look */

/**
 * On black, as the network's image is: orange and sky blue of Okabe and Ito's palette, which
 * everyone can tell apart, and grey where a part makes no difference.
 */
const FOR = [230, 159, 0];
const AGAINST = [86, 180, 233];
const NEITHER = [128, 128, 128];

const WHAT =
  'A patch of the drawing is hidden, and the rest is read again; and so for every patch. ' +
  'The more the probability of the answer drops without a part, the more that part speaks for ' +
  'it. (Occlusion, after Zeiler and Fergus, 2014.)';
const NOTHING_DRAWN = 'Draw a digit to see what speaks for it.';

export class EvidenceSection {
  #section = new Section('evidence', 'Why this answer?');
  #work = new Idle();
  #canvas = /** @type {HTMLCanvasElement} */ (make('canvas', 'evidence', { role: 'img' }));
  #caption = make('p', 'dd-caption');
  #most = make('span');
  #figure = make('div', 'dd-evidence');
  element = this.#section.element;

  constructor() {
    const words = make('div', 'dd-evidence-words');
    words.append(this.#caption, this.#legend());
    this.#figure.append(this.#canvas, words);
    this.element.append(make('p', 'dd-what', {}, WHAT), this.#figure);
    this.#nothing(NOTHING_DRAWN);
  }

  /** What is shown is no longer of what is drawn. */
  await() {
    this.#work.stop();
    this.#section.isBusy = true;
  }

  /** @param {Look | null} look */
  show(look) {
    this.#work.stop();
    if (look === null || look.result.state === 'blank') {
      this.#nothing(NOTHING_DRAWN);
      return;
    }
    const chosen = answerOf(look);
    if (chosen === null) {
      this.#nothing('There is no single answer to explain.');
      return;
    }
    this.#section.isBusy = true;
    const { model, image, drawing } = look;
    const { size } = drawing.input;
    const work = weighInPieces(image, size, (part) => model.predict(part), chosen);
    this.#work.start(work, (evidence) => this.#draw(evidence, look));
  }

  stop() {
    this.#work.stop();
  }

  /** @param {string} text */
  #nothing(text) {
    this.#caption.textContent = text;
    this.#canvas.hidden = true;
    this.#figure.classList.add('dd-nothing');
    this.#section.isBusy = false;
  }

  /** @param {Evidence} evidence @param {Look} look */
  #draw(evidence, { model, image, drawing }) {
    const { size } = drawing.input;
    const most = Math.max(...evidence.map.map(Math.abs), WORTH_TELLING);
    this.#canvas.width = this.#canvas.height = size;
    this.#canvas
      .getContext('2d')
      ?.putImageData(colouredPixels(image, evidence.map, most, size), 0, 0);
    const text = evidenceCaption(evidence, model.card.classes);
    this.#caption.textContent = text;
    this.#canvas.ariaLabel = 'The drawing, coloured by what speaks for the answer and against it';
    this.#most.textContent = `speaks for it (up to ${percent(most)})`;
    this.#canvas.hidden = false;
    this.#figure.classList.remove('dd-nothing');
    this.#section.isBusy = false;
  }

  #legend() {
    const legend = make('div', 'dd-legend');
    const names = make('div', 'dd-legend-names');
    names.append(make('span', '', {}, 'speaks against it'), this.#most);
    legend.append(make('div', 'dd-scale', { 'aria-hidden': 'true' }), names);
    return legend;
  }
}

/**
 * The class that is to be explained: what was read, or the first candidate.
 * @param {Look} look
 * @returns {number | null} its index; null where there is no answer
 */
function answerOf({ result, model }) {
  if (result.state === 'not-a-digit') return NOT_A_DIGIT;
  const name = result.candidates?.[0] ?? result.value;
  const index = name === null ? -1 : model.card.classes.indexOf(name);
  return index < 0 ? null : index;
}

/**
 * The image with each pixel's brightness, and the colour of its evidence.
 * @param {Float32Array} image [size, size] in 0..1
 * @param {Float32Array} map [size, size]
 * @param {number} most evidence of which there is the full colour
 * @param {number} size
 */
function colouredPixels(image, map, most, size) {
  const pixels = new ImageData(size, size);
  image.forEach((value, at) => {
    const share = Math.min(Math.abs(map[at]) / most, 1);
    const full = map[at] < 0 ? AGAINST : FOR;
    for (const channel of [0, 1, 2]) {
      const colour = NEITHER[channel] + (full[channel] - NEITHER[channel]) * share;
      pixels.data[at * 4 + channel] = Math.round(value * colour);
    }
    pixels.data[at * 4 + 3] = 255;
  });
  return pixels;
}
