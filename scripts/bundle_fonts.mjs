/**
 * Takes the site's typefaces from their locked packages, Latin letters alone:
 *
 *     node scripts/bundle_fonts.mjs            write docs/assets/fonts/, scripts/faces/
 *     node scripts/bundle_fonts.mjs --check    change nothing, fail if they are stale
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { finish } from './bundle_files.mjs';

const require = createRequire(import.meta.url);
const ROOT = fileURLToPath(new URL('..', import.meta.url));

const SANS = '@fontsource-variable/source-sans-3';
const MONO = '@fontsource-variable/source-code-pro';
const STATIC = '@fontsource/source-sans-3';

/** By folder, and by the name that is known there: package and file of it. */
const FACES = {
  // For docs/overrides/partials/faces.html. Italic is rarely bold, so one weight of it does.
  'docs/assets/fonts': {
    'source-sans-3.woff2': [SANS, 'files/source-sans-3-latin-wght-normal.woff2'],
    'source-sans-3-italic.woff2': [STATIC, 'files/source-sans-3-latin-400-italic.woff2'],
    'source-code-pro.woff2': [MONO, 'files/source-code-pro-latin-wght-normal.woff2'],
  },
  // For scripts/faces.py, whose library unpacks no WOFF2.
  'scripts/faces': {
    'source-sans-3.woff': [STATIC, 'files/source-sans-3-latin-400-normal.woff'],
    'source-sans-3-semibold.woff': [STATIC, 'files/source-sans-3-latin-600-normal.woff'],
  },
};

/** The packages' licence names whoever serves the faces; this, from the faces, who made them. */
const NOTICE = 'Source Sans 3 and Source Code Pro: \u00a9 2023 Adobe (http://www.adobe.com/), with '
  + 'Reserved Font Name \u2018Source\u2019\n\n';

/**
 * @param {Record<string, string[]>} faces
 * @returns {Promise<Map<string, Uint8Array>>} file name to content
 */
async function takeFiles(faces) {
  const taken = Object.entries(faces).map(async ([name, [from, file]]) => {
    return /** @type {const} */ ([name, await readFile(path.join(home(from), file))]);
  });
  const licence = await readFile(path.join(home(SANS), 'LICENSE'), 'utf8');
  return new Map([...await Promise.all(taken), ['LICENSE.txt', Buffer.from(NOTICE + licence)]]);
}

/** @param {string} from name of a package */
function home(from) {
  return path.dirname(require.resolve(`${from}/package.json`));
}

/** @param {string[]} args */
export async function main(args) {
  const ends = Object.entries(FACES).map(async ([folder, faces]) => {
    return finish({ path: path.join(ROOT, folder), kept: [] }, await takeFiles(faces), args);
  });
  return Math.max(...await Promise.all(ends));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = await main(process.argv.slice(2));
}
