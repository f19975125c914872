/**
 * Finds the writing on a picture of it: what is ink, without specks and without what the picture
 * shows beside the paper. No DOM.
 */
import { PictureError } from './image-file.js';
import { contrastOf, MOST_SAMPLES } from './paper.js';
import { thickened } from './pen-width.js';

/** @typedef {import('./paper.js').Grey} Grey */
/** @typedef {import('./pen-width.js').Area} Area */

/**
 * Ink alone, in a square with an empty margin.
 * @typedef {object} Writing
 * @property {Float32Array} image [size, size] in 0..1, bright ink on black, row by row
 * @property {number} size
 * @property {boolean} isDark whether it was darker than its paper
 */

/**
 * Ink that hangs together, and the box around it.
 * @typedef {object} Piece
 * @property {number[]} pixels
 * @property {number} border how many of them lie at the border of the picture
 */

/** Between ink and paper; a pencil on white paper has about twice that. */
const LEAST_CONTRAST = 0.1;
/** Grains that hang together are fewer; the thinnest digit of 8 pixels' height has as many. */
const LEAST_PIXELS = 8;
/** Noise alone parts no better than this: see `Split`; half a bell curve, at 0.66. */
const CLEAN = 0.75;
/** Noise of the paper is below this many standard deviations of it. */
const NOISE = 6;
/** The share of half a bell curve within one standard deviation, its other half being 0. */
const ONE_DEVIATION = 0.84;
/** A piece is a speck if it is smaller than this share of the largest. */
const SPECK = 0.03;
/** What lies along more of the border than this share is what the paper lies on. */
const SURROUNDINGS = 0.12;
/** Paper ends at this share of the threshold between it and ink. */
const FAINT = 0.5;
/** More pixels to a side than this say nothing more of a digit. */
const ENOUGH = 160;
/** Around the writing, as a share of the square. */
const MARGIN = 0.14;

/**
 * @param {Grey} grey dark on light or light on dark, evenly lit or not
 * @returns {Writing}
 * @throws {PictureError} there is none
 */
export function findWriting(grey) {
  const { contrast, threshold: parted, separability, isDark } = contrastOf(grey);
  const noise = separability > CLEAN ? 0 : NOISE * noiseOf(contrast, parted);
  const threshold = Math.max(parted, noise);
  const pieces = writingOf(connected(contrast, threshold, grey), grey);
  const ink = pieces.flatMap(({ pixels }) => pixels);
  const level = ink.reduce((sum, at) => sum + contrast[at], 0) / ink.length;
  const largest = pieces.reduce((most, { pixels }) => Math.max(most, pixels.length), 0);
  if (largest < LEAST_PIXELS || level < LEAST_CONTRAST) {
    throw new PictureError(
      'expected dark writing on light paper, or light on dark, and found none: ' +
        'choose a sharper picture with more contrast, with little around the digit',
    );
  }
  const soft = softened(contrast, ink, threshold * FAINT, level, grey);
  return { ...squared(thickened(shrunk(cropped(soft)))), isDark };
}

/**
 * The standard deviation of the paper's noise, which shows on one side of it only.
 * @param {Float32Array} contrast
 * @param {number} threshold
 */
function noiseOf(contrast, threshold) {
  const step = Math.max(1, Math.floor(contrast.length / MOST_SAMPLES));
  const paper = contrast.filter((value, at) => at % step === 0 && value <= threshold).sort();
  return paper[Math.floor(ONE_DEVIATION * paper.length)] ?? 0;
}

/**
 * @param {Float32Array} contrast
 * @param {number} threshold
 * @param {Grey} grey
 * @returns {Piece[]} of pixels above the threshold that touch, corner to corner too
 */
function connected(contrast, threshold, { width, height }) {
  const isOpen = Uint8Array.from(contrast, (value) => (value > threshold ? 1 : 0));
  const pieces = [];
  for (let start = 0; start < contrast.length; start += 1) {
    if (isOpen[start] === 0) continue;
    isOpen[start] = 0;
    const piece = { pixels: [start], border: 0 };
    for (const at of piece.pixels) {
      if (isBorder(at, width, height)) piece.border += 1;
      for (const next of around(at, width, height)) {
        if (isOpen[next] === 0) continue;
        isOpen[next] = 0;
        piece.pixels.push(next);
      }
    }
    pieces.push(piece);
  }
  return pieces;
}

