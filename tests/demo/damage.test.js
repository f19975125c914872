import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { describe, test } from 'node:test';
import { ModelError, download, entryOf, fetchCard } from '../../docs/projects/handwritten-digits/demo/card.js';
import { findWriting } from '../../docs/projects/handwritten-digits/demo/handwriting.js';
import { PictureError, readHeader } from '../../docs/projects/handwritten-digits/demo/image-file.js';
import { randomFrom } from './pendigits.js';
import { cases, tally } from './tally.js';

/** @typedef {() => number} Random */

const ARTEFACTS = new URL('../../docs/projects/handwritten-digits/artefacts/', import.meta.url);
const CARD_URL = new URL('https://example.org/model/model-card.json');
const MOST_PIXELS = 2 ** 26;
const NUMBERS = [0, 1, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];

/** @param {Random} random @param {number} end */
const below = (random, end) => Math.floor(random() * end);
/** @template T @param {Random} random @param {readonly T[]} all @returns {T} */
const pick = (random, all) => all[below(random, all.length)];

/** @type {((bytes: Buffer, random: Random) => Buffer)[]} */
const CHANGES = [
  (bytes, random) => {
    if (bytes.length > 0) bytes[below(random, bytes.length)] ^= 1 << below(random, 8);
    return bytes;
  },
  (bytes, random) => {
    if (bytes.length > 0) bytes[below(random, bytes.length)] = below(random, 256);
    return bytes;
  },
  (bytes, random) => {
    const [size, value] = [pick(random, [2, 4]), pick(random, NUMBERS)];
    if (bytes.length < 4) return bytes;
    const at = below(random, bytes.length - 3);
    const number = size === 2 ? value & 0xffff : value;
    bytes[random() < 0.5 ? 'writeUIntBE' : 'writeUIntLE'](number, at, size);
    return bytes;
  },
  (bytes, random) => bytes.subarray(0, below(random, bytes.length + 1)),
  (bytes, random) => {
    const at = below(random, bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + below(random, 32))]);
  },
  (bytes, random) => {
    const [at, to] = [below(random, bytes.length + 1), below(random, bytes.length + 1)];
    const part = bytes.subarray(at, at + 1 + below(random, 32));
    return Buffer.concat([bytes.subarray(0, to), part, bytes.subarray(to)]);
  },
];

/** @param {Buffer} whole @param {Random} random */
function damaged(whole, random) {
  /** @type {Buffer} */
  let bytes = Buffer.from(whole);
  const rounds = pick(random, [1, 1, 1, 2, 4, 16]);
  for (let round = 0; round < rounds; round += 1) bytes = pick(random, CHANGES)(bytes, random);
  return Uint8Array.from(bytes).buffer;
}

/** @param {number} value @param {number} count */
const little = (value, count) => Array.from({ length: count }, (_, at) => (value >>> (8 * at)) & 255);
/** @param {(string | number[])[]} parts */
const file = (...parts) => Buffer.concat(parts.map((part) => Buffer.from(/** @type {any} */ (part))));

const IMAGES = [
  file([0x89], 'PNG\r\n\x1a\n', [0, 0, 0, 13], 'IHDR', [0, 0, 2, 128, 0, 0, 1, 224, 8, 0, 0, 0, 0],
    [0, 0, 0, 0, 0, 0, 0, 8], 'acTL', [0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0],
    [0, 0, 0, 0], 'IDAT', [0, 0, 0, 0]),
  file([0xff, 0xd8, 0xff, 0xe1, 0, 8, 0xff, 0xc0, 0, 1, 0, 1],
    [0xff, 0xc2, 0, 11, 8, 1, 224, 2, 128, 1, 0, 0, 0]),
  file('GIF89a', [128, 2, 224, 1, 0x80, 0, 0], [0, 0, 0, 9, 9, 9], [0x21, 0xf9, 4, 0, 0, 0, 0, 0],
    [0x2c, 0, 0, 0, 0, 9, 0, 8, 0, 0, 2, 1, 0, 0], [0x2c, 0, 0, 0, 0, 9, 0, 8, 0, 0, 2, 1, 0, 0, 0x3b]),
  file('RIFF', little(30, 4), 'WEBPVP8X', little(10, 4), [2, 0, 0, 0], little(639, 3), little(479, 3)),
  file('RIFF', little(30, 4), 'WEBPVP8L', little(5, 4), [0x2f], little(639 + 479 * 2 ** 14, 4)),
  file('RIFF', little(30, 4), 'WEBPVP8 ', little(10, 4), [0, 0, 0, 0, 0, 0], little(640, 2), little(480, 2)),
  file('BM', little(0, 12), little(40, 4), little(640, 4), little(480, 4), little(0, 20)),
  file([0, 0, 0, 24], 'ftypavif', little(0, 8), [0, 0, 0, 20], 'ispe', [0, 0, 0, 0, 0, 0, 2, 128, 0, 0, 1, 224]),
];

