import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  evidenceCaption,
  mapsCaption,
  stepCaptions,
  worthCaption,
} from '../../docs/projects/handwritten-digits/demo/captions.js';
import { Drawing } from '../../docs/projects/handwritten-digits/demo/drawing.js';
import { percent } from '../../docs/projects/handwritten-digits/demo/words.js';
import { fixture } from './fixture.js';

const { config } = fixture;

describe('steps are told with the numbers of the drawing', () => {
  test('a small one at the left, heavier below', () => {
    const drawing = new Drawing([[[0.1, 0.1], [0.1, 0.35], [0.2, 0.35]]], null, config);
    const [drawn, fitted, centred] = stepCaptions(drawing);
    // A quarter of 28 pixels, and the pen; the box without the pen is 17.5.
    assert.match(drawn, /28\s×\s28 pixels\. The longest side .* 9\.5 of them/);
    assert.match(fitted, /^Scaled by 2\.50, .* 20 pixels/);
    const [right, up] = drawing.steps.shift.map((move) => Math.abs(move).toFixed(1));
    assert.ok(centred.startsWith(`Shifted by ${right} right and ${up} up, in pixels`), centred);
  });

  test('a picture twice as large as the image', () => {
    const picture = new Float64Array(56 * 56);
    for (let row = 10; row < 38; row += 1) picture.fill(1, row * 56 + 20, row * 56 + 24);
    const [drawn, fitted] = stepCaptions(new Drawing([], { size: 56, image: picture }, config));
    assert.match(drawn, / 14\.0 of them/); // 28 pixels of 56
    assert.match(fitted, /^Scaled by 1\.43,/); // 20 of 14
  });

  test('a dot, which has no size', () => {
    const [drawn, fitted, centred] = stepCaptions(new Drawing([[[0.5, 0.5]]], null, config));
    assert.doesNotMatch(drawn, /longest side/);
    assert.match(fitted, /no size/);
    assert.match(centred, /^Not shifted/);
  });
});

describe('the evidence in words', () => {
  const classes = [...'0123456789', 'not a digit'];
  const at = /** @type {[number, number]} */ ([1, 1]);
  const without = [0, 0, 0, 0, 0.625, 0, 0, 0, 0, 0.125, 0.25];
  const evidence = {
    ...{ chosen: 9, probability: 0.875, map: new Float32Array() },
    strongest: { at, drop: 0.75, place: 'upper left', probabilities: without },
    weakest: { at, drop: 0, place: 'lower middle', probabilities: without },
  };

  test('what counts most, and what the answer would be without it', () => {
    const text = evidenceCaption(evidence, classes);
    assert.match(text, /strongest evidence for 9 lies in the upper left/);
    assert.ok(text.includes(`from ${percent(0.875)} to ${percent(0.125)}, and 4 would be`), text);
    assert.doesNotMatch(text, /against/);
  });

  test('a part without which it would be more probable speaks against it', () => {
    const probabilities = [...Array(9).fill(0), 0.9375];
    const weakest = { at, drop: -0.0625, place: 'lower middle', probabilities };
    const text = evidenceCaption({ ...evidence, weakest }, classes);
    assert.match(text, /lies in the upper left.* The lower middle speaks against it/);
    assert.ok(text.endsWith(`it would be ${percent(0.9375)}.`), text);
  });

  test('an answer that would stay is said to stay', () => {
    const strongest = { ...evidence.strongest, probabilities: [...Array(9).fill(0.01), 0.9] };
    assert.match(evidenceCaption({ ...evidence, strongest }, classes), /it would still be/);
  });

  test('where no part matters, none is named', () => {
    const strongest = { ...evidence.strongest, drop: 0.004 };
    const text = evidenceCaption({ ...evidence, strongest }, classes);
    assert.match(text, /No part decides alone/);
    assert.doesNotMatch(text, /upper left/);
  });

  test('an answer of several words is quoted', () => {
    assert.match(evidenceCaption({ ...evidence, chosen: 10 }, classes), /for “not a digit” lies/);
  });
});

describe('what the steps are worth', () => {
  const digit = (/** @type {string} */ value) =>
    /** @type {const} */ ({ state: 'digit', value, confidence: 0.9, probabilities: null, milliseconds: 1 });

  test('two answers are told from one', () => {
    assert.match(worthCaption(digit('4'), digit('9')), /make the difference/);
    assert.match(worthCaption(digit('4'), digit('4')), /Both read alike/);
  });

  test('nothing is compared before something is drawn', () => {
    const blank = { ...digit('4'), state: /** @type {const} */ ('blank'), value: null };
    assert.match(worthCaption(blank, blank), /^Draw a digit/);
  });
});

test('maps are counted and measured', () => {
  const maps = { rows: 11, columns: 12, count: 64, view: 8, values: new Float32Array() };
  assert.match(mapsCaption(maps, 1, 32), /^Convolution 2: the first 32 of 64 maps, 11\s×\s12 .*8\s×\s8/);
  assert.match(mapsCaption({ ...maps, count: 12 }, 0, 12), /^Convolution 1: 12 maps/);
});
