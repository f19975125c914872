import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { numberOf, readDrawing } from '../../docs/projects/handwritten-digits/demo/number.js';
import { wordsOf } from '../../docs/projects/handwritten-digits/demo/words.js';
import { fixture } from './fixture.js';

/** @typedef {import('../../docs/projects/handwritten-digits/demo/number.js').DigitReading} Reading */
/** @typedef {[number, number][]} Stroke */

/** @param {number} x @returns {Stroke} of which the network below makes what is left of 100 */
const line = (x) => [[x, 0], [x, 100]];
const CLASSES = [...'0123456789', 'not a digit'];
const READING = { not_a_digit: 0.5, unsure: 0.6 };

/**
 * A network that gives its answers one after the other.
 * @param {Record<number, number>[]} answers probabilities by class
 */
function answering(...answers) {
  const left = answers.map((answer) => CLASSES.map((_, index) => answer[index] ?? 0));
  const card = { classes: CLASSES, reading: READING, input: fixture.config };
  return { card, predict: () => left.shift() ?? assert.fail('it was asked too often') };
}

/**
 * @param {ReturnType<typeof answering>} network
 * @param {Stroke[]} strokes
 * @param {boolean} [isGrowing]
 */
function read(network, strokes, isGrowing = false) {
  const reading = readDrawing(strokes, network, isGrowing);
  return { ...reading, words: wordsOf(reading.result) };
}

describe('one digit or none is read as ever', () => {
  test('nothing is blank, and there is a picture of nothing', () => {
    const { result, images, last } = read(answering(), []);
    assert.deepEqual([result.state, result.value, result.digits], ['blank', null, undefined]);
    assert.deepEqual([images.length, last], [1, 0]);
    assert.ok(images[0].every((value) => value === 0));
  });

  test('of one digit there is no row of digits', () => {
    const { result } = read(answering({ 1: 0.9 }), [line(0)]);
    const { milliseconds, probabilities, ...rest } = result;
    assert.deepEqual(rest, { state: 'digit', value: '1', confidence: 0.9 });
    assert.equal(probabilities?.length, 11);
    assert.ok(milliseconds > 0);
  });
});

describe('several digits', () => {
  test('are a number, from left to right', () => {
    const strokes = [line(60), line(0)]; // the right one was drawn first
    const { result, images, last, words } = read(answering({ 4: 0.9 }, { 2: 0.75 }), strokes);
    assert.deepEqual([result.state, result.value, result.confidence], ['several', '42', 0.75]);
    assert.deepEqual(result.digits?.map(({ value, strokes: own }) => [value, own]), [
      ['4', [1]],
      ['2', [0]],
    ]);
    assert.deepEqual([images.length, last], [2, 0]);
    assert.equal(result.probabilities, result.digits?.[0].probabilities);
    assert.equal(words.headline, '42');
    assert.match(words.heard, /^Read as 42, at least 75\.0.% sure of each digit$/);
  });

  test('are not called certain', () => {
    const { words } = read(answering({ 4: 1 }, { 2: 1 }), [line(0), line(60)]);
    assert.match(words.summary, /^more than 99\.9.% sure of each digit$/);
  });

  test('of which one is unsure are two numbers, and it is said which digit', () => {
    const strokes = [line(0), line(60), line(120)];
    const network = answering({ 4: 0.9 }, { 7: 0.5, 1: 0.25 }, { 2: 0.9 });
    const { result, words } = read(network, strokes);
    assert.deepEqual([result.state, result.value, result.confidence], ['unsure', null, 0.5]);
    assert.deepEqual(result.candidates, ['472', '412']);
    assert.equal(words.headline, '472 or 412?');
    assert.match(words.heard, /place 2 of 3: 50\.0.% for 7, 25\.0.% for 1$/);
  });

  test('of which two are unsure differ where there is most doubt', () => {
    const { result } = read(answering({ 4: 0.55, 9: 0.45 }, { 7: 0.5, 1: 0.4 }), [line(0), line(60)]);
    assert.deepEqual([result.confidence, result.candidates], [0.5, ['47', '41']]);
  });

  test('of which one is none are no number, and it is said which', () => {
    const network = answering({ 4: 0.55, 9: 0.45 }, { 10: 0.75 });
    const { result, words } = read(network, [line(0), line(60)]);
    assert.deepEqual([result.state, result.value, result.confidence], ['not-a-digit', null, 0.75]);
    assert.equal(result.candidates, undefined);
    assert.equal(words.headline, 'Not a number');
    assert.match(words.heard, /place 2 of 2 is no digit, 75\.0.% sure$/);
  });
});

describe('while the last digit is drawn', () => {
  test('it does not make the others none', () => {
    const network = answering({ 4: 0.9 }, { 10: 0.9 });
    const { result } = read(network, [line(0), line(60)], true);
    assert.deepEqual([result.state, result.value], ['digit', '4']);
  });

  test('it counts as soon as it is read', () => {
    const { result, last } = read(answering({ 4: 0.9 }, { 2: 0.9 }), [line(0), line(60)], true);
    assert.deepEqual([result.state, result.value, last], ['several', '42', 1]);
  });

  test('another that is none is told of', () => {
    const network = answering({ 10: 0.9 }, { 2: 0.9 });
    const { result } = read(network, [line(0), line(60)], true);
    assert.equal(result.state, 'not-a-digit');
  });
});

test('a number does not change the readings that it is made of', () => {
  const nothing = { milliseconds: 0, probabilities: null };
  /** @type {Reading[]} */
  const digits = [
    { ...nothing, state: 'unsure', value: null, confidence: 0.5, candidates: ['1', '7'], strokes: [0] },
    { ...nothing, state: 'digit', value: '2', confidence: 0.9, strokes: [1] },
  ];
  const before = structuredClone(digits);
  assert.deepEqual(numberOf(digits).candidates, ['12', '72']);
  assert.deepEqual(digits, before);
});
