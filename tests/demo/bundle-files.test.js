import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { finish, packagesOf } from '../../scripts/bundle_files.mjs';

const bytes = (/** @type {string} */ text) => new TextEncoder().encode(text);
const FILES = new Map([
  ['demo.js', bytes('draw();')],
  ['shared-1.js', bytes('share();')],
]);

/** @type {string} */
let folder;
/** @type {string[]} */
let said;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'bundle-'));
  said = [];
  mock.method(console, 'error', (/** @type {string} */ line) => said.push(line));
  mock.method(console, 'log', () => {});
});

afterEach(async () => {
  mock.restoreAll();
  await rm(folder, { recursive: true });
});

const write = () => finish({ path: folder, kept: ['LICENSE.txt'] }, FILES, []);
const check = () => finish({ path: folder, kept: ['LICENSE.txt'] }, FILES, ['--check']);

test('what was written is current', async () => {
  assert.equal(await write(), 0);
  assert.equal(await readFile(path.join(folder, 'demo.js'), 'utf8'), 'draw();');
  assert.equal(await check(), 0);
  assert.deepEqual(said, []);
});

test('a file that is missing, another or left over is named', async () => {
  await write();
  await writeFile(path.join(folder, 'demo.js'), 'draw() ;');
  await rm(path.join(folder, 'shared-1.js'));
  await writeFile(path.join(folder, 'shared-0.js'), 'share();');
  assert.equal(await check(), 1);
  assert.match(said[0], /stale \(demo\.js, shared-0\.js, shared-1\.js\): run npm run bundle/);
});

test('what an earlier bundle left goes, what is kept stays', async () => {
  await writeFile(path.join(folder, 'shared-0.js'), 'share();');
  await writeFile(path.join(folder, 'LICENSE.txt'), 'free');
  await write();
  assert.deepEqual((await readdir(folder)).sort(), ['LICENSE.txt', 'demo.js', 'shared-1.js']);
  assert.equal(await check(), 0);
});

test('packages are told by the modules that a bundle is made of, wherever they lie', () => {
  const inputs = [
    'scripts/tfjs/host.js',
    'node_modules/long/index.js',
    '../elsewhere/node_modules/@tensorflow/tfjs-core/dist/ops/add.js',
    'node_modules/@tensorflow/tfjs-core/node_modules/seedrandom/index.js',
    'node_modules/long/umd.js',
    'empty:empty',
  ];
  const modules = Object.fromEntries(inputs.map((name) => [name, { bytesInOutput: 1 }]));
  const output = { bytes: 1, entryPoint: '', exports: [], imports: [], inputs: modules };
  assert.deepEqual(packagesOf({ inputs: {}, outputs: { 'a.js': output } }), [
    '@tensorflow/tfjs-core',
    'long',
    'seedrandom',
  ]);
});
