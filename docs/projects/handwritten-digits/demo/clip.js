/**
 * What of a stroke is on the paper. A hand may leave it and come back: what it drew outside is
 * not seen by anyone, so it is not read either. No DOM.
 */

/** @typedef {import('./strokes.js').Point} Point */
/** @typedef {import('./strokes.js').Stroke} Stroke */

/**
 * Cut a stroke at the edges of the unit square.
 * @param {Stroke} stroke
 * @returns {Stroke[]} its pieces from 0 to 1, in order; the stroke itself where it is all inside
 */
export function clipped(stroke) {
  if (stroke.every(isInside)) return [stroke];
  /** @type {Point[][]} */
  const pieces = [];
  /** @type {Point | null} where the last piece ends, as long as it may go on */
  let end = null;
  stroke.forEach((point, index) => {
    const visible = segmentInside(stroke[Math.max(index - 1, 0)], point);
    if (visible === null) {
      end = null;
      return;
    }
    if (end === null || !same(end, visible[0])) pieces.push([visible[0]]);
    if (!same(visible[0], visible[1])) pieces[pieces.length - 1].push(visible[1]);
    end = visible[1];
  });
  return pieces;
}

/** @param {Point} point */
function isInside([x, y]) {
  return x >= 0 && x <= 1 && y >= 0 && y <= 1;
}

/** @param {Point} one @param {Point} other */
function same([x, y], [otherX, otherY]) {
  return x === otherX && y === otherY;
}

/**
 * The part of a line inside the unit square, by Liang and Barsky (1984): each edge bounds the
 * share of the way at which the line comes in or goes out.
 * @param {Point} from
 * @param {Point} to
 * @returns {[Point, Point] | null} null where there is none
 */
function segmentInside(from, to) {
  let [enters, leaves] = [0, 1];
  for (const axis of [0, 1]) {
    const along = to[axis] - from[axis];
    if (along === 0) {
      if (from[axis] < 0 || from[axis] > 1) return null;
      continue;
    }
    const crossings = [-from[axis] / along, (1 - from[axis]) / along];
    enters = Math.max(enters, Math.min(...crossings));
    leaves = Math.min(leaves, Math.max(...crossings));
  }
  if (enters > leaves) return null;
  return [enters === 0 ? from : between(from, to, enters), leaves === 1 ? to : between(from, to, leaves)];
}

/** @param {Point} from @param {Point} to @param {number} share of the way @returns {Point} */
function between([x, y], [toX, toY], share) {
  return [onPaper(x + (toX - x) * share), onPaper(y + (toY - y) * share)];
}

/** Rounding may put a point on an edge just beyond it. @param {number} value */
function onPaper(value) {
  return Math.min(1, Math.max(0, value));
}
