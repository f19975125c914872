/**
 * What a file says that it is, from its first bytes: which format, how large, moving or not. Asked
 * before anything decodes it, for a small file may hold an image larger than all memory. No DOM.
 */

/**
 * @typedef {object} Header
 * @property {string} format as people call it
 * @property {number} width in pixels
 * @property {number} height in pixels
 * @property {boolean} isAnimated
 */

/** A picture cannot be had; the message says why, and what to do, for people. */
export class PictureError extends Error {
  name = 'PictureError';
}

export const FORMATS = 'PNG, JPEG, WebP, GIF, BMP or AVIF';
/** 256 MiB decoded: a telephone can do it, and its camera's largest pictures are no larger. */
const MOST_PIXELS = 2 ** 26;
/** Of the file. */
export const MOST_BYTES = 2 ** 25;

/** Markers of a JPEG that have no content; see ITU T.81, table B.1. */
const BARE = new Set([0x01, 0xd0, 0xd1, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8]);
/** Markers between 0xc0 and 0xcf that do not begin a frame: tables, and one kept for later. */
const NO_FRAME = new Set([0xc4, 0xc8, 0xcc]);

/** Names of PNG's chunks, as numbers. */
const [ACTL, IDAT] = [0x6163544c, 0x49444154];

/** @type {{ format: string, isIt: (file: Bytes) => boolean,
 *           read: (file: Bytes) => Omit<Header, 'format'> }[]} */
const READERS = [
  { format: 'PNG', isIt: (file) => file.text(1, 3) === 'PNG', read: readPng },
  { format: 'JPEG', isIt: (file) => file.view.getUint16(0) === 0xffd8, read: readJpeg },
  { format: 'GIF', isIt: (file) => file.text(0, 4) === 'GIF8', read: readGif },
  {
    format: 'WebP',
    isIt: (file) => file.text(0, 4) === 'RIFF' && file.text(8, 4) === 'WEBP',
    read: readWebp,
  },
  { format: 'BMP', isIt: (file) => file.text(0, 2) === 'BM', read: readBmp },
  { format: 'AVIF', isIt: (file) => /^ftypavi[fs]/.test(file.text(4, 8)), read: readAvif },
];

/** The bytes of a file, as its readers need them. */
class Bytes {
  /** @param {ArrayBuffer} buffer */
  constructor(buffer) {
    this.view = new DataView(buffer);
    this.length = buffer.byteLength;
  }

  /** @param {number} at @param {number} length @returns {string} each byte a character */
  text(at, length) {
    return String.fromCharCode(
      ...new Uint8Array(this.view.buffer).subarray(at, Math.max(0, at + length)),
    );
  }
}

/**
 * @param {ArrayBuffer} buffer the whole file
 * @returns {Header} of an image that may be decoded
 * @throws {PictureError} it is none, or too large
 */
export function readHeader(buffer) {
  const file = new Bytes(buffer);
  if (file.length === 0) throw new PictureError('the file is empty: choose another');
  const reader = file.length < 12 ? undefined : READERS.find(({ isIt }) => isIt(file));
  if (reader === undefined) throw unknown(file);
  const header = { format: reader.format, ...withinBounds(() => reader.read(file), reader.format) };
  check(header);
  return header;
}

/** @param {Bytes} file */
function unknown(file) {
  const isDrawing = /<svg[\s>]/i.test(file.text(0, 4096));
  const found = isDrawing ? 'found an SVG drawing, which may hold programs' : 'found something else';
  return new PictureError(`expected an image (${FORMATS}), ${found}: save it as PNG and try again`);
}

/**
 * A reader runs off the end of a file that was cut off.
 * @template T
 * @param {() => T} read
 * @param {string} format
 */
function withinBounds(read, format) {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw damaged(format);
  }
}

/** @param {string} format */
export function damaged(format) {
  return new PictureError(`the ${format} file is damaged or cut off: save it again, or take another`);
}

/** @param {Header} header */
function check({ format, width, height }) {
  if (width === 0 || height === 0) {
    throw new PictureError(`the ${format} image has no pixels (${width} × ${height}): take another`);
  }
  if (width * height > MOST_PIXELS) {
    const most = Math.floor(MOST_PIXELS / 1e6);
    const found = `${width} × ${height} pixels`;
    throw new PictureError(
      `the image is too large: expected ${most} million pixels at most, found ${found}; ` +
        'make it smaller or cut the digit out',
    );
  }
}

