/**
 * Pictures of digits: files become ink. Nothing leaves the page, and nothing in a file is run.
 */
import { findWriting } from './handwriting.js';
import { damaged, MOST_BYTES, PictureError, readHeader } from './image-file.js';

/** @typedef {import('./paper.js').Grey} Grey */

/**
 * A picture that is shown and read instead of strokes.
 * @typedef {object} Picture
 * @property {ArrayLike<number>} image [size, size] in 0..1, bright ink on black, row by row
 * @property {number} size
 * @property {string} note what there is to say of it
 */

/** The longest side that is looked at: even a thin pen on a whole page is wider than a pixel. */
const MOST_SIDE = 1024;
/** What eyes take for brightness; see ITU-R BT.601. */
const LUMA = [0.299, 0.587, 0.114];
const LONGEST_NAME = 32;

/**
 * Read the ink from an image file.
 * @param {File} file
 * @returns {Promise<Picture>}
 * @throws {PictureError} it cannot be had
 */
export async function openPicture(file) {
  try {
    return await open(file);
  } catch (error) {
    if (!(error instanceof PictureError)) throw error;
    throw new PictureError(`${shortName(file)}: ${error.message}.`);
  }
}

/** @param {File} file @returns {Promise<Picture>} */
async function open(file) {
  if (file.size > MOST_BYTES) {
    const [most, found] = [Math.floor(MOST_BYTES / 1e6), Math.ceil(file.size / 1e6)];
    throw new PictureError(
      `the file is too large: expected ${most} MB at most, found ${found} MB; ` +
        'make it smaller or cut the digit out',
    );
  }
  const header = readHeader(await bytesOf(file));
  const bitmap = await createImageBitmap(file).catch(() => {
    throw damaged(header.format);
  });
  try {
    const { image, size, isDark } = findWriting(greyOf(pixelsOf(bitmap)));
    const kind = isDark ? 'dark on light' : 'light on dark';
    const first = header.isAnimated ? ', the first of its pictures' : '';
    return { image, size, note: `Read from ${shortName(file)}${first}: ${kind}` };
  } finally {
    bitmap.close();
  }
}

/** @param {File} file */
function bytesOf(file) {
  return file.arrayBuffer().catch(() => {
    throw new PictureError('the file cannot be read: is it a folder, or has it been moved?');
  });
}

/** @param {ImageBitmap} bitmap @returns {ImageData} no larger than what is looked at */
function pixelsOf(bitmap) {
  const scale = Math.min(1, MOST_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new PictureError('the browser has no memory left for it: close a few pages');
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/**
 * Brightness. What can be seen through lies on paper that it can be seen on.
 * @param {{ data: ArrayLike<number>, width: number, height: number }} pixels red, green, blue and
 *   opacity of each, in 0..255
 * @returns {Grey}
 */
export function greyOf({ data, width, height }) {
  const values = new Float32Array(width * height);
  const opacity = new Float32Array(width * height);
  let [light, seen] = [0, 0];
  for (let at = 0; at < values.length; at += 1) {
    values[at] = LUMA.reduce((sum, share, part) => sum + share * data[at * 4 + part], 0) / 255;
    opacity[at] = data[at * 4 + 3] / 255;
    light += values[at] * opacity[at];
    seen += opacity[at];
  }
  const paper = light > seen / 2 ? 0 : 1;
  const hasHoles = seen < values.length;
  if (hasHoles) values.forEach((value, at) => (values[at] = paper + (value - paper) * opacity[at]));
  return { values, width, height };
}

/** @param {File} file */
function shortName({ name }) {
  if (name.length <= LONGEST_NAME) return name || 'the picture';
  return `${name.slice(0, LONGEST_NAME - 9)}…${name.slice(-8)}`;
}