describe('of files that chance damaged, each is read or refused:', () => {
  test('headers of images', () => {
    const [random, count] = [randomFrom(2026), cases(5_000, 100_000)];
    let read = 0;
    for (let at = 0; at < count; at += 1) {
      const content = damaged(pick(random, IMAGES), random);
      const told = () => `case ${at}: ${Buffer.from(content).toString('hex')}`;
      try {
        const { width, height } = readHeader(content);
        read += 1;
        assert.ok(width >= 1 && height >= 1 && width * height <= MOST_PIXELS, told());
      } catch (error) {
        assert.ok(error instanceof PictureError, `${told()}: ${error}`);
      }
    }
    assert.ok(read > count / 100, `only ${read} were read`);
    tally('headers of images', count, read);
  });

  test('model cards', async () => {
    const whole = readFileSync(new URL('model/model-card.json', ARTEFACTS));
    const small = Object.fromEntries(
      Object.entries(JSON.parse(whole.toString())).map(([name, { run: _, ...entry }]) => [name, entry]),
    );
    const seed = Buffer.from(JSON.stringify(small));
    const [random, count] = [randomFrom(2027), cases(2_000, 100_000)];
    const words = ['null', '[]', '{}', '-1', '1e99', '"../../x"', '"https://example.net/x"', '"__proto__"', '""'];
    let read = 0;
    for (let at = 0; at < count; at += 1) {
      const content = at % 2 ? damaged(seed, random) : replaced(seed, pick(random, words), random);
      const told = () => `case ${at}: ${Buffer.from(content).toString()}`;
      try {
        const card = await fetchCard(CARD_URL, async () => content);
        for (const name of Object.keys(card)) {
          const entry = entryOf(card, name);
          read += 1;
          for (const each of [entry.path, ...Object.keys(entry.files)]) {
            const { href } = new URL(each, CARD_URL);
            assert.ok(href.startsWith('https://example.org/model/'), told());
          }
          assert.equal(entry.input.shape.join(), [entry.input.size, entry.input.size, 1].join());
          assert.ok(entry.input.size <= 512, told());
        }
      } catch (error) {
        assert.ok(error instanceof ModelError, `${told()}: ${error}`);
      }
    }
    assert.ok(read > 0);
    tally('model cards in the browser', count, Math.min(read, count));
  });

  test('pictures that were decoded', () => {
    const [random, count] = [randomFrom(2028), cases(400, 20_000)];
    let read = 0;
    for (let at = 0; at < count; at += 1) {
      const grey = pick(random, PICTURES)(random);
      try {
        const { image, size } = findWriting(grey);
        read += 1;
        assert.equal(image.length, size * size);
        assert.ok(image.every((value) => value >= 0 && value <= 1), `case ${at}`);
      } catch (error) {
        assert.ok(error instanceof PictureError, `case ${at}: ${error}`);
      }
    }
    assert.ok(read > 0);
    tally('pictures without their files', count, read);
  });
});

/** A value of a card by another. @param {Buffer} seed @param {string} word @param {Random} random */
function replaced(seed, word, random) {
  const text = seed.toString();
  const values = [...text.matchAll(/"[^"]*"(?!:)|-?\d[\d.e-]*|\[[^[\]{}]*\]|\{[^{}]*\}|"[^"]*"/g)];
  const { 0: found, index } = pick(random, values);
  const changed = text.slice(0, index) + word + text.slice((index ?? 0) + found.length);
  return new TextEncoder().encode(changed).buffer;
}

/** @param {number} width @param {number} height @param {(at: number) => number} value */
const grey = (width, height, value) => ({
  width,
  height,
  values: Float32Array.from({ length: width * height }, (_, at) => value(at)),
});

