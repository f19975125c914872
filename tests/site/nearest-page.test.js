/** Which pages are offered for an address that has none. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { nearest } from '../../docs/assets/js/nearest-page.js';

const PLACES = ['', 'notes/calibration/', 'notes/dropout/', 'notes/adam/', 'projects/digits/'].map(
  (path) => ({ url: `/portfolio/${path}`, title: path }),
);

/** @param {string} path */
function titles(path) {
  return nearest(path, PLACES).map(({ title }) => title);
}

test('a misspelt name finds its page, wherever it was looked for', () => {
  assert.deepEqual(titles('/portfolio/notes/callibration/'), ['notes/calibration/']);
  assert.deepEqual(titles('/portfolio/old/place/Calibration.html'), ['notes/calibration/']);
  assert.deepEqual(titles('/portfolio/dropout/index.html'), ['notes/dropout/']);
});

test('what is like nothing finds nothing', () => {
  assert.deepEqual(titles('/portfolio/xyzzy/'), []);
  assert.deepEqual(titles('/'), []);
});

test('the most alike come first, and no more than three', () => {
  const alike = ['model', 'models', 'modelled', 'modelling', 'remodel'];
  const places = alike.map((name) => ({ url: `/${name}/`, title: name }));
  assert.deepEqual(
    nearest('/model', places).map(({ title }) => title),
    ['model', 'models', 'remodel'],
  );
});
