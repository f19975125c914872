/**
 * A line with fewer points. No DOM, no TensorFlow.js.
 */

/** @typedef {import('./strokes.js').Point} Point */

/**
 * Leave out points that lie near the line between those that stay (Ramer, Douglas and Peucker).
 * @param {readonly Point[]} points
 * @param {number} tolerance the farthest that a point may be off, in the unit of the points
 * @returns {Point[]} the first and the last always among them
 */
export function thinned(points, tolerance) {
  const kept = new Set([0, points.length - 1]);
  // A stack of our own: a long line would be too deep a recursion.
  const spans = [[0, points.length - 1]];
  for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
    const [from, to] = span;
    const { at, distance } = farthest(points, from, to);
    if (distance <= tolerance) continue;
    kept.add(at);
    spans.push([from, at], [at, to]);
  }
  return points.filter((_, index) => kept.has(index));
}

/**
 * @param {readonly Point[]} points
 * @param {number} from
 * @param {number} to
 */
function farthest(points, from, to) {
  let [at, distance] = [from, 0];
  for (let index = from + 1; index < to; index += 1) {
    const found = distanceTo(points[index], points[from], points[to]);
    if (found > distance) [at, distance] = [index, found];
  }
  return { at, distance };
}

/** From a point to a line between two others, not beyond them. @param {Point} p @param {Point} a
 * @param {Point} b */
function distanceTo([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1);
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(x - ax - share * dx, y - ay - share * dy);
}
