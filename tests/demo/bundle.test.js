import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { main as bundleDemo } from '../../scripts/bundle_demo.mjs';
import { main as bundleFonts } from '../../scripts/bundle_fonts.mjs';
import { main as bundleRuntime } from '../../scripts/bundle_tfjs.mjs';

const RUNTIME = new URL('../../docs/assets/tfjs/', import.meta.url);

test('the committed runtime is what the locked packages give, byte for byte', async () => {
  assert.equal(await bundleRuntime(['--check']), 0);
});

test('the committed demo is what its modules give, byte for byte', async () => {
  assert.equal(await bundleDemo(['--check']), 0);
});

test('the committed typefaces are those of the locked packages, byte for byte', async () => {
  assert.equal(await bundleFonts(['--check']), 0);
});

test('the runtime makes no code of text, which a content security policy would refuse', async () => {
  const script = await readFile(new URL('tfjs.js', RUNTIME), 'utf8');
  assert.doesNotMatch(script, /\beval\(|new Function|[^\w.]Function\(/);
});

test('the runtime stays small enough to load for a demo', async () => {
  const files = ['tfjs.js', 'tfjs-simd.wasm'].map((name) => readFile(new URL(name, RUNTIME)));
  const sizes = (await Promise.all(files)).map((file) => gzipSync(file, { level: 9 }).length);
  assert.ok(sizes[0] + sizes[1] < 130_000, `${sizes} bytes compressed`);
});
