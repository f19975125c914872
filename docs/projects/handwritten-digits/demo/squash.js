/**
 * What a page gives its network that shrinks the whole canvas to the image: nothing is fitted
 * to the box or moved to the middle. The arithmetic of `squash` in mnist/strokes.py, tested on
 * one fixture with it. No DOM, no TensorFlow.js.
 */
import { resampled } from './preprocess.js';
import { coverage, toSegments } from './strokes.js';

/** @typedef {import('./input.js').InputConfig} InputConfig */
/** @typedef {import('./strokes.js').Segment} Segment */
/** @typedef {import('./strokes.js').Stroke} Stroke */

/**
 * The pen is as wide as the network knows it, as in the handwriting benchmark: size and place
 * alone are another than they should be.
 * @param {readonly Stroke[]} strokes points as shares of the canvas's side
 * @param {Pick<InputConfig, 'size' | 'pen_width'>} config
 * @returns {Float32Array} [size, size] in 0..1, row by row; all 0 where there is no point
 */
export function squashStrokes(strokes, config) {
  const segments = toSegments(strokes.filter((stroke) => stroke.length > 0)).map((segment) =>
    segment.map((share) => share * config.size),
  );
  // A pixel's coordinate is that of its centre, half a pixel from the canvas's edge.
  const image = coverage(/** @type {Segment[]} */ (segments), -0.5, -0.5, config);
  return Float32Array.from(image);
}

/**
 * @param {ArrayLike<number>} image [height, width] in 0..1, bright ink on black, row by row
 * @param {number} width
 * @param {number} height
 * @param {Pick<InputConfig, 'size'>} config
 * @returns {Float32Array} [size, size] in 0..1, row by row; one that is not square is at the
 *   top left
 */
export function squashImage(image, width, height, { size }) {
  const whole = { left: 0, top: 0, columns: width, rows: height };
  return Float32Array.from(resampled(image, width, whole, size));
}
