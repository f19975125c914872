import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { judge, readImage } from '../../docs/projects/handwritten-digits/demo/reading.js';

/** @typedef {import('../../docs/projects/handwritten-digits/demo/card.js').Thresholds} Thresholds */

/**
 * Made by hand, so that Python's arithmetic can be tested on it too.
 * @type {{ name: string, probabilities: number[], reading: Thresholds | null }[]}
 */
const cases = JSON.parse(
  readFileSync(new URL('../fixtures/reading.json', import.meta.url), 'utf8'),
);
const CLASSES = [...'0123456789', 'not a digit'];
const BLANK = new Float32Array(784);
const INK = BLANK.map((_, at) => Number(at === 400));

/** @param {number[]} probabilities whatever the image @param {Thresholds | null} [reading] */
const modelOf = (probabilities, reading) => ({
  card: { classes: CLASSES.slice(0, probabilities.length), reading },
  predict: () => Float32Array.from(probabilities),
});

describe('probabilities become a verdict', () => {
  for (const { name, probabilities, reading, ...verdict } of cases) {
    test(name, () => assert.deepEqual(judge(probabilities, reading), verdict));
  }
});

describe('an image is read', () => {
  const probabilities = [0.25, 0.375, 0, 0, 0, 0, 0, 0, 0, 0, 0.375];

  test('with the probabilities as the network gave them', () => {
    const reading = { not_a_digit: 0.375, unsure: 0.5 };
    const { milliseconds, ...result } = readImage(INK, modelOf(probabilities, reading), 0);
    const expected = { state: 'not-a-digit', value: null, confidence: 0.375, probabilities };
    assert.deepEqual(result, expected);
    assert.ok(milliseconds > 0);
  });

  test('with its candidates where it is unsure', () => {
    const result = readImage(INK, modelOf(probabilities, { not_a_digit: 0.5, unsure: 0.5 }), 0);
    assert.deepEqual([result.state, result.value], ['unsure', null]);
    assert.deepEqual(result.candidates, ['1', '0']);
  });

  test('without asking the network where there is no ink', () => {
    const model = { ...modelOf(probabilities), predict: () => assert.fail('it was asked') };
    const { milliseconds: _, ...result } = readImage(BLANK, model, 0);
    const nothing = { value: null, confidence: null, probabilities: null };
    assert.deepEqual(result, { state: 'blank', ...nothing });
  });
});
