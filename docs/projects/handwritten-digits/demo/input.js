/**
 * The image that the network reads: how it is made, whether of strokes or of a picture. No DOM, no
 * TensorFlow.js; every constant comes from the model card.
 */

/**
 * How a drawing becomes an image, in pixels of that image; from the model card.
 * @typedef {object} InputConfig
 * @property {number} size side of the image
 * @property {number} box the longest side of the ink fills this
 * @property {number} pen_width
 * @property {readonly [number, number]} centre where the centre of mass goes; x, y
 */

/**
 * How a drawing came to be the image that the network reads.
 * @typedef {object} Steps
 * @property {number | null} scale pixels of the image for one unit of the drawing; null where
 *   there is nothing to scale: no ink, or a dot
 * @property {Float32Array} fitted [size, size], scaled, the middle of the ink at the centre
 * @property {[number, number]} shift from there to the centre of mass; x, y in pixels
 * @property {Float32Array} image [size, size], what came of it
 */

/**
 * @param {Float64Array} image [side, side], not blank
 * @param {number} side
 * @returns {[number, number]} x and y, in pixels
 */
export function centreOfMass(image, side) {
  let [x, y, mass] = [0, 0, 0];
  image.forEach((value, pixel) => {
    x += value * (pixel % side);
    y += value * Math.floor(pixel / side);
    mass += value;
  });
  return [x / mass, y / mass];
}
