import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  preprocessImage,
  renderStrokes,
} from '../../docs/projects/handwritten-digits/demo/preprocess.js';
import { decodeFloats, decodePixels, fixture } from './fixture.js';

const { config } = fixture;

/**
 * @param {Float32Array} actual
 * @param {Float32Array} expected
 */
function largestDifference(actual, expected) {
  assert.equal(actual.length, expected.length);
  return actual.reduce((most, value, at) => Math.max(most, Math.abs(value - expected[at])), 0);
}

/** @param {Float32Array} image */
function centreOfMass(image) {
  const mass = image.reduce((sum, value) => sum + value, 0);
  const across = image.reduce((sum, value, at) => sum + value * (at % config.size), 0);
  const down = image.reduce((sum, value, at) => sum + value * Math.floor(at / config.size), 0);
  return [across / mass, down / mass];
}

describe('strokes become the image that Python makes of them', () => {
  for (const { name, strokes, expected } of fixture.strokes) {
    test(name, () => {
      const image = renderStrokes(strokes, config);
      const difference = largestDifference(image, decodeFloats(expected));
      assert.ok(difference <= 1e-6, `differs by ${difference}`);
    });
  }
});

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

/** @type {[number, number][][]} */
const seven = [[[10, 10], [60, 12], [30, 90]], [[22, 50], [50, 48]]];

test('size and place of a drawing do not matter', () => {
  const moved = seven.map((stroke) =>
    stroke.map(([x, y]) => /** @type {[number, number]} */ ([x * 8 - 1000, y * 8 + 300])),
  );
  const difference = largestDifference(renderStrokes(moved, config), renderStrokes(seven, config));
  assert.ok(difference <= 1e-6, `differs by ${difference}`);
});

test('order and direction of strokes do not matter', () => {
  const turned = [...seven].reverse().map((stroke) => [...stroke].reverse());
  const difference = largestDifference(renderStrokes(turned, config), renderStrokes(seven, config));
  assert.ok(difference <= 1e-6, `differs by ${difference}`);
});

test('the centre of mass is in the middle', () => {
  for (const [axis, place] of centreOfMass(renderStrokes(seven, config)).entries()) {
    assert.ok(Math.abs(place - config.centre[axis]) < 0.05, `${place}`);
  }
});

test('a tap makes a dot', () => {
  const dot = renderStrokes([[[3, 3]]], config);
  assert.equal(dot[14 * config.size + 14], 1);
  assert.ok(dot.filter((value) => value > 0).length <= 12);
});

test('coordinates that are not finite are refused', () => {
  assert.throws(() => renderStrokes([[[0, NaN]]], config), /finite coordinates/);
});

test('an image of another size than it says is refused', () => {
  assert.throws(() => preprocessImage(new Float32Array(7), 2, 3, config), /expected 2 x 3/);
});
