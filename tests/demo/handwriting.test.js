import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findWriting } from '../../docs/projects/handwritten-digits/demo/handwriting.js';
import { PictureError } from '../../docs/projects/handwritten-digits/demo/image-file.js';
import { contrastOf, split } from '../../docs/projects/handwritten-digits/demo/paper.js';
import { penWidth, thickened } from '../../docs/projects/handwritten-digits/demo/pen-width.js';
import { greyOf } from '../../docs/projects/handwritten-digits/demo/picture.js';
import { preprocessImage } from '../../docs/projects/handwritten-digits/demo/preprocess.js';
import { renderStrokes } from '../../docs/projects/handwritten-digits/demo/strokes.js';
import { fixture } from './fixture.js';

const { config } = fixture;
const [WIDTH, HEIGHT] = [200, 160];

/** @type {[number, number][][]} */
const SEVEN = [[[0, 0], [10, 0], [4, 20]], [[3, 9], [9, 9]]];

/**
 * A picture of a seven.
 * @param {(ink: number, x: number, y: number) => number} shade brightness of a place, by the
 *   share of it that is ink and by where it is, in 0..1
 * @param {number} [penWidth] in pixels; the seven is 80 high
 */
function picture(shade, penWidth = 10) {
  const side = { size: 120, box: 80, pen_width: penWidth, centre: /** @type {const} */ ([60, 60]) };
  const digit = renderStrokes(SEVEN, side);
  const values = Float32Array.from({ length: WIDTH * HEIGHT }, (_, at) => {
    const [x, y] = [at % WIDTH, Math.floor(at / WIDTH)];
    const [column, row] = [x - 60, y - 20];
    const isNear = column >= 0 && row >= 0 && column < 120 && row < 120;
    const ink = isNear ? digit[row * 120 + column] : 0;
    return Math.min(1, Math.max(0, shade(ink, x / WIDTH, y / HEIGHT)));
  });
  return { values, width: WIDTH, height: HEIGHT };
}

/** Bell-shaped and always the same: see Lehmer (1951) and Irwin and Hall. */
function noise() {
  let state = 20_261_122;
  const next = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  return () => Array.from({ length: 12 }, next).reduce((sum, value) => sum + value, -6);
}

/** @param {ReturnType<typeof picture>} grey */
function seen(grey) {
  const { image, size } = findWriting(grey);
  return preprocessImage(image, size, size, config);
}

/** The cosine between two images: 1 where they are alike.
 * @param {Float32Array} one @param {Float32Array} other */
function likeness(one, other) {
  const dot = (/** @type {Float32Array} */ a, /** @type {Float32Array} */ b) =>
    a.reduce((sum, value, at) => sum + value * b[at], 0);
  return dot(one, other) / Math.sqrt(dot(one, one) * dot(other, other));
}

const EXPECTED = renderStrokes(SEVEN, config);
const grain = noise();

/** @type {[string, boolean, ReturnType<typeof picture>][]} */
const PICTURES = [
  ['dark on light', true, picture((ink) => 1 - ink)],
  ['light on dark', false, picture((ink) => ink)],
  ['pencil', true, picture((ink) => 0.9 - 0.25 * ink)],
  ['chalk', false, picture((ink) => 0.2 + 0.5 * ink)],
  [
    'a page that is darker on one side than the ink on the other',
    true,
    picture((ink, x, y) => (0.95 - 0.7 * (0.7 * x + 0.3 * y)) * (1 - 0.5 * ink)),
  ],
  ['grain of a camera', true, picture((ink) => 0.8 - 0.5 * ink + 0.03 * grain())],
  ['specks', true, picture((ink, x, y) => 1 - Math.max(ink, +(x * y > 0.94 && x * y < 0.943)))],
  ['a desk beside the page', true, picture((ink, x) => (x < 0.08 ? 0.1 : 0.9 - 0.7 * ink))],
  ['a thin pen', true, picture((ink) => 1 - ink, 3)],
];

describe('the writing is found, and looks as if it had been drawn', () => {
  for (const [name, isDark, grey] of PICTURES) {
    test(name, () => {
      assert.equal(findWriting(grey).isDark, isDark);
      const alike = likeness(seen(grey), EXPECTED);
      assert.ok(alike > 0.9, `expected more than 0.9 alike, found ${alike}`);
    });
  }
});

describe('a picture without writing is refused', () => {
  for (const brightness of [0, 0.05, 0.5, 1]) {
    for (const strength of [0, 0.005, 0.05]) {
      test(`brightness ${brightness}, grain ${strength}`, () => {
        const empty = picture(() => brightness + strength * grain());
        assert.throws(() => findWriting(empty), PictureError);
      });
    }
  }
});

test('grain that hangs together is no writing', () => {
  for (const strength of [0.1, 0.15, 0.2]) {
    const empty = picture(() => 0.5 + strength * grain());
    assert.throws(() => findWriting(empty), PictureError, `grain ${strength}`);
  }
});

test('a digit that was cut out without any margin is found', () => {
  const loose = picture((ink) => ink);
  const inked = [...loose.values.keys()].filter((at) => loose.values[at] > 0.5);
  const [columns, rows] = [inked.map((at) => at % WIDTH), inked.map((at) => Math.floor(at / WIDTH))];
  const [left, top] = [Math.min(...columns), Math.min(...rows)];
  const [width, height] = [Math.max(...columns) - left + 1, Math.max(...rows) - top + 1];
  const values = Float32Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [left + (at % width), top + Math.floor(at / width)];
    return 1 - loose.values[y * WIDTH + x];
  });
  const tight = { values, width, height };
  assert.ok(likeness(seen(tight), EXPECTED) > 0.9);
});

test('the threshold parts two heaps in their middle', () => {
  const { threshold, separability } = split(Float32Array.from([0.1, 0.1, 0.1, 0.9, 0.9]));
  assert.ok(Math.abs(threshold - 0.5) < 0.01, String(threshold));
  assert.ok(separability > 0.999);
});

test('contrast is against the paper at the same place', () => {
  const { contrast, isDark } = contrastOf(picture((ink, x) => (0.9 - 0.6 * x) * (1 - 0.5 * ink)));
  assert.equal(isDark, true);
  const most = contrast.reduce((high, value) => Math.max(high, value), 0);
  assert.ok(Math.abs(most - 0.5) < 0.05, String(most));
});

test('the width of a pen is measured, and a thin one is made usual', () => {
  const line = { values: new Float32Array(60 * 100), width: 60, height: 100 };
  for (let y = 0; y < 100; y += 1) line.values.fill(1, y * 60 + 28, y * 60 + 31);
  const thin = penWidth(line);
  assert.ok(thin > 2.5 && thin < 5, String(thin));
  const thick = thickened(line);
  const share = penWidth(thick) / Math.max(thick.width, thick.height);
  assert.ok(share > 0.08 && share < 0.16, String(share));
  assert.equal(thickened(thick), thick);
});

test('what can be seen through lies on paper that it can be seen on', () => {
  const black = greyOf({ data: [0, 0, 0, 255, 0, 0, 0, 0], width: 2, height: 1 });
  assert.deepEqual([...black.values], [0, 1]);
  const white = greyOf({ data: [255, 255, 255, 255, 255, 255, 255, 0], width: 2, height: 1 });
  assert.deepEqual([...white.values.map(Math.round)], [1, 0]);
});
