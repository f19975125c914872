import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clipped } from '../../docs/projects/handwritten-digits/demo/clip.js';

/** @typedef {import('../../docs/projects/handwritten-digits/demo/strokes.js').Stroke} Stroke */

test('a stroke on the paper stays as it is', () => {
  /** @type {Stroke} */
  const stroke = [[0, 0], [0.5, 1], [1, 0.3]];
  assert.deepEqual(clipped(stroke), [stroke]);
});

test('a stroke that leaves and comes back is two', () => {
  const pieces = clipped([[0.5, 0.5], [0.5, -0.5], [0.75, -0.5], [0.75, 0.5]]);
  assert.deepEqual(pieces, [[[0.5, 0.5], [0.5, 0]], [[0.75, 0], [0.75, 0.5]]]);
});

test('points between which it is inside all the way stay one stroke', () => {
  const pieces = clipped([[-0.5, 0.5], [0.25, 0.5], [0.5, 0.75], [0.5, 1.5]]);
  assert.deepEqual(pieces, [[[0, 0.5], [0.25, 0.5], [0.5, 0.75], [0.5, 1]]]);
});

test('a line across the paper is seen though both its ends are not', () => {
  assert.deepEqual(clipped([[-1, 0.25], [2, 0.25]]), [[[0, 0.25], [1, 0.25]]]);
});

test('what is outside altogether leaves nothing', () => {
  assert.deepEqual(clipped([[-0.5, 0.5], [0.5, -0.75], [2, -0.75]]), []);
  assert.deepEqual(clipped([[1.5, 1.5]]), []);
});

test('a dot on the paper is a dot', () => {
  assert.deepEqual(clipped([[0.5, 0.5]]), [[[0.5, 0.5]]]);
});
