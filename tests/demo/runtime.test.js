import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { ModelError } from '../../docs/projects/handwritten-digits/demo/card.js';

/** @typedef {import('../../docs/projects/handwritten-digits/demo/card.js').Fetch} Fetch */
/** @typedef {typeof import('../../docs/projects/handwritten-digits/demo/runtime.js')} Module */

const SOURCE = '../../docs/projects/handwritten-digits/demo/runtime.js';

/** What was asked for, in order. @type {string[]} */
let asked;
/** @type {Module['startRuntime']} */
let startRuntime;
let copies = 0;

beforeEach(async () => {
  asked = [];
  copies += 1; // a runtime is for a page's life, and each test is a page
  ({ startRuntime } = /** @type {Module} */ (await import(`${SOURCE}?${copies}`)));
});

afterEach(() => mock.restoreAll());

/** @type {Fetch} */
const fetchBytes = async (url) => {
  asked.push(url.pathname.slice(url.pathname.lastIndexOf('/') + 1));
  return Uint8Array.from(await readFile(url)).buffer;
};

/** @param {Promise<unknown>} starting @param {RegExp} message */
const refused = (starting, message) =>
  assert.rejects(starting, (error) => error instanceof ModelError && message.test(error.message));

test('it is started once, whoever asks', async () => {
  const [one, other] = await Promise.all([startRuntime(fetchBytes), startRuntime(fetchBytes)]);
  assert.equal(one, other);
  assert.deepEqual(asked, ['tfjs-simd.wasm']);
});

test('nothing that is needed is waited for before the rest is asked for', () => {
  startRuntime(fetchBytes);
  assert.deepEqual(asked, ['tfjs-simd.wasm']);
});

test('a machine without SIMD gets the binary that does without', async () => {
  mock.method(WebAssembly, 'validate', () => false);
  const tf = await startRuntime(fetchBytes);
  assert.deepEqual(asked, ['tfjs.wasm']);
  const sum = tf.tidy(() => tf.tensor([1, 2, 3], [3], 'float32').dataSync());
  assert.deepEqual([...sum], [1, 2, 3]);
});

test('a binary that could not be had is asked for again', async () => {
  await assert.rejects(startRuntime(() => Promise.reject(new Error('gone'))), /gone/);
  assert.match((await startRuntime(fetchBytes)).version, /^4\./);
});

test('a binary that is none is refused, and asked for again', async () => {
  const page = new TextEncoder().encode('<!doctype html>').buffer;
  await refused(startRuntime(async () => page), /runs on WebAssembly, which was refused \(/);
  assert.match((await startRuntime(fetchBytes)).version, /^4\./);
});

test('a binary of something else is refused', async () => {
  const empty = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0).buffer;
  await refused(startRuntime(async () => empty), /runs on WebAssembly, which was refused \(/);
});

test('without WebAssembly it says so', async () => {
  const kept = globalThis.WebAssembly;
  Reflect.deleteProperty(globalThis, 'WebAssembly');
  try {
    await refused(startRuntime(fetchBytes), /which this browser has not or forbids/);
  } finally {
    globalThis.WebAssembly = kept;
  }
});