/** See the PNG specification, 11.2.2; a moving one has a chunk acTL before its first data.
 * @param {Bytes} file */
function readPng({ view, length }) {
  return {
    width: view.getUint32(16),
    height: view.getUint32(20),
    isAnimated: movesPng(view, length),
  };
}

/** Whether a chunk says so before the data. @param {DataView} view @param {number} length */
function movesPng(view, length) {
  for (let at = 8; at + 8 <= length; at += 12 + view.getUint32(at)) {
    const name = view.getUint32(at + 4);
    if (name === ACTL) return true;
    if (name === IDAT) return false;
  }
  return false;
}

/** The first frame's header, past whatever stands before it, a thumbnail too.
 * @param {Bytes} file */
function readJpeg({ view }) {
  let at = 2;
  for (;;) {
    if (view.getUint8(at) !== 0xff) throw damaged('JPEG');
    const marker = view.getUint8(at + 1);
    if (marker >= 0xc0 && marker <= 0xcf && !NO_FRAME.has(marker)) {
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5), isAnimated: false };
    }
    if (marker === 0xff) at += 1; // filling
    else at += BARE.has(marker) ? 2 : 2 + view.getUint16(at + 2);
  }
}

/** See the GIF89a specification: blocks up to the second picture.
 * @param {Bytes} file */
function readGif({ view }) {
  let [width, height] = [view.getUint16(6, true), view.getUint16(8, true)];
  const tableAt = (/** @type {number} */ at) =>
    view.getUint8(at) & 0x80 ? 3 * 2 ** ((view.getUint8(at) & 7) + 1) : 0;
  const afterBlocks = (/** @type {number} */ at) => {
    while (view.getUint8(at) > 0) at += 1 + view.getUint8(at);
    return at + 1;
  };
  let images = 0;
  let at = 13 + tableAt(10);
  while (images < 2 && at < view.byteLength) {
    const kind = view.getUint8(at);
    if (kind === 0x2c) {
      images += 1;
      // A picture may be larger than the screen that it is on, and the screen then grows.
      width = Math.max(width, view.getUint16(at + 1, true) + view.getUint16(at + 5, true));
      height = Math.max(height, view.getUint16(at + 3, true) + view.getUint16(at + 7, true));
      if (images < 2) at = afterBlocks(at + 11 + tableAt(at + 9));
    } else if (kind === 0x21) at = afterBlocks(at + 2);
    else break;
  }
  return { width, height, isAnimated: images > 1 };
}

/** See RFC 9649, of each of the three kinds.
 * @param {Bytes} file */
function readWebp(file) {
  const { view } = file;
  const at = 20;
  const kind = file.text(12, 4);
  if (kind === 'VP8X') {
    const size = (/** @type {number} */ from) =>
      1 + view.getUint16(from, true) + view.getUint8(from + 2) * 2 ** 16;
    const isAnimated = (view.getUint8(at) & 2) !== 0;
    return { width: size(at + 4), height: size(at + 7), isAnimated };
  }
  if (kind === 'VP8L') {
    const bits = view.getUint32(at + 1, true);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >> 14) & 0x3fff), isAnimated: false };
  }
  if (kind !== 'VP8 ') throw damaged('WebP');
  const side = (/** @type {number} */ from) => view.getUint16(from, true) & 0x3fff;
  return { width: side(at + 6), height: side(at + 8), isAnimated: false };
}

/** A height below 0 says that the rows go downward.
 * @param {Bytes} file */
function readBmp({ view }) {
  if (view.getUint32(14, true) === 12) {
    return { width: view.getUint16(18, true), height: view.getUint16(20, true), isAnimated: false };
  }
  const [width, height] = [view.getInt32(18, true), view.getInt32(22, true)];
  return { width: Math.abs(width), height: Math.abs(height), isAnimated: false };
}

/** The largest of its "image spatial extents": it may hold a thumbnail too (ISO 23008-12, 6.5.3).
 * @param {Bytes} file */
function readAvif(file) {
  const { view } = file;
  const head = file.text(0, 2 ** 14);
  let [width, height] = [0, 0];
  for (let at = head.indexOf('ispe'); at >= 0; at = head.indexOf('ispe', at + 1)) {
    width = Math.max(width, view.getUint32(at + 8));
    height = Math.max(height, view.getUint32(at + 12));
  }
  if (width === 0) throw damaged('AVIF');
  return { width, height, isAnimated: head.slice(8, 12) === 'avis' };
}
