/**
 * Pictures, made into the image that the network reads: the arithmetic of `mnist/preprocess.py`,
 * tested on one fixture with it. No DOM, no TensorFlow.js.
 */
import { centreOfMass } from './input.js';

/** @typedef {import('./input.js').InputConfig} InputConfig */
/** @typedef {import('./input.js').Steps} Steps */

/** As in mnist/preprocess.py: a centre of mass exactly between two places takes the lower. */
const TIE = 1e-6;

/**
 * Fit the ink of an image to the box, and put its centre of mass in the middle: see
 * `preprocess` in mnist/preprocess.py.
 * @param {ArrayLike<number>} image [height, width] in 0..1, bright ink on black, row by row
 * @param {number} width
 * @param {number} height
 * @param {InputConfig} config
 * @returns {Float32Array} [size, size] in 0..1, row by row; all 0 where there is no ink
 */
export function preprocessImage(image, width, height, config) {
  return preprocessInSteps(image, width, height, config).image;
}

/**
 * The same, and what happened on the way.
 * @param {ArrayLike<number>} image
 * @param {number} width
 * @param {number} height
 * @param {InputConfig} config
 * @returns {Steps}
 */
export function preprocessInSteps(image, width, height, config) {
  if (image.length !== width * height) {
    throw new RangeError(`expected ${width} x ${height} pixels, found ${image.length}`);
  }
  const blank = new Float32Array(config.size ** 2);
  const bounds = boundsOf(image, width, height);
  if (bounds === null) return { scale: null, fitted: blank, shift: [0, 0], image: blank };
  const ink = resampled(image, width, bounds, config.box);
  const scale = config.box / Math.max(bounds.columns, bounds.rows);
  const first = middle(bounds, scale, config);
  const last = balanced(ink, config);
  return {
    scale,
    fitted: placed(ink, first, config),
    shift: [last[0] - first[0], last[1] - first[1]],
    image: placed(ink, last, config),
  };
}

/**
 * @typedef {object} Bounds
 * @property {number} left
 * @property {number} top
 * @property {number} columns
 * @property {number} rows
 */

/**
 * The bounding box of every pixel above 0.
 * @param {ArrayLike<number>} image
 * @param {number} width
 * @param {number} height
 * @returns {Bounds | null} null where there is no ink
 */
function boundsOf(image, width, height) {
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      if (!(image[row * width + column] > 0)) continue;
      left = Math.min(left, column);
      right = Math.max(right, column);
      top = Math.min(top, row);
      bottom = row;
    }
  }
  return right < 0 ? null : { left, top, columns: right - left + 1, rows: bottom - top + 1 };
}

/**
 * Resample by area so that the longest side is `box`; the ink ends up at the top left.
 * @param {ArrayLike<number>} image
 * @param {number} width of the image
 * @param {Bounds} ink
 * @param {number} box
 * @returns {Float64Array} [box, box]
 */
export function resampled(image, width, { left, top, columns, rows }, box) {
  const scale = box / Math.max(columns, rows);
  const [across, down] = [sharesOf(columns, scale, box), sharesOf(rows, scale, box)];
  const result = new Float64Array(box * box);
  const line = new Float64Array(columns);
  for (let row = 0; row < box; row += 1) {
    line.fill(0);
    for (const [from, share] of down[row]) {
      const start = (top + from) * width + left;
      for (let column = 0; column < columns; column += 1) {
        line[column] += share * image[start + column];
      }
    }
    for (let column = 0; column < box; column += 1) {
      for (const [from, share] of across[column]) {
        result[row * box + column] += share * line[from];
      }
    }
  }
  return result;
}

/**
 * Which old pixels lie under each new one, and how much of it each covers, along one axis.
 * @param {number} pixels
 * @param {number} scale
 * @param {number} box
 * @returns {[number, number][][]} for each new pixel, old pixels and shares
 */
function sharesOf(pixels, scale, box) {
  return Array.from({ length: box }, (_, target) => {
    /** @type {[number, number][]} */
    const shares = [];
    const start = Math.max(0, Math.floor(target / scale) - 1);
    for (let from = start; from < pixels && from * scale < target + 1; from += 1) {
      const share = Math.min(target + 1, (from + 1) * scale) - Math.max(target, from * scale);
      if (share > 0) shares.push([from, share]);
    }
    return shares;
  });
}

/**
 * Where ink goes so that the middle of its bounds is at the centre, to a whole pixel.
 * @param {Bounds} bounds before scaling
 * @param {number} scale
 * @param {InputConfig} config
 * @returns {[number, number]} left and top
 */
function middle({ columns, rows }, scale, { centre }) {
  // A pixel's coordinate is that of its centre: half a pixel from its edge.
  const start = (/** @type {number} */ pixels, /** @type {number} */ at) =>
    Math.ceil(at + 0.5 - (pixels * scale) / 2 - 0.5 - TIE);
  return [start(columns, centre[0]), start(rows, centre[1])];
}

/**
 * Where ink goes so that its centre of mass is within half a pixel of the centre.
 * @param {Float64Array} ink [box, box]
 * @param {InputConfig} config
 * @returns {[number, number]} left and top, whole pixels
 */
function balanced(ink, { box, centre }) {
  const [massX, massY] = centreOfMass(ink, box);
  return [
    Math.ceil(centre[0] - massX - 0.5 - TIE),
    Math.ceil(centre[1] - massY - 0.5 - TIE),
  ];
}

/**
 * @param {Float64Array} ink [box, box]
 * @param {[number, number]} place left and top, whole pixels; what is outside is cut off
 * @param {InputConfig} config
 */
function placed(ink, [left, top], { size, box }) {
  const image = new Float32Array(size * size);
  for (let row = Math.max(0, top); row < Math.min(size, top + box); row += 1) {
    for (let column = Math.max(0, left); column < Math.min(size, left + box); column += 1) {
      image[row * size + column] = ink[(row - top) * box + column - left];
    }
  }
  return image;
}
