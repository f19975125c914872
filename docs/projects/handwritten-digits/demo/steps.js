/**
 * From the drawing to what the network sees, step by step; and the switch that leaves the steps
 * out, so that a visitor sees what they are worth.
 */
import { stepCaptions } from './captions.js';
import { make } from './elements.js';
import { greyPixels } from './pixels.js';
import { readImage } from './reading.js';
import { Section } from './section.js';
import { Worth } from './worth.js';

/** @typedef {import('./inside.js').Look} Look */
/** @typedef {import('./input.js').InputConfig} InputConfig */

const TITLES = ['As drawn', 'Fitted', 'Centred'];
const [AS_DRAWN, FITTED, CENTRED] = TITLES.keys();
/** Pixels of the canvas for one of the image: marks are finer than its pixels. */
const ZOOM = 8;
/** Sky blue of Okabe and Ito's palette, which everyone can tell from white and black. */
const MARK = '#56b4e9';

/** Radio buttons of one name are one group, whichever demo on the page they belong to. */
let groups = 0;

export class StepsSection {
  #section = new Section('steps', 'From your drawing to what the network sees');
  #steps;
  #caption;
  #squash = /** @type {HTMLInputElement} */ (
    make('input', '', { type: 'checkbox', role: 'switch', 'data-action': 'squash' })
  );
  #worth = new Worth();
  #captions = ['', '', ''];
  element = this.#section.element;

  /** @param {() => void} changed called when the switch was used */
  constructor(changed) {
    groups += 1;
    const id = `dd-step-${groups}`;
    // It describes the buttons, so it is heard when one is chosen and not at every stroke.
    this.#caption = make('p', 'dd-caption', { id });
    this.#steps = TITLES.map((title, at) => step(title, `${at + 1}`, id));
    this.#steps[CENTRED].radio.checked = true;
    const choices = make('fieldset', 'dd-steps');
    choices.append(make('legend', 'dd-hidden', {}, 'Step'), ...this.#steps.map(labelOf));
    const label = make('label', 'dd-switch');
    label.append(
      this.#squash,
      make('span', '', {}, 'Leave out steps 2 and 3: let the network read the squashed canvas'),
    );
    this.element.append(choices, this.#caption, label, this.#worth.element);
    choices.addEventListener('change', () => this.#tell());
    this.#squash.addEventListener('change', () => {
      this.#tell();
      changed();
    });
    this.#tell();
  }

  /** @returns {boolean} whether the network reads the squashed canvas */
  get squashes() {
    return this.#squash.checked;
  }

  set squashes(squashes) {
    this.#squash.checked = squashes;
    this.#tell();
  }

  /** @param {Look | null} look null: what was shown stays */
  show(look) {
    if (look === null) return;
    const { drawing, model, result } = look;
    const { input, squashed, steps } = drawing;
    this.#captions = result.state === 'blank' ? ['', '', ''] : stepCaptions(drawing);
    [squashed, steps.fitted, steps.image].forEach((image, at) => {
      const context = enlarged(this.#steps[at].canvas, image, input.size);
      if (at === FITTED) markBox(context, input);
      if (at === CENTRED) markCentre(context, input);
    });
    this.#tell();
    const other = readImage(this.squashes ? steps.image : squashed, model, performance.now());
    if (this.squashes) this.#worth.show(other, result, 'squashed');
    else this.#worth.show(result, other, 'prepared');
  }

  #tell() {
    const given = this.squashes ? AS_DRAWN : CENTRED;
    this.#steps.forEach(({ label }, at) => label.classList.toggle('dd-given', at === given));
    const chosen = this.#steps.findIndex(({ radio }) => radio.checked);
    const text = this.#captions[chosen] || 'Draw a digit to see its steps.';
    const read = chosen === given ? ' This is what the network reads.' : '';
    if (this.#caption.textContent !== text + read) this.#caption.textContent = text + read;
  }
}

/** @param {string} title @param {string} number @param {string} describedBy id of the caption */
function step(title, number, describedBy) {
  const radio = /** @type {HTMLInputElement} */ (
    make('input', '', {
      ...{ type: 'radio', name: describedBy, value: number },
      'aria-describedby': describedBy,
    })
  );
  const canvas = /** @type {HTMLCanvasElement} */ (make('canvas', '', { 'aria-hidden': 'true' }));
  const name = make('span', 'dd-step-name');
  name.append(radio, make('span', '', {}, `${number}. ${title}`));
  const label = make('label', 'dd-step');
  label.append(canvas, name);
  return { label, radio, canvas };
}

/** @param {{ label: HTMLElement }} step */
function labelOf({ label }) {
  return label;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Float32Array} image [size, size] in 0..1
 * @param {number} size
 */
function enlarged(canvas, image, size) {
  const small = document.createElement('canvas');
  small.width = small.height = size;
  small.getContext('2d')?.putImageData(greyPixels(image, size), 0, 0);
  canvas.width = canvas.height = size * ZOOM;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.imageSmoothingEnabled = false;
  context.drawImage(small, 0, 0, size * ZOOM, size * ZOOM);
  context.strokeStyle = MARK;
  context.lineWidth = ZOOM / 4;
  return context;
}

/** A pixel's coordinate is that of its centre. @param {number} coordinate */
function onCanvas(coordinate) {
  return (coordinate + 0.5) * ZOOM;
}

/** @param {CanvasRenderingContext2D} context @param {InputConfig} input */
function markBox(context, { box, centre }) {
  const [left, top] = centre.map((middle) => onCanvas(middle - box / 2));
  context.setLineDash([ZOOM, ZOOM]);
  context.strokeRect(left, top, box * ZOOM, box * ZOOM);
}

/** @param {CanvasRenderingContext2D} context @param {InputConfig} input */
function markCentre(context, { size, centre }) {
  const [x, y] = centre.map(onCanvas);
  context.beginPath();
  context.moveTo(x, 0);
  context.lineTo(x, size * ZOOM);
  context.moveTo(0, y);
  context.lineTo(size * ZOOM, y);
  context.stroke();
}
