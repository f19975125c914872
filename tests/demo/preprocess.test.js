import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  preprocessImage,
  preprocessInSteps,
  renderInSteps,
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

/** The middle of the ink's bounds. @param {Float32Array} image */
function middle(image) {
  const inked = Array.from(image.keys()).filter((at) => image[at] > 0);
  const halfway = (/** @type {number[]} */ places) =>
    (Math.min(...places) + Math.max(...places)) / 2;
  return [
    halfway(inked.map((at) => at % config.size)),
    halfway(inked.map((at) => Math.floor(at / config.size))),
  ];
}

describe('what happened on the way', () => {
  /** An L: most of its ink is at the left and below. @type {[number, number][][]} */
  const corner = [[[100, 100], [100, 300], [200, 300]], [[104, 100], [104, 296]]];

  test('a drawing is scaled so that its longest side fills the box, pen included', () => {
    const { scale, fitted } = renderInSteps(corner, config);
    assert.equal(scale, (config.box - config.pen_width) / 200);
    assert.deepEqual(middle(fitted), config.centre);
  });

  test('a drawing is then shifted to its centre of mass', () => {
    const { fitted, shift, image } = renderInSteps(corner, config);
    const [massX, massY] = centreOfMass(fitted);
    assert.ok(Math.abs(shift[0] - (config.centre[0] - massX)) < 0.2, `${shift}`);
    assert.ok(Math.abs(shift[1] - (config.centre[1] - massY)) < 0.2, `${shift}`);
    assert.ok(shift[0] > 1 && shift[1] < -1, `${shift}`);
    assert.deepEqual(image, renderStrokes(corner, config));
  });

  test('an image is scaled and shifted too, by whole pixels', () => {
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

  test('where there is no size there is no scale', () => {
    const dot = renderInSteps([[[3, 3], [3, 3]]], config);
    assert.deepEqual([dot.scale, dot.shift.map((move) => Math.abs(move) < 1e-9)], [null, [true, true]]);
    for (const nothing of [
      renderInSteps([[]], config),
      preprocessInSteps(new Float32Array(6), 2, 3, config),
    ]) {
      assert.deepEqual([nothing.scale, nothing.shift], [null, [0, 0]]);
      assert.ok(!nothing.fitted.some((value) => value > 0));
      assert.ok(!nothing.image.some((value) => value > 0));
    }
  });
});
