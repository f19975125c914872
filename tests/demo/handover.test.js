import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { leave, take } from '../../docs/projects/handwritten-digits/demo/handover.js';

/** @type {[number, number][][]} */
const ONE = [[[0, 0], [0, 1]]];
/** @type {[number, number][][]} */
const DASH = [[[0, 0], [1, 0]]];

/** @param {string} pathname of the page that the visitor is on */
function visit(pathname) {
  Object.assign(globalThis, { location: { pathname } });
}

beforeEach(() => {
  visit('/elsewhere/');
  leave('/digits/', []); // which empties it
  visit('/digits/');
});

test('a drawing is left to the demo that takes its place, once', () => {
  leave('/digits/', ONE);
  assert.deepEqual(take(), ONE);
  assert.deepEqual(take(), []);
});

test('of several demos each finds its own', () => {
  leave('/digits/', []);
  leave('/digits/', DASH);
  leave('/digits/', ONE);
  assert.deepEqual([take(), take(), take()], [[], DASH, ONE]);
});

test('whoever went to another page finds a blank canvas there and on coming back', () => {
  leave('/digits/', ONE);
  visit('/letters/');
  leave('/digits/', DASH);
  assert.deepEqual(take(), []);
  visit('/digits/');
  assert.deepEqual(take(), []);
});

test('what was left on one page is not shown on another', () => {
  leave('/digits/', ONE);
  visit('/letters/');
  assert.deepEqual(take(), []);
});
