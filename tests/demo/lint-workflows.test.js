import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { lint, workflows } from '../../scripts/lint_workflows.mjs';

const COMMAND = fileURLToPath(new URL('../../scripts/lint_workflows.mjs', import.meta.url));
const SOUND = `on: push
permissions: {}
jobs:
  test:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    steps:
      - run: make test
`;

/** @type {string} */
let file;

beforeEach(async () => {
  file = path.join(await mkdtemp(path.join(os.tmpdir(), 'workflows-')), 'test.yml');
});

afterEach(async () => {
  await rm(path.dirname(file), { recursive: true });
});

/** @param {string} text */
async function faultsOf(text) {
  await writeFile(file, text);
  return lint([file]);
}

test('a sound workflow passes', async () => {
  assert.deepEqual(await faultsOf(SOUND), []);
});

for (const [what, replaced, replacement, complaint] of [
  ['unknown key', 'timeout-minutes', 'timeoutminutes', /test\.yml:6:5: unexpected key "timeoutmin/],
  ['unknown property', 'make test', 'echo ${{ github.nobody }}', /:8:\d+: property "nobody" is/],
  ['open expression', 'make test', 'echo ${{ github.ref', /test\.yml:8:\d+: .* \[expression\]/],
  ['unknown need', 'steps:', 'needs: build\n    steps:', /job "test" needs job "build" which does/],
  ['untrusted text', 'make test', 'echo ${{ github.head_ref }}', /"github.head_ref" is poten/],
  ['wrong permission', '{}', '{ contents: all }', /:2:\d+: "all" is invalid for permission/],
]) {
  test(`${what} is named with its place`, async () => {
    const faults = await faultsOf(SOUND.replace(String(replaced), String(replacement)));
    assert.equal(faults.length, 1, faults.join('\n'));
    assert.match(faults[0], /** @type {RegExp} */ (complaint));
  });
}

test('the command fails for a fault and passes the workflows of the project', async () => {
  const run = promisify(execFile);
  await writeFile(file, SOUND.replace('runs-on', 'run-on'));
  await assert.rejects(run(process.execPath, [COMMAND, file]), /test\.yml:5:5: unexpected key/);
  assert.ok((await workflows()).length >= 2);
  await run(process.execPath, [COMMAND]);
});
