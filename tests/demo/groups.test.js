import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  MOST_DIGITS,
  groupGrowing,
  groupStrokes,
} from '../../docs/projects/handwritten-digits/demo/groups.js';

/** @typedef {[number, number][]} Stroke */

/** @param {Stroke} stroke @param {number} x @param {number} [y] @returns {Stroke} */
const moved = (stroke, x, y = 0) => stroke.map(([px, py]) => [px + x, py + y]);

/** @type {Stroke} */
const ONE = [[0, 0], [2, 100]];
/** @type {Stroke} */
const TWO = [[0, 20], [30, 0], [60, 20], [0, 100], [60, 100]];
/** @type {Stroke} */
const ZERO = [[30, 0], [0, 50], [30, 100], [60, 50], [30, 0]];
/** @type {Stroke[]} */
const FOUR = [[[0, 0], [0, 50], [60, 50]], [[45, 20], [45, 100]]];
/** @type {Stroke[]} its roof apart, above and to the right */
const FIVE = [[[10, 10], [5, 45], [50, 70], [0, 100]], [[18, 0], [60, -4]]];
/** @type {Stroke} */
const DASH = [[0, 0], [60, 0]];

describe('one digit stays one', () => {
  /** @type {[string, Stroke[]][]} */
  const digits = [
    ['of one stroke', [TWO]],
    ['a dot', [[[5, 5]]]],
    ['a dash', [DASH]],
    ['a 4 of two strokes', FOUR],
    ['a 4 whose strokes do not touch', [moved(FOUR[0], -20), FOUR[1]]],
    ['a 5 with its roof apart', FIVE],
    ['a 5 with its roof first', [...FIVE].reverse()],
    ['a 7 with a bar', [[[0, 0], [60, 0], [20, 100]], [[15, 50], [55, 50]]]],
    ['a 1 with flag and foot', [[[-20, 20], [0, 0]], ONE, [[-20, 100], [20, 100]]]],
    ['a 1 drawn twice', [ONE, moved(ONE, 5, 3)]],
    ['an 8 of two rings', [[[30, 0], [5, 25], [30, 50], [55, 25], [30, 0]], moved(ZERO, 0, 52)]],
  ];
  for (const [name, strokes] of digits) {
    test(name, () => assert.deepEqual(groupStrokes(strokes), [strokes.map((_, at) => at)]));
  }
});

describe('digits side by side are told apart', () => {
  /** @type {[string, Stroke[], number[][]][]} */
  const numbers = [
    ['42', [...FOUR, moved(TWO, 80)], [[0, 1], [2]]],
    ['11', [ONE, moved(ONE, 20)], [[0], [1]]],
    ['2 drawn before the 4 on its left', [moved(TWO, 80), ...FOUR], [[1, 2], [0]]],
    ['54, the roof last', [FIVE[0], ...FOUR.map((each) => moved(each, 85)), FIVE[1]], [[0, 3], [1, 2]]],
    ['200', [TWO, moved(ZERO, 80), moved(ZERO, 160)], [[0], [1], [2]]],
    ['20 touching', [TWO, moved(ZERO, 60)], [[0], [1]]],
    ['a small 1 beside a large 0', [moved(ONE.map(([x, y]) => [x, y / 2]), -30, 50), ZERO], [[0], [1]]],
  ];
  for (const [name, strokes, expected] of numbers) {
    test(name, () => assert.deepEqual(groupStrokes(strokes), expected));
  }
});

describe('it does not matter', () => {
  const number = [...FOUR, moved(TWO, 80), moved(ZERO, 160)];
  const expected = [[0, 1], [2], [3]];

  test('how large a number is drawn, and where', () => {
    const other = number.map((stroke) =>
      stroke.map(([x, y]) => /** @type {[number, number]} */ ([x / 400 - 3, y / 400 + 7])),
    );
    assert.deepEqual(groupStrokes(other), expected);
  });

  test('in which direction a stroke goes', () => {
    assert.deepEqual(groupStrokes(number.map((stroke) => [...stroke].reverse())), expected);
  });

  test('whether there are strokes without a point', () => {
    assert.deepEqual(groupStrokes([[], ...number.slice(0, 3), [], number[3]]), [[1, 2], [3], [5]]);
    assert.deepEqual(groupStrokes([[], []]), []);
  });
});

describe('a scribble is one drawing', () => {
  test('of more digits than there is room for', () => {
    const ones = (/** @type {number} */ count) =>
      Array.from({ length: count }, (_, at) => moved(ONE, at * 40));
    assert.equal(groupStrokes(ones(MOST_DIGITS)).length, MOST_DIGITS);
    assert.deepEqual(groupStrokes(ones(MOST_DIGITS + 1)), [ones(MOST_DIGITS + 1).map((_, at) => at)]);
  });

  test('of more strokes than a number has', () => {
    const hatched = Array.from({ length: 300 }, (_, at) => moved(ONE, (at % 4) * 60));
    assert.equal(groupStrokes(hatched.slice(0, 20)).length, 4);
    assert.equal(groupStrokes(hatched).length, 1);
  });
});

describe('while a stroke grows', () => {
  test('the beginning of the next digit is left out', () => {
    const begun = moved(TWO.slice(0, 1), 80);
    assert.deepEqual(groupGrowing([...FOUR, begun]), [[0, 1]]);
    assert.deepEqual(groupGrowing([...FOUR, moved(TWO.slice(0, 3), 80)]), [[0, 1], [2]]);
  });

  test('a stroke across a digit belongs to it at once', () => {
    const crossing = [...FOUR[1].slice(0, 1), /** @type {[number, number]} */ ([45, 30])];
    assert.deepEqual(groupGrowing([FOUR[0], crossing]), [[0, 1]]);
  });

  test('the first one is a digit from its first point', () => {
    assert.deepEqual(groupGrowing([TWO.slice(0, 1)]), [[0]]);
  });

  test('one without a point is nothing yet', () => {
    assert.deepEqual(groupGrowing([TWO, []]), [[0]]);
    assert.deepEqual(groupGrowing([]), []);
  });
});
