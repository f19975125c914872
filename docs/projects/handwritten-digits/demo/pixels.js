/**
 * Intensities, made into pixels that a canvas can show.
 */

/**
 * White on black.
 * @param {ArrayLike<number>} image [size, size] in 0..1
 * @param {number} size
 */
export function greyPixels(image, size) {
  const pixels = new ImageData(size, size);
  for (let at = 0; at < size * size; at += 1) {
    pixels.data.fill(Math.round(image[at] * 255), at * 4, at * 4 + 3);
    pixels.data[at * 4 + 3] = 255;
  }
  return pixels;
}
