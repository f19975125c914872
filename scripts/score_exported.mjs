/**
 * Reads the images of an IDX file with an exported network, by the code that the demo runs:
 *
 *     node scripts/score_exported.mjs --card model-card.json --experiment baseline \
 *         --images t10k-images-idx3-ubyte --out probabilities.bin
 *
 * Writes float32 little-endian probabilities [n, classes], and prints one line of JSON: the
 * runtime, the number of images and the milliseconds an image.
 */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { loadModel } from '../docs/projects/handwritten-digits/demo/model.js';

const IDX_UINT8_RANK_3 = 0x00000803;
/** Images a batch: large enough to amortise a call, small enough to stay in the cache. */
const BATCH = 100;

/** @param {string} file @returns {Promise<{ count: number, size: number, pixels: Uint8Array }>} */
async function readImages(file) {
  const bytes = await readFile(file);
  const magic = bytes.length >= 16 ? bytes.readUInt32BE(0) : 0;
  if (magic !== IDX_UINT8_RANK_3) {
    throw new Error(`${file}: expected an IDX file of uint8 images, found magic ${magic}`);
  }
  const [count, rows, columns] = [4, 8, 12].map((at) => bytes.readUInt32BE(at));
  const size = rows * columns;
  if (bytes.length !== 16 + count * size) {
    throw new Error(`${file}: expected ${16 + count * size} bytes, found ${bytes.length}`);
  }
  return { count, size, pixels: bytes.subarray(16) };
}

/**
 * @param {import('../docs/projects/handwritten-digits/demo/model.js').Model} model
 * @param {{ count: number, size: number, pixels: Uint8Array }} images
 */
function predictAll(model, { count, size, pixels }) {
  const classes = model.card.classes.length;
  const probabilities = new Float32Array(count * classes);
  for (let first = 0; first < count; first += BATCH) {
    const last = Math.min(first + BATCH, count);
    const batch = Float32Array.from(
      pixels.subarray(first * size, last * size),
      (value) => value / 255,
    );
    probabilities.set(model.predict(batch, last - first), first * classes);
  }
  return probabilities;
}

/** @param {Float32Array} values whatever the byte order of this machine */
function littleEndian(values) {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeFloatLE(value, index * 4));
  return bytes;
}

/** @param {string[]} args */
function parse(args) {
  const option = /** @type {const} */ ({ type: 'string' });
  const options = { card: option, experiment: option, images: option, out: option };
  const { values } = parseArgs({ args, options });
  for (const name of Object.keys(options)) {
    if (!(name in values)) throw new Error(`--${name} is missing`);
  }
  return /** @type {Record<keyof typeof options, string>} */ (values);
}

/** @param {string[]} args */
async function main(args) {
  const { card, experiment, images: file, out } = parse(args);
  const images = await readImages(file);
  const model = await loadModel(pathToFileURL(card), experiment, async (url) =>
    Uint8Array.from(await readFile(url)).buffer,
  );
  const start = performance.now();
  const probabilities = predictAll(model, images);
  const milliseconds = performance.now() - start;
  await writeFile(`${out}.part`, littleEndian(probabilities));
  await rename(`${out}.part`, out);
  console.log(
    JSON.stringify({
      runtime: model.description,
      images: images.count,
      milliseconds_per_image: Number((milliseconds / images.count).toFixed(4)),
    }),
  );
}

await main(process.argv.slice(2)).catch((error) => {
  console.error(`score_exported: ${error.message}`);
  process.exitCode = 2;
});
