import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, test } from 'node:test';
import { convolutionsOf } from '../../docs/projects/handwritten-digits/demo/layers.js';
import { loadModel } from '../../docs/projects/handwritten-digits/demo/model.js';
import { renderStrokes } from '../../docs/projects/handwritten-digits/demo/strokes.js';

const CARD = new URL(
  '../../docs/projects/handwritten-digits/artefacts/model/model-card.json',
  import.meta.url,
);
const BUNDLE = new URL('../../docs/assets/tfjs/tfjs.js', import.meta.url);
const VIEW = 3;

/** @type {import('../../docs/projects/handwritten-digits/demo/model.js').Model} */
let model;
/** @type {Float32Array} */
let image;

before(async () => {
  model = await loadModel(CARD, 'baseline', readBytes);
  image = renderStrokes([[[20, 15], [80, 15], [45, 95]]], model.card.input);
});

function maps() {
  return model.maps(image, convolutionsOf(model.topology));
}

/** @param {URL} url */
async function readBytes(url) {
  return Uint8Array.from(await readFile(url)).buffer;
}

/** The weights of the first convolution, decoded without TensorFlow.js. */
async function firstConvolution() {
  const graph = JSON.parse(await readFile(new URL(model.card.path, CARD), 'utf8'));
  const [{ paths, weights }] = graph.weightsManifest;
  const bytes = await readBytes(new URL(paths[0], new URL(model.card.path, CARD)));
  /** @type {Map<string, Float32Array>} */
  const values = new Map();
  let offset = 0;
  for (const { name, shape, quantization } of weights) {
    const count = shape.reduce((/** @type {number} */ a, /** @type {number} */ b) => a * b, 1);
    const packed = quantization?.dtype === 'uint8';
    const part = bytes.slice(offset, offset + count * (packed ? 1 : 4));
    const decoded = packed
      ? Float32Array.from(new Uint8Array(part), (v) => v * quantization.scale + quantization.min)
      : new Float32Array(part);
    values.set(name, decoded);
    offset += part.byteLength;
  }
  const { input } = graph.modelTopology.node.find(
    (/** @type {{ op: string }} */ { op }) => op === '_FusedConv2D',
  );
  const [kernel, bias] = [values.get(input[1]), values.get(input[2])];
  assert.ok(kernel && bias);
  return { kernel, bias };
}

test('the first maps are what the kernels make of the image', async () => {
  const { kernel, bias } = await firstConvolution();
  const [{ rows, columns, count, values, view }] = maps();
  assert.deepEqual([rows, columns, count, view], [26, 26, 32, VIEW]);
  values.forEach((value, at) => {
    const [filter, place] = [at % count, Math.floor(at / count)];
    const [column, row] = [place % columns, Math.floor(place / columns)];
    let sum = bias[filter];
    for (let tap = 0; tap < VIEW * VIEW; tap += 1) {
      const pixel = (row + Math.floor(tap / VIEW)) * 28 + column + (tap % VIEW);
      sum += image[pixel] * kernel[tap * count + filter];
    }
    assert.ok(Math.abs(value - Math.max(sum, 0)) < 1e-4, `at ${at}: ${value}, not ${sum}`);
  });
});

test('the second maps are coarser and see more', () => {
  const [first, second] = maps();
  assert.deepEqual([second.rows, second.columns, second.count, second.view], [11, 11, 64, 8]);
  assert.equal(second.values.length, 11 * 11 * 64);
  assert.ok(second.values.every((value) => value >= 0));
  assert.ok(second.values.some((value) => value > 0));
  assert.ok(first.view < second.view);
});

test('maps change nothing about what is read', () => {
  const read = model.predict(image);
  maps();
  assert.deepEqual(model.predict(image), read);
});

test('no reading leaves a tensor behind', async () => {
  const { memory } = await import(BUNDLE.href);
  const reading = () => {
    model.predict(image);
    maps();
  };
  reading();
  const { numTensors, numBytes } = memory();
  assert.ok(numTensors > 10, `${numTensors} tensors hold the network`);
  for (let count = 0; count < 300; count += 1) reading();
  assert.deepEqual([memory().numTensors, memory().numBytes], [numTensors, numBytes]);
});
