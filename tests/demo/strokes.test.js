import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { renderInSteps, renderStrokes } from '../../docs/projects/handwritten-digits/demo/strokes.js';
import { decodeFloats, fixture } from './fixture.js';
import { centreOfMass, largestDifference, middle } from './measures.js';

const { config } = fixture;

describe('strokes become the image that Python makes of them', () => {
  for (const { name, strokes, expected } of fixture.strokes) {
    test(name, () => {
      const image = renderStrokes(strokes, config);
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

  test('a dot has no size, so there is no scale', () => {
    const { scale, shift } = renderInSteps([[[3, 3], [3, 3]]], config);
    assert.equal(scale, null);
    assert.ok(shift.every((move) => Math.abs(move) < 1e-9), `${shift}`);
  });

  test('where there is no ink nothing happens', () => {
    const { scale, fitted, shift, image } = renderInSteps([[]], config);
    assert.deepEqual([scale, shift], [null, [0, 0]]);
    assert.ok([...fitted, ...image].every((value) => value === 0));
  });
});
