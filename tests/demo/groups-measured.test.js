/**
 * How often the strokes of people are grouped right. The rule's constants were chosen on writers
 * 1 to 15; these are the others.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { groupGrowing, groupStrokes } from '../../docs/projects/handwritten-digits/demo/groups.js';
import { digitsOf, missing, numbersOf } from './pendigits.js';

const digits = digitsOf(16, 30);
const numbers = numbersOf(digits, { count: missing ? 0 : 200, lengths: [2, 3], seed: 42 });

/** Shares that must be reached; measured: 1, 0.99 and 0.99. */
const LEAST = { single: 0.999, number: 0.95, steady: 0.98 };

/** @param {readonly unknown[]} right @param {readonly unknown[]} all @param {string} what */
function told(right, all, what) {
  console.log(`${right.length} of ${all.length} ${what}`);
  return right.length / all.length;
}

describe('what 15 people drew', { skip: missing }, () => {
  test('single digits stay single', () => {
    const parted = digits.filter(({ strokes }) => strokes.length > 1);
    const single = digits.filter(({ strokes }) => groupStrokes(strokes).length === 1);
    const whole = parted.filter(({ strokes }) => groupStrokes(strokes).length === 1);
    assert.equal(digits.length, 3745);
    assert.ok(told(single, digits, 'digits stay one') >= LEAST.single);
    assert.ok(told(whole, parted, 'digits of several strokes stay one') >= LEAST.single);
  });

  test('numbers are told apart digit by digit', () => {
    const right = numbers.filter(({ strokes, groups }) => same(groupStrokes(strokes), groups));
    assert.equal(numbers.length, 200);
    assert.ok(told(right, numbers, 'numbers are grouped right') >= LEAST.number);
  });

  test('it does not matter in which order strokes were drawn', () => {
    for (const { strokes } of numbers) {
      const last = strokes.length - 1;
      const turned = groupStrokes([...strokes].reverse()).map((group) =>
        group.map((number) => last - number).reverse(),
      );
      assert.deepEqual(turned, groupStrokes(strokes));
    }
  });

  test('while a digit is drawn it is not two', () => {
    const steady = digits.filter(({ strokes }) => mostWhileDrawn(strokes) === 1);
    assert.ok(told(steady, digits, 'digits are one all the while') >= LEAST.steady);
  });
});

/** @param {number[][]} groups @param {number[][]} others */
function same(groups, others) {
  return JSON.stringify(groups) === JSON.stringify(others);
}

/** The most digits that are seen while strokes grow. @param {[number, number][][]} strokes */
function mostWhileDrawn(strokes) {
  let most = 0;
  strokes.forEach((stroke, at) => {
    for (let count = 1; count <= stroke.length; count += 4) {
      const drawn = [...strokes.slice(0, at), stroke.slice(0, count)];
      most = Math.max(most, groupGrowing(drawn).length);
    }
  });
  return most;
}
