import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  exactPlace,
  roughPlace,
} from '../../docs/projects/handwritten-digits/demo/keyboard-pen.js';

test('where the pen is has a name in each ninth of the paper', () => {
  assert.equal(roughPlace([0.5, 0.5]), 'middle');
  assert.equal(roughPlace([0.1, 0.2]), 'top left');
  assert.equal(roughPlace([0.9, 0.5]), 'right');
  assert.equal(roughPlace([0.4, 0.99]), 'bottom');
});

test('an edge is told from what is near it', () => {
  assert.equal(roughPlace([0, 0.5]), 'left edge');
  assert.equal(roughPlace([1, 1]), 'bottom edge right edge');
});

test('the exact place is in hundredths', () => {
  assert.equal(exactPlace([0.55, 0.1]), 'top, 55 % across, 10 % down');
});
