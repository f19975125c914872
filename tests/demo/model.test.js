import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { ModelError } from '../../docs/projects/handwritten-digits/demo/card.js';
import { loadModel } from '../../docs/projects/handwritten-digits/demo/model.js';

const CARD = new URL('https://example.org/model/model-card.json');
const CLASSES = Array.from('0123456789');
const PIXELS = 28 * 28;

/** Weights of a network of one layer: uint8 as exported ones are, value * scale + min. */
const weights = Uint8Array.from({ length: PIXELS * 10 }, (_, at) => (at * 37) % 251);
const bias = Float32Array.from(CLASSES, (_, at) => at / 10);
const QUANTISATION = { dtype: 'uint8', min: -0.02, scale: 0.0001 };

/** @param {string} name @param {string} op @param {string[]} input @param {object} attr */
const node = (name, op, input = [], attr = {}) => ({ name, op, input, attr });
const float = { T: { type: 'DT_FLOAT' } };
const graph = {
  format: 'graph-model',
  signature: {
    inputs: { image: { name: 'image:0' } },
    outputs: { output: { name: 'softmax:0' } },
  },
  modelTopology: {
    versions: { producer: 1, minConsumer: 1 },
    node: [
      node('image', 'Placeholder', [], { dtype: { type: 'DT_FLOAT' } }),
      node('shape', 'Const', [], { dtype: { type: 'DT_INT32' } }),
      node('weights', 'Const', [], { dtype: { type: 'DT_FLOAT' } }),
      node('bias', 'Const', [], { dtype: { type: 'DT_FLOAT' } }),
      node('flat', 'Reshape', ['image', 'shape'], float),
      node('dense', '_FusedMatMul', ['flat', 'weights', 'bias'], {
        ...float,
        fused_ops: { list: { s: ['Qmlhc0FkZA=='] } }, // BiasAdd
        num_args: { i: '1' },
      }),
      node('softmax', 'Softmax', ['dense'], float),
    ],
  },
  weightsManifest: [
    {
      paths: ['one.bin', 'two.bin'],
      weights: [
        { name: 'shape', shape: [2], dtype: 'int32' },
        { name: 'weights', shape: [PIXELS, 10], dtype: 'float32', quantization: QUANTISATION },
        { name: 'bias', shape: [10], dtype: 'float32' },
      ],
    },
  ],
};

/** @param {ArrayBufferView | string} content */
function bytesOf(content) {
  return typeof content === 'string'
    ? Buffer.from(content)
    : Buffer.from(content.buffer, content.byteOffset, content.byteLength);
}

/** Files of a network, as a server would have them. @returns {Map<string, Buffer>} */
function exported() {
  const content = Buffer.concat(
    [Int32Array.of(-1, PIXELS), weights, bias].map((part) => bytesOf(part)),
  );
  return new Map([
    ['tiny/model.json', bytesOf(JSON.stringify(graph))],
    ['tiny/one.bin', content.subarray(0, 1001)],
    ['tiny/two.bin', content.subarray(1001)],
  ]);
}

/** @param {Map<string, Buffer>} files */
function cardOf(files) {
  const listed = [...files].map(([name, content]) => [
    name,
    { sha256: createHash('sha256').update(content).digest('hex'), bytes: content.length },
  ]);
  const input = { shape: [28, 28, 1], size: 28, box: 20, pen_width: 2.5, centre: [14, 14] };
  const entry = { path: 'tiny/model.json', files: Object.fromEntries(listed), input };
  return bytesOf(JSON.stringify({ tiny: { ...entry, classes: CLASSES, accuracy: 0.1 } }));
}

/**
 * A server of these files; the runtime comes from the repository, as it does in the demo.
 * @param {Map<string, Buffer>} files
 * @param {Buffer} card
 * @returns {(url: URL) => Promise<ArrayBuffer>}
 */
function serve(files, card = cardOf(files)) {
  return async (url) => {
    if (url.protocol === 'file:') return Uint8Array.from(await readFile(url)).buffer;
    const name = url.pathname.replace('/model/', '');
    const content = name === 'model-card.json' ? card : files.get(name);
    assert.ok(content, `${name} was asked for`);
    return Uint8Array.from(content).buffer;
  };
}

/** What the network must give, computed without TensorFlow.js. @param {Float32Array} image */
function expected(image) {
  const logits = CLASSES.map((_, unit) =>
    image.reduce(
      (sum, value, pixel) =>
        sum + value * (weights[pixel * 10 + unit] * QUANTISATION.scale + QUANTISATION.min),
      bias[unit],
    ),
  );
  const powers = logits.map((logit) => Math.exp(logit));
  const sum = powers.reduce((total, power) => total + power);
  return powers.map((power) => power / sum);
}

test('a network gives the probabilities that its weights say', async () => {
  const model = await loadModel(CARD, 'tiny', serve(exported()));
  const images = Float32Array.from({ length: 3 * PIXELS }, (_, at) => ((at * 13) % 17) / 17);
  const output = model.predict(images, 3);
  assert.equal(output.length, 30);
  for (const row of [0, 1, 2]) {
    const truth = expected(images.subarray(row * PIXELS, (row + 1) * PIXELS));
    truth.forEach((value, unit) =>
      assert.ok(Math.abs(output[row * 10 + unit] - value) < 1e-5, `row ${row}, unit ${unit}`),
    );
  }
});

test('a network says what runs it', async () => {
  const model = await loadModel(CARD, 'tiny', serve(exported()));
  assert.match(model.description, /^tfjs 4\.\d+\.\d+ \(wasm\)$/);
});

describe('what is not the network that the card describes is refused', () => {
  /** @param {Promise<unknown>} loading @param {RegExp} message */
  const refused = (loading, message) =>
    assert.rejects(loading, (error) => error instanceof ModelError && message.test(error.message));

  test('another content', async () => {
    const files = exported();
    const card = cardOf(files);
    files.set('tiny/one.bin', Buffer.alloc(1001, 7));
    await refused(loadModel(CARD, 'tiny', serve(files, card)), /one\.bin is not the file.*SHA-256/);
  });

  test('another length', async () => {
    const files = exported();
    const card = cardOf(files);
    files.set('tiny/one.bin', Buffer.alloc(7));
    const message = /tiny\/one\.bin has 7 bytes, expected 1001/;
    await refused(loadModel(CARD, 'tiny', serve(files, card)), message);
  });

  test('an experiment that the card does not have', async () => {
    const message = /no 'large', only tiny/;
    await refused(loadModel(CARD, 'large', serve(exported())), message);
  });

  test('a card that is a page saying that there is none', async () => {
    const page = bytesOf('<!doctype html><title>404</title>');
    const message = /model-card\.json is not valid JSON/;
    await refused(loadModel(CARD, 'tiny', serve(exported(), page)), message);
  });

  test('a graph whose weights the card does not list', async () => {
    const files = exported();
    files.delete('tiny/two.bin');
    await refused(loadModel(CARD, 'tiny', serve(files)), /lists no file tiny\/two\.bin/);
  });
});
