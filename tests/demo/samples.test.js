import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noteOf } from '../../docs/projects/handwritten-digits/demo/samples.js';

test('a test digit is said to be what it is', () => {
  const note = noteOf({ index: 7, label: 9, mistakenFor: null });
  assert.equal(note, 'Test image 7 of MNIST: a 9');
});

test('a hard one is said to be hard, and for whom', () => {
  const note = noteOf({ index: 947, label: 8, mistakenFor: 9 });
  assert.match(note, /947 of MNIST: an 8\. A hard one: the baseline takes it for a 9$/);
});