/**
 * Pieces that may be writing. What is along the border is left out only where something else is
 * left: a digit that was cut out tightly is there as well.
 * @param {Piece[]} pieces
 * @param {Grey} grey
 */
function writingOf(pieces, { width, height }) {
  const most = SURROUNDINGS * 2 * (width + height);
  const inside = withoutSpecks(pieces.filter(({ border }) => border <= most));
  return inside.some(({ pixels }) => pixels.length >= LEAST_PIXELS) ? inside : withoutSpecks(pieces);
}

/** @param {Piece[]} pieces */
function withoutSpecks(pieces) {
  const largest = pieces.reduce((most, { pixels }) => Math.max(most, pixels.length), 0);
  return pieces.filter(({ pixels }) => pixels.length >= SPECK * largest);
}

/**
 * Ink and the pixels beside it, which it covers in part, as far as they differ from the paper.
 * @param {Float32Array} contrast
 * @param {number[]} ink
 * @param {number} none contrast of what has no ink on it
 * @param {number} full contrast of what is all ink
 * @param {Grey} grey
 * @returns {Area}
 */
function softened(contrast, ink, none, full, { width, height }) {
  const values = new Float32Array(contrast.length);
  const take = (/** @type {number} */ at) => {
    values[at] = Math.min(1, Math.max(0, (contrast[at] - none) / (full - none)));
  };
  for (const at of ink) {
    take(at);
    around(at, width, height).forEach(take);
  }
  return { values, width, height };
}

/** @param {Area} area with ink @returns {Area} without what is empty around it */
function cropped({ values, width, height }) {
  let [left, right, top, bottom] = [width, 0, height, 0];
  values.forEach((value, at) => {
    if (value === 0) return;
    const [x, y] = [at % width, Math.floor(at / width)];
    [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
  });
  const crop = { values: new Float32Array(0), width: right - left, height: bottom - top };
  crop.values = new Float32Array(crop.width * crop.height);
  for (let row = 0; row < crop.height; row += 1) {
    const start = (top + row) * width + left;
    crop.values.set(values.subarray(start, start + crop.width), row * crop.width);
  }
  return crop;
}

/** Means of blocks, where there are more pixels than enough. @param {Area} area @returns {Area} */
function shrunk(area) {
  const block = Math.floor(Math.max(area.width, area.height) / ENOUGH);
  if (block < 2) return area;
  const [width, height] = [Math.ceil(area.width / block), Math.ceil(area.height / block)];
  const values = new Float32Array(width * height);
  area.values.forEach((value, at) => {
    const [x, y] = [at % area.width, Math.floor(at / area.width)];
    values[Math.floor(y / block) * width + Math.floor(x / block)] += value / block ** 2;
  });
  return { values, width, height };
}

/** @param {Area} area */
function squared({ values, width, height }) {
  const size = Math.ceil(Math.max(width, height) / (1 - 2 * MARGIN));
  const [left, top] = [Math.floor((size - width) / 2), Math.floor((size - height) / 2)];
  const image = new Float32Array(size * size);
  for (let row = 0; row < height; row += 1) {
    image.set(values.subarray(row * width, (row + 1) * width), (top + row) * size + left);
  }
  return { image, size };
}

/** @param {number} at @param {number} width @param {number} height */
function isBorder(at, width, height) {
  const [x, y] = [at % width, Math.floor(at / width)];
  return x === 0 || y === 0 || x === width - 1 || y === height - 1;
}

/** The up to eight pixels around one.
 * @param {number} at
 * @param {number} width
 * @param {number} height
 */
function around(at, width, height) {
  const [x, y] = [at % width, Math.floor(at / width)];
  const places = [];
  for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row += 1) {
    for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column += 1) {
      if (row !== y || column !== x) places.push(row * width + column);
    }
  }
  return places;
}
