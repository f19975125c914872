/**
 * What a bundle's script ends with: its files are written, or compared with those that are there.
 */
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** A module of an installed package, the innermost where one has its own within it. */
const IN_PACKAGE = /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)\//;

/**
 * @typedef {object} Folder of nothing but a bundle's files and those that are kept beside them
 * @property {string} path
 * @property {readonly string[]} kept names of files that no script makes
 */

/**
 * @param {import('esbuild').Metafile} metafile of a bundle
 * @returns {string[]} the packages that others wrote and that a part of it is from, by name
 */
export function packagesOf(metafile) {
  const modules = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
  const names = modules.map((name) => IN_PACKAGE.exec(name)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}

/**
 * @param {Folder} folder
 * @param {Map<string, Uint8Array>} files name to content
 * @param {readonly string[]} args of the command: with `--check`, nothing is changed
 * @returns {Promise<number>} the command's exit code
 */
export async function finish(folder, files, args) {
  return args.includes('--check') ? check(folder, files) : write(folder, files);
}

/** @param {Folder} folder @param {Map<string, Uint8Array>} files */
async function check(folder, files) {
  const stale = await superfluous(folder, files);
  for (const [name, content] of files) {
    const committed = await readFile(path.join(folder.path, name)).catch(() => null);
    if (committed === null || Buffer.compare(committed, content) !== 0) stale.push(name);
  }
  if (stale.length === 0) return 0;
  const place = path.relative(ROOT, folder.path);
  console.error(`${place} is stale (${stale.sort().join(', ')}): run npm run bundle`);
  return 1;
}

/** @param {Folder} folder @param {Map<string, Uint8Array>} files */
async function write(folder, files) {
  await mkdir(folder.path, { recursive: true });
  for (const name of await superfluous(folder, files)) await rm(path.join(folder.path, name));
  for (const [name, content] of files) {
    await writeFile(path.join(folder.path, name), content);
    const compressed = gzipSync(content, { level: 9 }).length;
    console.log(`${name}: ${content.length} bytes, ${compressed} compressed`);
  }
  return 0;
}

/** @param {Folder} folder @param {Map<string, Uint8Array>} files */
async function superfluous({ path: place, kept }, files) {
  const present = await readdir(place).catch(() => /** @type {string[]} */ ([]));
  return present.filter((name) => !files.has(name) && !kept.includes(name));
}
