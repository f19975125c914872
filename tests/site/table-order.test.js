import assert from 'node:assert/strict';
import { test } from 'node:test';
import { order, valueOf } from '../../docs/assets/js/table-order.js';

test('a number counts by its value, whatever stands behind it', () => {
  /** @type {[string, number][]} */
  const cells = [
    ['5,923', 5923],
    ['9.87\u202f%', 9.87],
    ['99.02 ±\u202f0.18', 99.02],
    ['±\u202f0.25', 0.25],
    ['+0.25\u00a0±\u202f0.18', 0.25],
    ['−0.25\u00a0±\u202f0.18', -0.25],
    ['210\u202fms190–238\u202fms', 210],
    ['97.12–98.40', 97.12],
    ['9, 16, 18', 9],
    ['0', 0],
  ];
  for (const [text, value] of cells) assert.equal(valueOf(text), value, text);
});

test('a time is in seconds', () => {
  assert.equal(valueOf('0:02'), 2);
  assert.equal(valueOf('18:52'), 18 * 60 + 52);
  assert.equal(valueOf('1:00:05'), 3605);
});

test('what only begins like a number is text', () => {
  for (const text of ['1880e543fc35', '2026-11-22 15:39', 'augmented', '2D']) {
    assert.equal(valueOf(text), text);
  }
});

test('an empty cell and a dash say nothing', () => {
  for (const text of ['', ' ', '–', '\u00a0–']) assert.equal(valueOf(text), null);
});

test('what says nothing comes last in either direction', () => {
  assert.deepEqual(order([null, 2, 1], 'ascending'), [2, 1, 0]);
  assert.deepEqual(order([null, 2, 1], 'descending'), [1, 2, 0]);
});

test('equal rows stay in their order in either direction', () => {
  assert.deepEqual(order([3, 1, 3, 1], 'ascending'), [1, 3, 0, 2]);
  assert.deepEqual(order([3, 1, 3, 1], 'descending'), [0, 2, 1, 3]);
});

test('text is sorted as people do, and numbers come before it', () => {
  assert.deepEqual(order(['fold 10', 'fold 9', 'Évaluation'], 'ascending'), [2, 1, 0]);
  assert.deepEqual(order(['not run', 7], 'ascending'), [1, 0]);
});
