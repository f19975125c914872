/**
 * Digits to try the demo with: test images of MNIST, kept beside the demo.
 */
import { download, parse } from './card.js';

/**
 * @typedef {object} Sample
 * @property {number} index among the test images
 * @property {number} label
 * @property {number} size side of the image
 * @property {Float64Array} image [size, size] in 0..1, row by row
 * @property {number | null} mistakenFor what the baseline takes it for; null: for what it is
 */

/** @typedef {{ index: number, label: number, pixels: string, mistaken_for?: number }} Stored */

const SAMPLES = new URL('../demo/samples.json', import.meta.url);

/** @type {Promise<Sample[]> | null} */
let samples = null;

/** @returns {Promise<Sample[]>} fetched once, whoever asks */
export function fetchSamples() {
  samples ??= fetchAll().catch((error) => {
    samples = null; // so that a later try is a new one
    throw error;
  });
  return samples;
}

/**
 * What a sample is, and whether it is one of those that are hard to read.
 * @param {Pick<Sample, 'index' | 'label' | 'mistakenFor'>} sample
 */
export function noteOf({ index, label, mistakenFor }) {
  const what = `Test image ${index} of MNIST: ${withArticle(label)}`;
  if (mistakenFor === null) return what;
  return `${what}. A hard one: the baseline takes it for ${withArticle(mistakenFor)}`;
}

/** @param {number} digit */
function withArticle(digit) {
  return `${digit === 8 ? 'an' : 'a'} ${digit}`;
}

/** @returns {Promise<Sample[]>} */
async function fetchAll() {
  /** @type {{ images: Stored[] }} */
  const { images } = parse(await download(SAMPLES), 'samples.json');
  return images.map(({ index, label, pixels, mistaken_for: mistakenFor = null }) => {
    const image = decode(pixels);
    return { index, label, size: Math.sqrt(image.length), image, mistakenFor };
  });
}

/** @param {string} pixels bytes in base64 */
function decode(pixels) {
  return Float64Array.from(atob(pixels), (byte) => byte.charCodeAt(0) / 255);
}
