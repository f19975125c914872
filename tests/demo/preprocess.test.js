import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  preprocessImage,
  preprocessInSteps,
} from '../../docs/projects/handwritten-digits/demo/preprocess.js';
import { decodeFloats, decodePixels, fixture } from './fixture.js';
import { largestDifference, middle } from './measures.js';

const { config } = fixture;

describe('an image becomes what Python makes of it', () => {
  for (const { name, shape, pixels, expected } of fixture.images) {
    test(name, () => {
      const [height, width] = shape;
      const image = preprocessImage(decodePixels(pixels), width, height, config);
      const difference = largestDifference(image, decodeFloats(expected));
      assert.ok(difference <= 1e-6, `differs by ${difference}`);
    });
  }
});

test('an image of another size than it says is refused', () => {
  assert.throws(() => preprocessImage(new Float32Array(7), 2, 3, config), /expected 2 x 3/);
});

test('an image is scaled and shifted by whole pixels', () => {
  const [width, height] = [60, 50];
  const picture = new Float64Array(width * height);
  for (let row = 5; row < 45; row += 1) picture.fill(1, row * width + 3, row * width + 7);
  for (let row = 37; row < 45; row += 1) picture.fill(1, row * width + 3, row * width + 23);
  const { scale, fitted, shift, image } = preprocessInSteps(picture, width, height, config);
  assert.equal(scale, config.box / 40);
  const [across, down] = middle(fitted);
  assert.ok(Math.abs(across - config.centre[0]) <= 0.5, `${across}`);
  assert.ok(Math.abs(down - config.centre[1]) <= 0.5, `${down}`);
  assert.ok(shift.every(Number.isInteger) && shift[0] > 0 && shift[1] < 0, `${shift}`);
  const moved = new Float32Array(image.length);
  fitted.forEach((value, at) => {
    if (value > 0) moved[at + shift[1] * config.size + shift[0]] = value;
  });
  assert.deepEqual(image, moved);
});

test('where there is no ink nothing happens', () => {
  const { scale, fitted, shift, image } = preprocessInSteps(new Float32Array(6), 2, 3, config);
  assert.deepEqual([scale, shift], [null, [0, 0]]);
  assert.ok([...fitted, ...image].every((value) => value === 0));
});
