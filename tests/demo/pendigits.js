/**
 * Digits that people drew on a tablet, and numbers made of them.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {[number, number]} Point */
/** @typedef {{ label: number, writer: number, strokes: Point[][] }} Digit y downward */
/** @typedef {{ text: string, strokes: Point[][], groups: number[][] }} PenNumber */
/** @typedef {() => number} Random from 0 to 1 */

const NAME = 'pendigits-orig.tra';
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Of the mean height of a number's digits: the white between two of them. */
const GAP = [0.1, 0.5];
/** Of the same: how far a digit stands above or below the line. */
const OFF_LINE = 0.05;

/** @returns {string | null} where the strokes are; null on a machine without them */
function find() {
  const places = ['data/pendigits', process.env.PENDIGITS_DIR || '.'];
  return places.map((place) => resolve(ROOT, place, NAME)).find(existsSync) ?? null;
}

const path = find();

/** Why tests that need the strokes are left out; false where they are not. */
export const missing =
  path === null && `PENDIGITS_DIR does not say where ${NAME} is: run make data`;

/**
 * @param {number} first
 * @param {number} last
 * @returns {Digit[]} of the writers with these numbers and those between
 */
export function digitsOf(first, last) {
  if (path === null) return [];
  const digits = readFileSync(path, 'ascii').split('.SEGMENT DIGIT').slice(1).map(parse);
  return digits.filter(({ writer }) => writer >= first && writer <= last);
}

/** @param {string} segment of the file, from one digit's heading to the next */
function parse(segment) {
  const [, label, , writer] = segment.match(/"(\d)"[^]*?\.COMMENT\s+(\d+)\s+(\d+)/) ?? [];
  const strokes = [...segment.matchAll(/\.PEN_DOWN([^.]*)\.PEN_UP/g)].map(([, block]) =>
    Array.from(block.matchAll(/(-?\d+)\s+(-?\d+)/g), ([, x, y]) => point(Number(x), -Number(y))),
  );
  return { label: Number(label), writer: Number(writer), strokes };
}

/** @param {number} x @param {number} y @returns {Point} */
function point(x, y) {
  return [x, y];
}

/**
 * Numbers that are the same whenever they are made: each of digits of one writer, as large as
 * they were written, side by side on a line.
 * @param {readonly Digit[]} digits
 * @param {{ count: number, lengths: readonly number[], seed: number }} plan
 * @returns {PenNumber[]}
 */
export function numbersOf(digits, { count, lengths, seed }) {
  const random = randomFrom(seed);
  const numbers = [...new Set(digits.map(({ writer }) => writer))];
  const writers = numbers.map((number) => digits.filter(({ writer }) => writer === number));
  return Array.from({ length: count }, (_, at) => {
    const own = pick(writers, random);
    const chosen = Array.from({ length: lengths[at % lengths.length] }, () => pick(own, random));
    return written(chosen, random);
  });
}

/** @param {readonly Digit[]} digits @param {Random} random @returns {PenNumber} */
function written(digits, random) {
  const unit = digits.reduce((sum, { strokes }) => sum + heightOf(strokes), 0) / digits.length;
  /** @type {PenNumber} */
  const number = { text: '', strokes: [], groups: [] };
  let right = 0;
  for (const { label, strokes } of digits) {
    const [left, end] = range(strokes, 0);
    const [, bottom] = range(strokes, 1);
    const gap = GAP[0] + (GAP[1] - GAP[0]) * random();
    const across = right + gap * unit - left;
    const down = OFF_LINE * unit * (2 * random() - 1) - bottom;
    number.text += label;
    number.groups.push(strokes.map((_, at) => number.strokes.length + at));
    number.strokes.push(...strokes.map((line) => line.map(([x, y]) => point(x + across, y + down))));
    right = end + across;
  }
  return number;
}

/** @param {Point[][]} strokes @param {0 | 1} axis */
function range(strokes, axis) {
  const values = strokes.flat().map((each) => each[axis]);
  return [Math.min(...values), Math.max(...values)];
}

/** @param {Point[][]} strokes */
function heightOf(strokes) {
  const [top, bottom] = range(strokes, 1);
  return bottom - top;
}

/** @template T @param {readonly T[]} all @param {Random} random @returns {T} */
function pick(all, random) {
  return all[Math.floor(random() * all.length)];
}

/**
 * Mulberry32: the same numbers from the same seed, everywhere.
 * @param {number} seed
 * @returns {Random}
 */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
