/**
 * What is measured of images in tests.
 */
import assert from 'node:assert/strict';
import { fixture } from './fixture.js';

const { config } = fixture;

/**
 * @param {Float32Array} actual
 * @param {Float32Array} expected
 */
export function largestDifference(actual, expected) {
  assert.equal(actual.length, expected.length);
  return actual.reduce((most, value, at) => Math.max(most, Math.abs(value - expected[at])), 0);
}

/** @param {Float32Array} image */
export function centreOfMass(image) {
  const mass = image.reduce((sum, value) => sum + value, 0);
  const across = image.reduce((sum, value, at) => sum + value * (at % config.size), 0);
  const down = image.reduce((sum, value, at) => sum + value * Math.floor(at / config.size), 0);
  return [across / mass, down / mass];
}

/** The middle of the ink's bounds. @param {Float32Array} image */
export function middle(image) {
  const inked = Array.from(image.keys()).filter((at) => image[at] > 0);
  const halfway = (/** @type {number[]} */ places) =>
    (Math.min(...places) + Math.max(...places)) / 2;
  return [
    halfway(inked.map((at) => at % config.size)),
    halfway(inked.map((at) => Math.floor(at / config.size))),
  ];
}
