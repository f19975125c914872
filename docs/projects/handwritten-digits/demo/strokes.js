/**
 * Strokes, made into the image that the network reads: the arithmetic of `mnist/strokes.py`,
 * tested on one fixture with it. No DOM, no TensorFlow.js.
 */
import { centreOfMass } from './input.js';

/** @typedef {import('./input.js').InputConfig} InputConfig */
/** @typedef {import('./input.js').Steps} Steps */
/** @typedef {readonly [number, number]} Point x and y, y downward, in any unit */
/** @typedef {readonly Point[]} Stroke */
/** @typedef {[number, number, number, number]} Segment from x, y to x, y */

/** As in mnist/strokes.py: how often the image is shifted to its centre of mass. */
const SHIFTS = 2;

/**
 * Draw strokes as the network expects them: see `render` in mnist/strokes.py.
 * @param {readonly Stroke[]} strokes
 * @param {InputConfig} config
 * @returns {Float32Array} [size, size] in 0..1, row by row; all 0 where there is no point
 */
export function renderStrokes(strokes, config) {
  return renderInSteps(strokes, config).image;
}

/**
 * The same, and what happened on the way.
 * @param {readonly Stroke[]} strokes
 * @param {InputConfig} config
 * @returns {Steps}
 */
export function renderInSteps(strokes, config) {
  const drawn = strokes.filter((stroke) => stroke.length > 0);
  const { scale, moved } = fitted(drawn, config);
  const segments = toSegments(moved);
  let [x, y] = config.centre;
  const first = coverage(segments, x, y, config);
  let image = first;
  for (let shift = 0; shift < SHIFTS && segments.length > 0; shift += 1) {
    const [massX, massY] = centreOfMass(image, config.size);
    x += config.centre[0] - massX;
    y += config.centre[1] - massY;
    image = coverage(segments, x, y, config);
  }
  return {
    scale,
    fitted: Float32Array.from(first),
    shift: [x - config.centre[0], y - config.centre[1]],
    image: Float32Array.from(image),
  };
}

/**
 * Scale to the box, the middle of the bounding box at (0, 0).
 * @param {readonly Stroke[]} strokes
 * @param {InputConfig} config
 * @returns {{ scale: number | null, moved: Stroke[] }}
 */
function fitted(strokes, config) {
  const low = [Infinity, Infinity];
  const high = [-Infinity, -Infinity];
  for (const point of strokes.flat()) {
    if (!point.every(Number.isFinite)) {
      throw new RangeError(`expected finite coordinates, found ${point}`);
    }
    for (const axis of [0, 1]) {
      low[axis] = Math.min(low[axis], point[axis]);
      high[axis] = Math.max(high[axis], point[axis]);
    }
  }
  const side = Math.max(high[0] - low[0], high[1] - low[1]);
  if (!(side > 0)) {
    return { scale: null, moved: strokes.map((stroke) => stroke.map(() => [0, 0])) };
  }
  const longest = config.box - config.pen_width;
  const fit = (/** @type {number} */ value, /** @type {number} */ axis) =>
    ((value - (low[axis] + (high[axis] - low[axis]) / 2)) / side) * longest;
  return {
    scale: longest / side,
    moved: strokes.map((stroke) => stroke.map(([x, y]) => [fit(x, 0), fit(y, 1)])),
  };
}

/**
 * @param {readonly Stroke[]} strokes none of them empty
 * @returns {Segment[]} a stroke of one point is a segment of length 0
 */
export function toSegments(strokes) {
  return strokes.flatMap((stroke) =>
    stroke.slice(0, Math.max(stroke.length - 1, 1)).map((start, index) => {
      const end = stroke[Math.min(index + 1, stroke.length - 1)];
      return /** @type {Segment} */ ([...start, ...end]);
    }),
  );
}

/**
 * Intensity of segments moved by (x, y), by the distance of each pixel's centre to the nearest.
 * A segment is measured against the pixels that it can reach only: the rest stay dark anyway.
 * @param {readonly Segment[]} segments
 * @param {number} x
 * @param {number} y
 * @param {Pick<InputConfig, 'size' | 'pen_width'>} config
 * @returns {Float64Array} [size, size] in 0..1
 */
export function coverage(segments, x, y, { size, pen_width: penWidth }) {
  const reach = penWidth / 2 + 0.5;
  const squared = new Float64Array(size * size).fill(Infinity);
  const first = (/** @type {number} */ low) => Math.max(0, Math.ceil(low - reach));
  const last = (/** @type {number} */ high) => Math.min(size - 1, Math.floor(high + reach));
  for (const [x0, y0, x1, y1] of segments) {
    const [startX, startY, endX, endY] = [x0 + x, y0 + y, x1 + x, y1 + y];
    const distance = squaredDistanceTo(startX, startY, endX - startX, endY - startY);
    const [left, right] = [first(Math.min(startX, endX)), last(Math.max(startX, endX))];
    const [top, bottom] = [first(Math.min(startY, endY)), last(Math.max(startY, endY))];
    for (let row = top; row <= bottom; row += 1) {
      for (let column = left; column <= right; column += 1) {
        const pixel = row * size + column;
        squared[pixel] = Math.min(squared[pixel], distance(column, row));
      }
    }
  }
  return squared.map((value) => clamp(0.5 + (penWidth / 2 - Math.sqrt(value))));
}

/**
 * The squared distance of a point to a segment.
 * @param {number} startX
 * @param {number} startY
 * @param {number} alongX
 * @param {number} alongY
 * @returns {(x: number, y: number) => number}
 */
function squaredDistanceTo(startX, startY, alongX, alongY) {
  const length = alongX ** 2 + alongY ** 2 || 1;
  return (x, y) => {
    const [fromX, fromY] = [x - startX, y - startY];
    const share = clamp((fromX * alongX + fromY * alongY) / length);
    return (fromX - share * alongX) ** 2 + (fromY - share * alongY) ** 2;
  };
}

/** @param {number} value */
function clamp(value) {
  return Math.min(1, Math.max(0, value));
}
