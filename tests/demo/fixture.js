import { readFileSync } from 'node:fs';

/**
 * The fixture that Python's preprocessing writes and is tested on too.
 * @typedef {object} Fixture
 * @property {import('../../docs/projects/handwritten-digits/demo/input.js').InputConfig} config
 * @property {{ name: string, strokes: [number, number][][], expected: string }[]} strokes
 * @property {{ name: string, strokes: [number, number][][], expected: string }[]} squashed
 * @property {{ name: string, shape: [number, number], pixels: string, expected: string }[]} images
 */

/** @type {Fixture} */
export const fixture = JSON.parse(
  readFileSync(new URL('../fixtures/preprocess.json', import.meta.url), 'utf8'),
);

/** @param {string} text */
export function decodeFloats(text) {
  const bytes = Buffer.from(text, 'base64');
  return Float32Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readFloatLE(at * 4));
}

/** @param {string} text of uint8 intensities; @returns them in 0..1 */
export function decodePixels(text) {
  return Float64Array.from(Buffer.from(text, 'base64'), (value) => value / 255);
}
