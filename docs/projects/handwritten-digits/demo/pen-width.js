/**
 * How wide a pen wrote. On a photograph it is often so thin beside the digit that hardly a trace
 * of it would be left at the size that the network reads. No DOM.
 */

/**
 * Intensities of ink.
 * @typedef {object} Area
 * @property {Float32Array} values [height, width] in 0..1, row by row
 * @property {number} width
 * @property {number} height
 */

/** As shares of the digit's longest side. MNIST's are 1.5 to 4 pixels of 20. */
const THIN = 1.5 / 20;
const USUAL = 2.2 / 20;
/** Straight and slanting edges in equal parts are that much shorter than their pixels' sides. */
const EDGE_LENGTH = Math.PI / 4;

/**
 * The same ink as a pen of usual width leaves it; ink that is not thin stays as it is.
 * @param {Area} ink cropped: its longest side is the digit's
 * @returns {Area} with a margin of what the ink has grown by
 */
export function thickened(ink) {
  const side = Math.max(ink.width, ink.height);
  const width = penWidth(ink);
  if (width === 0 || width >= THIN * side) return ink;
  // What the ink grows by, the side grows by too: solve for the width that is usual afterwards.
  const growth = (USUAL * side - width) / (1 - USUAL) / 2;
  return grown(ink, growth);
}

/**
 * The mean width of the strokes: a stroke has two edges, so its area is its width times half of
 * what surrounds it.
 * @param {Area} ink
 * @returns {number} in pixels; 0 where there is no ink
 */
export function penWidth({ values, width, height }) {
  const isInk = (/** @type {number} */ x, /** @type {number} */ y) =>
    x >= 0 && y >= 0 && x < width && y < height && values[y * width + x] >= 0.5;
  let [area, edges] = [0, 0];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (!isInk(x, y)) continue;
      area += 1;
      for (const [across, down] of [[-1, 0], [1, 0], [0, -1], [0, 1]]) {
        if (!isInk(x + across, y + down)) edges += 1;
      }
    }
  }
  return area === 0 ? 0 : (2 * area) / (edges * EDGE_LENGTH);
}

/**
 * @param {Area} ink
 * @param {number} growth on every side, in pixels
 * @returns {Area}
 */
function grown(ink, growth) {
  const margin = Math.ceil(growth);
  const [width, height] = [ink.width + 2 * margin, ink.height + 2 * margin];
  const values = new Float32Array(width * height);
  for (let y = 0; y < ink.height; y += 1) {
    for (let x = 0; x < ink.width; x += 1) {
      if (ink.values[y * ink.width + x] < 0.5) continue;
      // As a round pen: all within its reach of the middle of this pixel.
      for (let down = -margin; down <= margin; down += 1) {
        const row = (y + margin + down) * width + x + margin;
        for (let across = -margin; across <= margin; across += 1) {
          const value = Math.min(1, growth + 1 - Math.hypot(across, down));
          if (value > values[row + across]) values[row + across] = value;
        }
      }
    }
  }
  return { values, width, height };
}
