import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  PATCH,
  STRIDE,
  weigh,
  weighInPieces,
} from '../../docs/projects/handwritten-digits/demo/evidence.js';

const SIZE = 28;

/** An image with ink at these pixels, x and y. @param {[number, number][]} places */
function inkAt(...places) {
  const image = new Float32Array(SIZE * SIZE);
  for (const [x, y] of places) image[y * SIZE + x] = 1;
  return image;
}

/**
 * Sees one pixel and nothing else: class 1 is as probable as that pixel is inked.
 * @param {[number, number]} place
 */
function seesOnly([x, y]) {
  return (/** @type {Float32Array} */ image) => {
    const probability = image[y * SIZE + x] * 0.75;
    return [1 - probability, probability];
  };
}

/** A square outline from 4 to 23: its corners are where their names say. */
const OUTLINE = Array.from({ length: 20 }, (_, at) => at + 4).flatMap((at) =>
  /** @type {[number, number][]} */ ([[at, 4], [at, 23], [4, at], [23, at]]),
);

describe('the evidence lies where a network looks', () => {
  /** @type {[string, [number, number]][]} */
  const cases = [
    ['upper left', [4, 4]],
    ['upper middle', [13, 4]],
    ['upper right', [23, 4]],
    ['middle left', [4, 13]],
    ['middle right', [23, 14]],
    ['lower left', [4, 23]],
    ['lower middle', [14, 23]],
    ['lower right', [23, 23]],
  ];
  for (const [name, place] of cases) {
    test(name, () => {
      const evidence = weigh(inkAt(...OUTLINE), SIZE, seesOnly(place), 1);
      assert.equal(evidence.strongest.place, name);
      assert.deepEqual([evidence.probability, evidence.strongest.drop], [0.75, 0.75]);
      assert.deepEqual(evidence.strongest.probabilities, [1, 0]);
      const { map } = evidence;
      assert.equal(map[place[1] * SIZE + place[0]], 0.75);
      const opposite = (27 - place[1]) * SIZE + 27 - place[0];
      assert.equal(map[opposite], 0);
      assert.ok(Math.abs(evidence.strongest.at[0] - place[0]) < PATCH);
      assert.ok(Math.abs(evidence.strongest.at[1] - place[1]) < PATCH);
    });
  }
});

test('what speaks against a class has the other sign', () => {
  const evidence = weigh(inkAt(...OUTLINE), SIZE, seesOnly([4, 4]), 0);
  assert.equal(evidence.probability, 0.25);
  assert.deepEqual([evidence.weakest.drop, evidence.weakest.place], [-0.75, 'upper left']);
  assert.equal(evidence.strongest.drop, 0);
  assert.equal(evidence.map[4 * SIZE + 4], -0.75);
});

test('a pixel is weighed by all patches that hide it, and by no others', () => {
  const [x, y] = [13, 13];
  const { map } = weigh(inkAt([x, y], [x + 1, y]), SIZE, seesOnly([x, y]), 1);
  const starts = Array.from({ length: (SIZE - PATCH) / STRIDE + 1 }, (_, at) => at * STRIDE);
  const hide = (/** @type {number} */ at) =>
    starts.filter((start) => start <= at && at < start + PATCH);
  const both = hide(x + 1).filter((start) => hide(x).includes(start)).length;
  assert.equal(map[y * SIZE + x], 0.75);
  assert.ok(Math.abs(map[y * SIZE + x + 1] - (0.75 * both) / hide(x + 1).length) < 1e-6);
  assert.equal(map[0], 0);
});

test('every pixel can be hidden, and hidden is paper', () => {
  const full = new Float32Array(SIZE * SIZE).fill(1);
  const seen = new Float32Array(SIZE * SIZE);
  weigh(full, SIZE, (image) => {
    image.forEach((value, at) => {
      assert.ok(value === 0 || value === 1);
      seen[at] += 1 - value;
    });
    return [1, 0];
  }, 0);
  assert.ok(seen.every((times) => times > 0));
  assert.ok(full.every((value) => value === 1), 'the image itself stays as it was');
});

test('patches without ink are not read', () => {
  let readings = 0;
  const count = () => [(readings += 1), 0];
  weigh(inkAt([0, 0]), SIZE, count, 0);
  assert.equal(readings, 2); // the whole, and the one patch of the corner
  readings = 0;
  weigh(new Float32Array(SIZE * SIZE).fill(1), SIZE, count, 0);
  assert.equal(readings, 65);
});

test('a narrow drawing has no left and right', () => {
  const one = new Float32Array(SIZE * SIZE);
  for (let row = 4; row < 24; row += 1) one[row * SIZE + 14] = 1;
  assert.equal(weigh(one, SIZE, seesOnly([14, 5]), 1).strongest.place, 'upper middle');
  assert.equal(weigh(one, SIZE, seesOnly([14, 13]), 1).strongest.place, 'middle');
});

test('work can be given up between two readings', () => {
  let readings = 0;
  const work = weighInPieces(inkAt(...OUTLINE), SIZE, () => [(readings += 1), 0], 0);
  for (let piece = 0; piece < 5; piece += 1) {
    assert.equal(work.next().done, false);
    assert.ok(readings <= piece + 1);
  }
});

test('a blank image has no evidence', () => {
  assert.throws(() => weigh(new Float32Array(SIZE * SIZE), SIZE, () => [1], 0), /found a blank/);
});
