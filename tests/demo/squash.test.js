import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { renderStrokes } from '../../docs/projects/handwritten-digits/demo/strokes.js';
import {
  squashImage,
  squashStrokes,
} from '../../docs/projects/handwritten-digits/demo/squash.js';
import { decodeFloats, decodePixels, fixture } from './fixture.js';

const { config } = fixture;

describe('a squashed canvas is what Python makes of it', () => {
  for (const { name, strokes, expected } of fixture.squashed) {
    test(name, () => {
      const truth = decodeFloats(expected);
      const image = squashStrokes(strokes, config);
      assert.equal(image.length, truth.length);
      const most = image.reduce((max, value, at) => Math.max(max, Math.abs(value - truth[at])), 0);
      assert.ok(most <= 1e-6, `differs by ${most}`);
    });
  }
});

test('size and place of a drawing stay as they were', () => {
  /** @type {[number, number][][]} */
  const small = [[[0.1, 0.2], [0.2, 0.4]]];
  const image = squashStrokes(small, config);
  const inked = Array.from(image.keys()).filter((at) => image[at] > 0);
  const columns = inked.map((at) => at % config.size);
  assert.ok(Math.min(...columns) >= 1 && Math.max(...columns) <= 7, `${columns}`);
  assert.notDeepEqual(image, renderStrokes(small, config));
});

test('a picture as large as the image stays as it is', () => {
  const { pixels } = fixture.images[0];
  const side = config.size;
  const picture = decodePixels(pixels).slice(0, side * side);
  assert.deepEqual(squashImage(picture, side, side, config), Float32Array.from(picture));
});

test('a picture twice as large is averaged', () => {
  const side = config.size * 2;
  const picture = Float64Array.from({ length: side * side }, (_, at) => (at % 2 === 0 ? 1 : 0));
  assert.ok(squashImage(picture, side, side, config).every((value) => value === 0.5));
});
