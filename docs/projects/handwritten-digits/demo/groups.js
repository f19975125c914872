/**
 * Which strokes make one digit, where several digits are drawn side by side. By geometry alone,
 * so that it costs nothing while someone draws, and every network is given the same digits. No
 * DOM, no TensorFlow.js.
 *
 * The constants were chosen on the digits of 15 writers of pendigits and numbers made of them, and
 * measured on those of 15 others: see tests/demo/groups-measured.test.js.
 */

/** @typedef {import('./strokes.js').Stroke} Stroke */

/**
 * Where ink is; y downward.
 * @typedef {object} Extent
 * @property {number} left
 * @property {number} right
 * @property {number} top
 * @property {number} bottom
 */

/**
 * Strokes that make one digit.
 * @typedef {object} Group
 * @property {number[]} strokes by their numbers in the drawing, ascending
 * @property {Extent} extent
 */

/** Of the height of both together: parts that reach this far over each other are one digit. */
const OVERLAP = 0.15;
/** Of the same height: parts whose middles are this close are one, a line drawn twice. */
const SAME_PLACE = 0.1;
/** Of the same height: parts with this much white between them are two digits. */
const WHITE = 0.25;
/** How much parts must stand beside each other to be two digits: see `apartness`. */
const BESIDE = 0.8;
/** Something wide and flat, a dash, is measured as if it were half as high as it is wide. */
const FLATTEST = 0.5;
/** Of the tallest other digit: a growing stroke shorter than this may become anything. */
const GROWN = 0.3;
/** More strokes than a number has are a scribble; they are kept together. */
const MOST_STROKES = 40;
/** More digits than a canvas has room for are a scribble as well. */
export const MOST_DIGITS = 8;

/**
 * Strokes by digit.
 * @param {readonly Stroke[]} strokes y downward, in any unit
 * @returns {number[][]} for each digit, from left to right, the numbers of its strokes in
 *   ascending order; strokes without a point belong to none
 */
export function groupStrokes(strokes) {
  return groupsOf(strokes).map((group) => group.strokes);
}

/**
 * The same while the last stroke grows. It is left out for as long as it may become a part of
 * the digit beside it as well as a digit of its own, so that the reading goes from 4 to 42
 * without a detour.
 * @param {readonly Stroke[]} strokes
 * @returns {number[][]}
 */
export function groupGrowing(strokes) {
  const last = strokes.length - 1;
  const groups = groupsOf(strokes);
  const own = groups.find((group) => group.strokes.includes(last));
  if (own === undefined) return groups.map((group) => group.strokes); // it has no point yet
  const others = groupsOf(strokes.slice(0, last));
  const { extent } = partOf(strokes[last], last);
  const isSettled =
    own.strokes.length === 1 ? isGrown(extent, others) : others.some(isOver.bind(null, extent));
  return (isSettled ? groups : others).map((group) => group.strokes);
}

/** @param {readonly Stroke[]} strokes @returns {Group[]} from left to right */
function groupsOf(strokes) {
  const parts = strokes.flatMap((stroke, index) =>
    stroke.length > 0 ? [partOf(stroke, index)] : [],
  );
  if (parts.length > MOST_STROKES) return [parts.reduce(joined)];
  const groups = joinedWhereClose(parts);
  if (groups.length > MOST_DIGITS) return [parts.reduce(joined)];
  return groups.sort((a, b) => middle(a.extent) - middle(b.extent));
}

/** @param {Extent} extent @param {readonly Group[]} others */
function isGrown(extent, others) {
  const tallest = Math.max(...others.map((other) => heightOf(other.extent)));
  return Math.max(widthOf(extent), heightOf(extent)) >= GROWN * tallest;
}

/** @param {Extent} extent @param {Group} other */
function isOver(extent, other) {
  return whiteBetween(extent, other.extent) < -OVERLAP;
}

/**
 * How much two parts stand beside each other as two digits do: above 0, if they are two.
 *
 * White between them alone does not tell: the two strokes of a 4 may not touch, and two digits
 * may. But parts of a digit hang at different heights or are thin, and digits stand on one line.
 * So white, height that they share, and width of the thinner one are added, each as a share of
 * the height of both.
 * @param {Extent} a
 * @param {Extent} b
 */
export function apartness(a, b) {
  const white = whiteBetween(a, b);
  const unit = unitOf(a, b);
  const between = Math.abs(middle(a) - middle(b)) / unit;
  if (white < -OVERLAP || between < SAME_PLACE) return white - BESIDE;
  if (white > WHITE) return white;
  const shared = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return white + (shared + Math.min(widthOf(a), widthOf(b))) / unit - BESIDE;
}

/** @param {Extent} a @param {Extent} b @returns {number} in units; below 0: one is over the other */
function whiteBetween(a, b) {
  return Math.max(b.left - a.right, a.left - b.right) / unitOf(a, b);
}

/** @param {Extent} a @param {Extent} b */
function unitOf(a, b) {
  return Math.max(heightOf(union(a, b)), FLATTEST * Math.max(widthOf(a), widthOf(b))) || 1;
}

/**
 * Join the two that are least apart, until all are two digits or more.
 * @param {Group[]} parts
 */
function joinedWhereClose(parts) {
  const groups = [...parts];
  for (;;) {
    let [least, at, other] = [0, -1, -1];
    for (let b = 1; b < groups.length; b += 1) {
      for (let a = 0; a < b; a += 1) {
        const found = apartness(groups[a].extent, groups[b].extent);
        if (found < least) [least, at, other] = [found, a, b];
      }
    }
    if (at < 0) return groups;
    groups[at] = joined(groups[at], groups[other]);
    groups.splice(other, 1);
  }
}

/** @param {Stroke} stroke not empty @param {number} index @returns {Group} */
function partOf(stroke, index) {
  const [[x, y]] = stroke;
  const extent = { left: x, right: x, top: y, bottom: y };
  for (const [px, py] of stroke) {
    extent.left = Math.min(extent.left, px);
    extent.right = Math.max(extent.right, px);
    extent.top = Math.min(extent.top, py);
    extent.bottom = Math.max(extent.bottom, py);
  }
  return { strokes: [index], extent };
}

/** @param {Group} a @param {Group} b @returns {Group} */
function joined(a, b) {
  const strokes = [...a.strokes, ...b.strokes].sort((one, other) => one - other);
  return { strokes, extent: union(a.extent, b.extent) };
}

/** @param {Extent} a @param {Extent} b @returns {Extent} */
function union(a, b) {
  return {
    left: Math.min(a.left, b.left),
    right: Math.max(a.right, b.right),
    top: Math.min(a.top, b.top),
    bottom: Math.max(a.bottom, b.bottom),
  };
}

/** @param {Extent} extent */
function widthOf({ left, right }) {
  return right - left;
}

/** @param {Extent} extent */
function heightOf({ top, bottom }) {
  return bottom - top;
}

/** @param {Extent} extent */
function middle({ left, right }) {
  return (left + right) / 2;
}
