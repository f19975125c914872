/**
 * Takes the site's typefaces from their locked packages, Latin letters of every weight alone:
 *
 *     node scripts/bundle_fonts.mjs            write docs/assets/fonts/
 *     node scripts/bundle_fonts.mjs --check    change nothing, fail if they are stale
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { finish } from './bundle_files.mjs';

const require = createRequire(import.meta.url);
const OUTPUT = fileURLToPath(new URL('../docs/assets/fonts/', import.meta.url));

/** By the name that docs/assets/css/fonts.css knows: package and file of it. */
const FILES = {
  'source-sans-3.woff2': ['source-sans-3', 'files/source-sans-3-latin-wght-normal.woff2'],
  'source-sans-3-italic.woff2': ['source-sans-3', 'files/source-sans-3-latin-wght-italic.woff2'],
  'source-sans-3.LICENSE.txt': ['source-sans-3', 'LICENSE'],
  'source-code-pro.woff2': ['source-code-pro', 'files/source-code-pro-latin-wght-normal.woff2'],
  'source-code-pro.LICENSE.txt': ['source-code-pro', 'LICENSE'],
};

/** @returns {Promise<Map<string, Uint8Array>>} file name to content */
async function takeFiles() {
  const taken = Object.entries(FILES).map(async ([name, [family, file]]) => {
    const home = path.dirname(require.resolve(`@fontsource-variable/${family}/package.json`));
    return /** @type {const} */ ([name, await readFile(path.join(home, file))]);
  });
  return new Map(await Promise.all(taken));
}

/** @param {string[]} args */
export async function main(args) {
  return finish({ path: OUTPUT, kept: [] }, await takeFiles(), args);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = await main(process.argv.slice(2));
}
