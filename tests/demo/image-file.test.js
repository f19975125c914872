import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PictureError, readHeader } from '../../docs/projects/handwritten-digits/demo/image-file.js';

/** @param {(string | number[])[]} parts texts and bytes @returns {ArrayBuffer} */
function fileOf(...parts) {
  const bytes = parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part)] : part));
  return Uint8Array.from([...bytes, ...Array(Math.max(0, 12 - bytes.length)).fill(0)]).buffer;
}

/** @param {number} value @param {number} count of bytes, most significant first */
const big = (value, count) =>
  Array.from({ length: count }, (_, at) => Math.floor(value / 256 ** (count - 1 - at)) % 256);
/** @param {number} value @param {number} count of bytes, least significant first */
const little = (value, count) => big(value, count).reverse();

const PNG = [0x89, ...Buffer.from('PNG\r\n'), 0x1a, 0x0a];

/** @param {number} width @param {number} height @param {string[]} chunks */
function png(width, height, chunks = ['IDAT']) {
  const head = [...big(13, 4), ...Buffer.from('IHDR'), ...big(width, 4), ...big(height, 4)];
  const rest = chunks.flatMap((name) => [...big(0, 4), ...Buffer.from(name), ...big(0, 4)]);
  return fileOf(PNG, head, [8, 0, 0, 0, 0], big(0, 4), rest);
}

const THUMBNAIL = [0xff, 0xe1, ...big(8, 2), 0xff, 0xc0, 0, 1, 0, 1];
const FRAME = [0xff, 0xc2, ...big(11, 2), 8, ...big(480, 2), ...big(640, 2), 1, 0, 0, 0];
const GIF_IMAGE = [0x2c, ...Array(9).fill(0), 2, 1, 0, 0];
const GIF_PAUSE = [0x21, 0xf9, 4, 0, 0, 0, 0, 0];

/** @type {[string, ArrayBuffer, string, number, number, boolean][]} */
const FILES = [
  ['a PNG', png(640, 480), 'PNG', 640, 480, false],
  ['a PNG that moves', png(3, 2, ['acTL', 'IDAT']), 'PNG', 3, 2, true],
  ['a JPEG behind its thumbnail', fileOf([0xff, 0xd8], THUMBNAIL, FRAME), 'JPEG', 640, 480, false],
  [
    'a GIF',
    fileOf('GIF89a', little(640, 2), little(480, 2), [0, 0, 0], GIF_PAUSE, GIF_IMAGE, [0x3b]),
    ...['GIF', 640, 480, false],
  ],
  [
    'a GIF that moves',
    fileOf('GIF89a', little(9, 2), little(8, 2), [0, 0, 0], GIF_IMAGE, GIF_PAUSE, GIF_IMAGE, [0x3b]),
    ...['GIF', 9, 8, true],
  ],
  [
    'a WebP with more than a picture',
    fileOf('RIFF', little(30, 4), 'WEBPVP8X', little(10, 4), [2, 0, 0, 0], little(639, 3), little(479, 3)),
    ...['WebP', 640, 480, true],
  ],
  [
    'a WebP without loss',
    fileOf('RIFF', little(30, 4), 'WEBPVP8L', little(5, 4), [0x2f], little(639 + 479 * 2 ** 14, 4)),
    ...['WebP', 640, 480, false],
  ],
  [
    'a WebP',
    fileOf('RIFF', little(30, 4), 'WEBPVP8 ', little(10, 4), Array(6).fill(0), little(640, 2), little(480, 2)),
    ...['WebP', 640, 480, false],
  ],
  [
    'a BMP from top to bottom',
    fileOf('BM', Array(12).fill(0), little(40, 4), little(640, 4), little(2 ** 32 - 480, 4)),
    ...['BMP', 640, 480, false],
  ],
  [
    'an AVIF and its thumbnail',
    fileOf(
      ...[big(24, 4), 'ftypavif', big(0, 8), big(20, 4), 'ispe', big(0, 4), big(16, 4), big(12, 4)],
      ...[big(20, 4), 'ispe', big(0, 4), big(640, 4), big(480, 4)],
    ),
    ...['AVIF', 640, 480, false],
  ],
].map((file) => /** @type {[string, ArrayBuffer, string, number, number, boolean]} */ (file));

describe('a file says what it is', () => {
  for (const [name, file, format, width, height, isAnimated] of FILES) {
    test(name, () => {
      assert.deepEqual(readHeader(file), { format, width, height, isAnimated });
    });
  }
});

/** @type {[string, ArrayBuffer, RegExp][]} */
const REFUSED = [
  ['an empty file', new ArrayBuffer(0), /file is empty/],
  ['text', fileOf('one, two, three, four'), /expected an image \(PNG.+found something else/],
  ['a few bytes', new ArrayBuffer(3), /found something else/],
  ['a drawing that may hold programs', fileOf('<?xml version="1.0"?><svg width="9">'), /an SVG/],
  ['more pixels than memory', png(100_000, 100_000), /100000 × 100000 pixels.+make it smaller/],
  ['no width', png(0, 10), /no pixels \(0 × 10\)/],
  ['a PNG that was cut off', png(9, 9).slice(0, 18), /PNG file is damaged or cut off/],
  ['a JPEG that was cut off', fileOf([0xff, 0xd8], THUMBNAIL), /JPEG file is damaged/],
  ['a JPEG of something else', fileOf([0xff, 0xd8], 'no marker at all'), /JPEG file is damaged/],
];

describe('what cannot be a picture is refused, and it is said why', () => {
  for (const [name, file, message] of REFUSED) {
    test(name, () => {
      assert.throws(() => readHeader(file), (/** @type {Error} */ error) => {
        assert.ok(error instanceof PictureError, String(error));
        assert.match(error.message, message);
        return true;
      });
    });
  }
});
