import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { importModule } from '../../docs/projects/handwritten-digits/demo/modules.js';

const folder = await mkdtemp(path.join(tmpdir(), 'modules-'));
after(() => rm(folder, { recursive: true }));

/** @param {string} name */
async function written(name) {
  const file = path.join(folder, name);
  await writeFile(file, 'export const address = import.meta.url;');
  return pathToFileURL(file);
}

test('a module that is there goes by its own address', async () => {
  const url = await written('there.mjs');
  assert.equal((await importModule(url)).address, url.href);
});

test('one that could not be had is asked for by another address, and is then one module', async () => {
  const url = pathToFileURL(path.join(folder, 'late.mjs'));
  for (const _ of [1, 2]) {
    await assert.rejects(importModule(url), /late\.mjs could not be loaded: is the connection up/);
  }
  await written('late.mjs');
  const module = await importModule(url);
  assert.equal(module.address, `${url.href}?again=2`);
  assert.equal(await importModule(url), module);
});