/** @type {((random: Random) => import('../../docs/projects/handwritten-digits/demo/paper.js').Grey)[]} */
const PICTURES = [
  (random) => grey(1 + below(random, 40), 1 + below(random, 40), random), // noise
  (random) => grey(1 + below(random, 3), 1 + below(random, 300), () => (random() < 0.3 ? 1 : 0)),
  (random) => grey(1 + below(random, 40), 1 + below(random, 40), () => pick(random, [0, 0.5, 1])),
  (random) => {
    const [level, side] = [random(), 1 + below(random, 60)];
    return grey(side, side, () => level); // blank
  },
  (random) => {
    const [width, height, dark] = [8 + below(random, 60), 8 + below(random, 60), random() < 0.5];
    const [from, to] = [below(random, width), below(random, height)];
    const inked = (/** @type {number} */ at) =>
      Math.abs((at % width) - from) < 3 || Math.abs(Math.floor(at / width) - to) < 2;
    return grey(width, height, (at) => (inked(at) === dark ? 0.1 : 0.9) + 0.02 * random());
  },
];

test('a PNG of very many parts is read past quickly, and kept nowhere', () => {
  const parts = 2_000_000;
  const head = IMAGES[0].subarray(0, 33);
  const content = new Uint8Array(head.length + 12 * parts);
  content.set(head);
  const before = process.memoryUsage().heapUsed;
  assert.equal(readHeader(content.buffer).isAnimated, false);
  assert.ok(process.memoryUsage().heapUsed - before < 2 ** 24);
});

test('a GIF whose picture is larger than its screen is as large as the picture', () => {
  const picture = [0x2c, 0, 0, 0, 0, ...little(60_000, 2), ...little(60_000, 2), 0, 2, 1, 0, 0];
  const content = file('GIF89a', [9, 0, 8, 0, 0, 0, 0], picture, [0x3b]);
  assert.throws(() => readHeader(Uint8Array.from(content).buffer), /60000 × 60000 pixels/);
});

describe('a model card that leads elsewhere is refused', () => {
  for (const name of ['https://example.net/w.bin', '//example.net/w', '../w.bin', '/w.bin', 'a/../../w', 'data:,w', 'a\\b']) {
    test(name, () => {
      const input = { shape: [28, 28, 1], size: 28, box: 20, pen_width: 2.5, centre: [14, 14] };
      const files = { [name]: { bytes: 1, sha256: '' } };
      const card = /** @type {any} */ ({ demo: { path: 'demo/m.json', files, input, classes: [] } });
      assert.throws(() => entryOf(card, 'demo'), /files below its own folder/);
      card.demo = { ...card.demo, files: {}, path: name };
      assert.throws(() => entryOf(card, 'demo'), /a path below its own folder/);
    });
  }
});

/** @typedef {(response: import('node:http').ServerResponse) => void} Answer */

/** Of a body that has no end, in bytes: who takes it all shall fail, not fill the memory. */
const FAR_TOO_MUCH = 2 ** 28;
const CHUNK = 2 ** 20;

/** @type {Record<string, [Answer, RegExp]>} */
const SERVERS = {
  'sends us elsewhere': [
    (response) => response.writeHead(302, { Location: `http://localhost:${port}/whole` }).end(),
    /card\.json: the server sent us to another host/,
  ],
  'never comes to an end': [
    (response) => {
      let left = FAR_TOO_MUCH;
      const more = () => {
        do left -= CHUNK;
        while (response.write(Buffer.alloc(CHUNK)) && left > 0);
        if (left <= 0) response.end();
      };
      response.on('drain', more).on('error', () => {});
      more();
    },
    /card\.json has more than 67108864 bytes/,
  ],
  'breaks off': [
    (response) => {
      response.writeHead(200, { 'Content-Length': 1000 }).write('{');
      setTimeout(() => response.destroy(), 20);
    },
    /card\.json broke off/,
  ],
  'is out of order': [(response) => response.writeHead(500).end(), /the server said 500/],
};

let port = 0;

describe('what a server sends is not taken if it', () => {
  for (const [what, [answer, why]] of Object.entries(SERVERS)) {
    test(what, async () => {
      const server = createServer((request, response) =>
        request.url === '/whole' ? response.end('{}') : answer(response),
      );
      await new Promise((done) => server.listen(0, () => done(undefined)));
      port = /** @type {import('node:net').AddressInfo} */ (server.address()).port;
      try {
        const refused = download(new URL(`http://127.0.0.1:${port}/card.json`));
        await assert.rejects(refused, (error) => {
          assert.ok(error instanceof ModelError, String(error));
          assert.match(error.message, why);
          return true;
        });
        const whole = await download(new URL(`http://127.0.0.1:${port}/whole`));
        assert.equal(new TextDecoder().decode(whole), '{}');
      } finally {
        server.closeAllConnections();
        server.close();
      }
    });
  }
});
