/**
 * Whole numbers, from strokes to text, as the network reads them that the page begins with. It is
 * held to that as soon as the model card has it; NETWORK=baseline asks another one.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { loadModel } from '../../docs/projects/handwritten-digits/demo/model.js';
import { readDrawing } from '../../docs/projects/handwritten-digits/demo/number.js';
import { digitsOf, missing, numbersOf } from './pendigits.js';

const EXPERIMENT = process.env.NETWORK || 'demo';
const ARTEFACTS = '../../docs/projects/handwritten-digits/artefacts/model/';
const CARD = new URL(`${ARTEFACTS}model-card.json`, import.meta.url);
const LEAST_WHOLE = 0.95;

const names = Object.keys(JSON.parse(await readFile(CARD, 'utf8')));
const absent = !names.includes(EXPERIMENT) && `the model card has no '${EXPERIMENT}', only ${names}`;

test('numbers that 15 people drew are read whole', { skip: missing || absent }, async () => {
  const model = await loadModel(CARD, EXPERIMENT, async (url) =>
    Uint8Array.from(await readFile(url)).buffer,
  );
  const numbers = numbersOf(digitsOf(16, 30), { count: 200, lengths: [2, 3], seed: 42 });
  const read = numbers.filter(
    ({ strokes, text }) => readDrawing(strokes, model, false).result.value === text,
  );
  console.log(`${read.length} of ${numbers.length} numbers are read whole by ${EXPERIMENT}`);
  assert.equal(numbers.length, 200);
  assert.ok(read.length >= LEAST_WHOLE * numbers.length);
});
