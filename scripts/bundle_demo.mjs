/**
 * Makes what a page loads of the demo from the modules of its folder:
 *
 *     node scripts/bundle_demo.mjs            write docs/projects/handwritten-digits/bundle/
 *     node scripts/bundle_demo.mjs --check    change nothing, fail if it is stale
 *
 * Some forty modules, one asked for by another, keep a visitor waiting for as many answers of
 * the server. The bundle is a folder beside theirs, so that an address relative to a module is
 * the same from either.
 */
import { fileURLToPath, pathToFileURL } from 'node:url';
import path from 'node:path';
import { build } from 'esbuild';
import { finish, packagesOf } from './bundle_files.mjs';

const PROJECT = fileURLToPath(new URL('../docs/projects/handwritten-digits/', import.meta.url));
const SOURCES = path.join(PROJECT, 'demo');
const OUTPUT = path.join(PROJECT, 'bundle');

/** What is loaded by name, each when it is needed; what several of them share is put apart. */
const LOADED = [
  ...['digit-demo.js', 'demo.js', 'insight.js'],
  ...['digit-demo.css', 'insight.css'],
];

/** @returns {Promise<Map<string, Uint8Array>>} file name to content */
async function makeFiles() {
  const { metafile, outputFiles } = await build({
    absWorkingDir: SOURCES,
    bundle: true,
    entryPoints: LOADED,
    chunkNames: 'shared-[hash]',
    format: 'esm',
    metafile: true,
    minify: true,
    outdir: OUTPUT,
    platform: 'browser',
    splitting: true,
    target: 'es2022',
    write: false,
  });
  const strangers = packagesOf(metafile);
  if (strangers.length > 0) {
    throw new Error(
      `expected modules of this project alone, found ${strangers}: have the page of licences ` +
        'list them, as it does those of packages.json beside the TensorFlow.js bundle',
    );
  }
  return new Map(outputFiles.map((file) => [path.basename(file.path), file.contents]));
}

/** @param {string[]} args */
export async function main(args) {
  return finish({ path: OUTPUT, kept: [] }, await makeFiles(), args);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = await main(process.argv.slice(2));
}
