/**
 * The background of a picture: how bright the paper is where, and whether the ink is darker or
 * brighter. A lamp or a shadow makes one side of a photographed page darker than the ink of the
 * other, so brightness is always that against the paper at the same place. No DOM.
 */

/**
 * A grey picture.
 * @typedef {object} Grey
 * @property {Float32Array} values [height, width] in 0..1, row by row
 * @property {number} width
 * @property {number} height
 */

/**
 * Values, parted in two.
 * @typedef {object} Split
 * @property {number} low the smallest of them
 * @property {number} high the largest
 * @property {number} threshold between the parts; belongs to the lower
 * @property {number} separability the share of the variance that is between the parts, in 0..1;
 *   NaN where all values are one
 */

/** Levels that brightnesses are counted in. */
const LEVELS = 256;
/** A border is one of the two if this much more of it than half is. */
const CLEAR = 0.2;
/** How often the paper is estimated, each time from what was not ink the time before. */
const ROUNDS = 3;
/** Pixels that the paper is estimated from; more change nothing. */
export const MOST_SAMPLES = 20_000;
/** The estimate is of a paper's light: 1, x, y, x², xy, y². */
const TERMS = 6;
/** Paper in deeper shadow than this is not made brighter: noise would be as well. */
const DARKEST_PAPER = 0.1;

/**
 * How much each pixel differs from the paper under it, towards the ink.
 * @param {Grey} grey
 * @returns {Pick<Split, 'threshold' | 'separability'> & { contrast: Float32Array,
 *   isDark: boolean }} contrast in 0..1, of ink above the threshold; whether the ink is darker
 *   than the paper
 */
export function contrastOf(grey) {
  const { values } = grey;
  /** @type {Float32Array} */
  let paper = new Float32Array(values.length).fill(0.5);
  let side = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const rest = values.map((value, at) => value - paper[at]);
    const { low, high, threshold } = split(rest);
    if (low === high) break;
    side = paperIsBelow(rest, threshold, grey) ? 1 : -1;
    const isPaper = (/** @type {number} */ at) => (rest[at] <= threshold) === side > 0;
    paper = fit(grey, isPaper);
  }
  const isDark = side < 0;
  const contrast = values.map((value, at) => {
    const towardsInk = side * (value - paper[at]);
    return clamp(isDark ? towardsInk / Math.max(paper[at], DARKEST_PAPER) : towardsInk);
  });
  const { threshold, separability } = split(contrast);
  return { contrast, threshold, separability, isDark };
}

/**
 * The threshold that parts values best in two, by Otsu (1979): the one with the largest variance
 * between the parts.
 * @param {Float32Array} values
 * @returns {Split}
 */
export function split(values) {
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  const width = (high - low) / LEVELS;
  const counts = new Float64Array(LEVELS);
  for (const value of values) counts[Math.min(LEVELS - 1, Math.floor((value - low) / width))] += 1;
  const { level, separability } = splitOf(counts, values.length);
  return { low, high, threshold: low + (level + 1) * width, separability };
}

/**
 * @param {Float64Array} counts of each level
 * @param {number} all of them together
 */
function splitOf(counts, all) {
  const total = counts.reduce((sum, count, level) => sum + count * level, 0);
  const squares = counts.reduce((sum, count, level) => sum + count * level ** 2, 0);
  let [below, sumBelow, best, first, last] = [0, 0, -1, 0, 0];
  for (let level = 0; level < LEVELS - 1; level += 1) {
    below += counts[level];
    sumBelow += counts[level] * level;
    const above = all - below;
    if (below === 0 || above === 0) continue;
    const between = below * above * (sumBelow / below - (total - sumBelow) / above) ** 2;
    if (between > best) [best, first] = [between, level];
    if (between === best) last = level; // between parts far from each other many are as good
  }
  return { level: (first + last) / 2, separability: best / (all * squares - total ** 2) };
}

/**
 * What most of the border is, is paper. Where it is both, ink is what lies far from the mean: it
 * is less than paper, while noise lies on both sides alike.
 * @param {Float32Array} values
 * @param {number} threshold
 * @param {Grey} grey
 */
function paperIsBelow(values, threshold, { width }) {
  let [border, below] = [0, 0];
  for (let at = 0; at < values.length; at += 1) {
    const x = at % width;
    if (x > 0 && x < width - 1 && at >= width && at < values.length - width) continue;
    border += 1;
    if (values[at] <= threshold) below += 1;
  }
  if (Math.abs(below / border - 0.5) > CLEAR) return below > border / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 3, 0) > 0;
}

/**
 * The light on the paper, a curved surface through what is paper: least squares.
 * @param {Grey} grey
 * @param {(at: number) => boolean} isPaper
 * @returns {Float32Array} of each pixel
 */
function fit({ values, width, height }, isPaper) {
  const step = Math.max(1, Math.floor(values.length / MOST_SAMPLES));
  const normal = Array.from({ length: TERMS }, () => new Float64Array(TERMS + 1));
  const terms = new Float64Array(TERMS);
  for (let at = 0; at < values.length; at += step) {
    if (!isPaper(at)) continue;
    setTerms(terms, (at % width) / width, Math.floor(at / width) / height);
    for (let row = 0; row < TERMS; row += 1) {
      for (let column = 0; column < TERMS; column += 1) {
        normal[row][column] += terms[row] * terms[column];
      }
      normal[row][TERMS] += terms[row] * values[at];
    }
  }
  return surface(solve(normal), width, height);
}

/**
 * Each pixel's value. Written out, for there are a million of them.
 * @param {number[]} weights of the terms
 * @param {number} width
 * @param {number} height
 */
function surface([one, x, y, xx, xy, yy], width, height) {
  const values = new Float32Array(width * height);
  for (let row = 0; row < height; row += 1) {
    const down = row / height;
    const [constant, slope] = [one + (y + yy * down) * down, x + xy * down];
    for (let column = 0; column < width; column += 1) {
      const across = column / width;
      values[row * width + column] = constant + (slope + xx * across) * across;
    }
  }
  return values;
}

/** @param {Float64Array} terms @param {number} x in 0..1 @param {number} y in 0..1 */
function setTerms(terms, x, y) {
  terms.set([1, x, y, x * x, x * y, y * y]);
}

/**
 * Gaussian elimination; a term that nothing speaks for has weight 0.
 * @param {Float64Array[]} rows [n, n + 1], changed
 * @returns {number[]} [n]
 */
function solve(rows) {
  const tiny = rows[0][0] * 1e-9;
  rows.forEach((row, index) => {
    if (Math.abs(row[index]) <= tiny) return row.fill(0);
    rows.forEach((other, at) => {
      if (at === index) return;
      const share = other[index] / row[index];
      row.forEach((value, column) => (other[column] -= share * value));
    });
  });
  return rows.map((row, index) => (row[index] === 0 ? 0 : row[rows.length] / row[index]));
}

/** @param {number} value */
function clamp(value) {
  return Math.min(1, Math.max(0, value));
}
