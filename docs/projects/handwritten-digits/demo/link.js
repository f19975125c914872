/**
 * A drawing as the fragment of a link, and back. A fragment is not sent to any server, so neither
 * is the drawing. No DOM, no TensorFlow.js.
 *
 * `#ink=` is followed by a version, the strokes and a checksum. A stroke is the number of its
 * points and how far each is from the one before, in whole steps of a grid over the canvas;
 * numbers are written in digits of five bits, the lowest first, as source maps do.
 */
import { thinned } from './thinning.js';

/** @typedef {import('./strokes.js').Point} Point */
/** @typedef {import('./strokes.js').Stroke} Stroke */

const FRAGMENT = /^#ink(?:=|%3D)/i; // some programs escape what is in a link
const VERSION = '1';
/** What others may make a browser decode: what is longer is not looked at. */
export const MOST_CHARACTERS = 2000; // and so no more than 1,000 points
export const MOST_STROKES = 64;

/** Steps along the side of the canvas; and how far outside of it a stroke may be. */
const GRID = 1024;
const BEYOND = GRID / 2;

/** In steps: how far a point may be moved for the link to be shorter, the least that is enough. */
const TOLERANCES = [1, 2, 4, 8];

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const [BITS, MORE] = [5, 32];
/** Digits of the largest number that makes sense. */
const LONGEST = 3;

/** Letters alone: programs that find links in a text leave a `-` or `_` at the end out. */
const SUM_DIGITS = 'abcdefghijklmnop';
const SUM_LENGTH = 6;
const FORM = /^1[\w-]*[a-p]{6}$/;

/** A drawing that cannot be in a link, or a link without a drawing; says why, for people. */
export class LinkError extends Error {
  name = 'LinkError';
}

/**
 * @param {readonly Stroke[]} strokes in shares of the canvas's side
 * @param {string} page URL of the page with the demo
 * @returns {string} a URL that opens the drawing there
 * @throws {LinkError} there is nothing to share, or too much
 */
export function linkTo(strokes, page) {
  const url = new URL(page);
  url.hash = `ink=${encode(strokes)}`;
  return url.href;
}

/** @param {string} hash a URL's fragment with its `#` */
export function isDrawing(hash) {
  return FRAGMENT.test(hash);
}

/**
 * @param {string} hash as above
 * @returns {Stroke[] | null} in shares of the canvas's side; null: the fragment is something else
 * @throws {LinkError} it should be a drawing and is none
 */
export function strokesOf(hash) {
  return isDrawing(hash) ? decode(hash.replace(FRAGMENT, '')) : null;
}

/** @param {readonly Stroke[]} strokes @returns {string} */
function encode(strokes) {
  const drawn = strokes.filter((stroke) => stroke.length > 0);
  if (drawn.length === 0) {
    throw new LinkError('Only what is drawn fits into a link: draw something first.');
  }
  if (drawn.length > MOST_STROKES) {
    throw new LinkError(
      `A link holds up to ${MOST_STROKES} strokes, this drawing has ${drawn.length}: ` +
        'draw it with fewer.',
    );
  }
  if (!drawn.flat(2).every(Number.isFinite)) {
    throw new LinkError('This drawing has points that are nowhere: clear it and draw again.');
  }
  const placed = drawn.map((stroke) => stroke.map(onGrid));
  for (const tolerance of TOLERANCES) {
    const text = written(placed.map((stroke) => thinned(stroke, tolerance)));
    if (text.length <= MOST_CHARACTERS) return text;
  }
  throw new LinkError('This drawing is too long for a link: draw it with less ink.');
}

/** @param {Point} point @returns {Point} */
function onGrid([x, y]) {
  return [step(x), step(y)];
}

/** @param {number} share of the side */
function step(share) {
  return Math.min(GRID + BEYOND, Math.max(-BEYOND, Math.round(share * GRID)));
}

/** @param {Point[][]} strokes on the grid @returns {string} */
function written(strokes) {
  let body = '';
  let [lastX, lastY] = [0, 0];
  for (const stroke of strokes) {
    body += digitsOf(stroke.length);
    for (const [x, y] of stroke) {
      body += digitsOf(unsigned(x - lastX)) + digitsOf(unsigned(y - lastY));
      [lastX, lastY] = [x, y];
    }
  }
  return VERSION + body + checksum(VERSION + body);
}

/** @param {string} text @returns {Stroke[]} */
function decode(text) {
  if (text.length > MOST_CHARACTERS) throw notADrawing('it is too long');
  if (/^\d/.test(text) && !text.startsWith(VERSION)) {
    throw notADrawing('it is of another version of this page');
  }
  const content = text.slice(0, -SUM_LENGTH);
  if (!FORM.test(text) || checksum(content) !== text.slice(-SUM_LENGTH)) {
    throw notADrawing('it is cut off or was changed');
  }
  return strokesIn(numbersIn(content.slice(VERSION.length)));
}

/** @param {number[]} numbers @returns {Stroke[]} */
function strokesIn(numbers) {
  /** @type {Point[][]} */
  const strokes = [];
  let [at, x, y] = [0, 0, 0];
  while (at < numbers.length) {
    const count = numbers[at];
    const end = at + 1 + 2 * count;
    if (count === 0 || end > numbers.length || strokes.length === MOST_STROKES) {
      throw notADrawing('its strokes are none');
    }
    /** @type {Point[]} */
    const stroke = [];
    for (at += 1; at < end; at += 2) {
      x += signed(numbers[at]);
      y += signed(numbers[at + 1]);
      if (!isNear(x) || !isNear(y)) throw notADrawing('it is drawn beside the canvas');
      stroke.push([x / GRID, y / GRID]);
    }
    strokes.push(stroke);
  }
  if (strokes.length === 0) throw notADrawing('it is empty');
  return strokes;
}

/** @param {number} coordinate on the grid */
function isNear(coordinate) {
  return coordinate >= -BEYOND && coordinate <= GRID + BEYOND;
}

/** @param {string} why */
function notADrawing(why) {
  return new LinkError(`The drawing in this link cannot be shown: ${why}. Draw your own instead.`);
}

/** @param {number} number 0 or more @returns {string} */
function digitsOf(number) {
  const low = number % MORE;
  return number < MORE ? DIGITS[low] : DIGITS[low + MORE] + digitsOf((number - low) / MORE);
}

/** @param {string} text of digits alone @returns {number[]} each 0 or more */
function numbersIn(text) {
  const numbers = [];
  let [number, length] = [0, 0];
  for (const character of text) {
    const digit = DIGITS.indexOf(character);
    number += (digit % MORE) << (BITS * length);
    length += 1;
    if (length > LONGEST) throw notADrawing('a number in it is too large');
    if (digit < MORE) {
      numbers.push(number);
      [number, length] = [0, 0];
    }
  }
  if (length > 0) throw notADrawing('it ends within a number');
  return numbers;
}

/** @param {number} number @returns {number} 0, -1, 1, -2 ... as 0, 1, 2, 3 ... */
function unsigned(number) {
  return number < 0 ? -2 * number - 1 : 2 * number;
}

/** @param {number} number */
function signed(number) {
  return number % 2 === 1 ? -(number + 1) / 2 : number / 2;
}

/** FNV-1a in 24 bits: against accidents, not against anyone. @param {string} text */
function checksum(text) {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  const folded = (hash >>> 24) ^ (hash & 0xffffff);
  return Array.from(
    { length: SUM_LENGTH },
    (_, at) => SUM_DIGITS[(folded >>> (4 * at)) & 15],
  ).join('');
}
