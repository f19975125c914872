/**
 * How many bytes files take when a host compresses them with Brotli:
 *
 *     node scripts/brotli_sizes.mjs QUALITY FILE...
 *
 * Prints a JSON list of sizes in the order of the files.
 */
import { readFile } from 'node:fs/promises';
import { brotliCompressSync, constants } from 'node:zlib';

const [quality, ...files] = process.argv.slice(2);
const params = { [constants.BROTLI_PARAM_QUALITY]: Number(quality) };
const sizes = [];
for (const file of files) sizes.push(brotliCompressSync(await readFile(file), { params }).length);
console.log(JSON.stringify(sizes));
