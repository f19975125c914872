/**
 * A drawing of one digit or of several: each is read by itself, and the readings make a number.
 * No DOM, no TensorFlow.js.
 */
import { groupGrowing, groupStrokes } from './groups.js';
import { readImage } from './reading.js';
import { renderStrokes } from './strokes.js';

/** @typedef {import('./input.js').InputConfig} InputConfig */
/** @typedef {import('./strokes.js').Stroke} Stroke */
/** @typedef {import('./reading.js').Reader} Reader */
/** @typedef {import('./reading.js').Result} Result */

/**
 * One digit of a number: a reading as of a single digit, and the strokes that it was made of.
 * @typedef {Result & { strokes: number[] }} DigitReading
 */

/**
 * @typedef {object} DrawingReading
 * @property {Result} result
 * @property {Float32Array[]} images what the network was given, a digit each, from left to right
 * @property {number} last which of them was drawn last
 */

/**
 * @param {readonly Stroke[]} strokes
 * @param {Reader & { card: { input: InputConfig } }} model
 * @param {boolean} isGrowing whether the last stroke may not be finished
 * @returns {DrawingReading}
 */
export function readDrawing(strokes, model, isGrowing) {
  const start = performance.now();
  const groups = (isGrowing ? groupGrowing : groupStrokes)(strokes);
  const read = groups.map((numbers) => readGroup(strokes, numbers, model));
  const kept = isGrowing ? withoutUnfinished(read, strokes.length - 1) : read;
  if (kept.length === 0) kept.push(readGroup(strokes, [], model)); // blank
  const digits = kept.map(({ digit }) => digit);
  const result = digits.length === 1 ? alone(digits[0]) : numberOf(digits);
  const milliseconds = performance.now() - start;
  const images = kept.map(({ image }) => image);
  return { result: { ...result, milliseconds }, images, last: lastDrawn(digits) };
}

/**
 * What digits make together. All of them read: a number, in state `several`. One of them none:
 * the whole is none, for nobody writes 4, scribble, 2. One of them unsure: the whole is unsure,
 * of the two numbers that differ in the digit of most doubt.
 * @param {readonly DigitReading[]} digits from left to right, two or more, none of them blank
 * @returns {Result} its confidence is that of the digit of which the network is least sure, or
 *   most sure that it is none
 */
export function numberOf(digits) {
  const { probabilities } = digits[lastDrawn(digits)];
  const whole = { value: null, probabilities, milliseconds: 0, digits: [...digits] };
  const none = inState(digits, 'not-a-digit').at(-1);
  if (none) return { ...whole, state: 'not-a-digit', confidence: none.confidence };
  const unsure = inState(digits, 'unsure').at(0);
  if (!unsure) {
    const confidence = Math.min(...digits.map((digit) => digit.confidence ?? 0));
    return { ...whole, state: 'several', value: textOf(digits), confidence };
  }
  const { confidence } = unsure;
  const swapped = digits.map((digit) =>
    digit === unsure ? { ...digit, candidates: swap(digit.candidates) } : digit,
  );
  return { ...whole, state: 'unsure', confidence, candidates: [textOf(digits), textOf(swapped)] };
}

/**
 * @param {readonly Stroke[]} strokes
 * @param {number[]} numbers
 * @param {Reader & { card: { input: InputConfig } }} model
 */
function readGroup(strokes, numbers, model) {
  const start = performance.now();
  const image = renderStrokes(
    numbers.map((number) => strokes[number]),
    model.card.input,
  );
  return { image, digit: { ...readImage(image, model, start), strokes: numbers } };
}

/**
 * Without a digit that is half drawn and read as none yet: it would turn the digits beside it
 * into none as well, and a moment later back.
 * @param {ReturnType<typeof readGroup>[]} read
 * @param {number} growing number of the stroke that grows
 */
function withoutUnfinished(read, growing) {
  if (read.length < 2) return read;
  return read.filter(
    ({ digit }) => digit.state === 'digit' || !digit.strokes.includes(growing),
  );
}

/** @param {DigitReading} digit @returns {Result} */
function alone({ strokes: _, ...result }) {
  return result;
}

/** @param {readonly DigitReading[]} digits @returns {number} the one with the latest stroke */
function lastDrawn(digits) {
  const latest = digits.map(({ strokes }) => Math.max(...strokes));
  return latest.indexOf(Math.max(...latest));
}

/**
 * Those in a state, the least decided first.
 * @param {readonly DigitReading[]} digits
 * @param {DigitReading['state']} state
 */
function inState(digits, state) {
  return digits
    .filter((digit) => digit.state === state)
    .sort((a, b) => (a.confidence ?? 0) - (b.confidence ?? 0));
}

/** @param {readonly DigitReading[]} digits @returns {string} */
function textOf(digits) {
  return digits.map(({ value, candidates }) => value ?? candidates?.[0]).join('');
}

/** @param {[string, string] | undefined} candidates @returns {[string, string] | undefined} */
function swap(candidates) {
  return candidates && [candidates[1], candidates[0]];
}
