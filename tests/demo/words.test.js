import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NOTHING_READ } from '../../docs/projects/handwritten-digits/demo/reading.js';
import { boundedPercent, percent, wordsOf } from '../../docs/projects/handwritten-digits/demo/words.js';

/** @typedef {import('../../docs/projects/handwritten-digits/demo/reading.js').Result} Result */

/** @param {Partial<Result> & Pick<Result, 'state'>} result */
const words = (result) => wordsOf({ ...NOTHING_READ, ...result });

test('a digit is named with how sure it is', () => {
  assert.deepEqual(words({ state: 'digit', value: '7', confidence: 0.8125 }), {
    headline: '7',
    summary: `${percent(0.8125)} sure`,
    heard: `Read as 7, ${percent(0.8125)} sure`,
  });
});

test('no answer is called certain', () => {
  const { summary } = words({ state: 'digit', value: '7', confidence: 0.99999 });
  assert.equal(summary, `more than ${percent(0.999)} sure`);
  assert.equal(boundedPercent(0.99999), `>\u202f${percent(0.999)}`);
});

test('below that a probability is what it is', () => {
  for (const share of [0, 0.5, 0.999]) assert.equal(boundedPercent(share), percent(share));
});

test('two candidates are asked about, each with its own probability', () => {
  const probabilities = [0, 0, 0, 0, 0.375, 0, 0, 0, 0.125, 0.5];
  const { headline, summary, heard } = words({
    ...{ state: 'unsure', confidence: 0.5, probabilities, candidates: ['9', '4'] },
  });
  assert.equal(headline, '9 or 4?');
  assert.equal(summary, `${percent(0.5)} for 9, ${percent(0.375)} for 4`);
  assert.equal(heard, `Unsure: ${headline} ${summary}`);
});

test('what is no digit is called so', () => {
  const { headline, heard } = words({ state: 'not-a-digit', confidence: 0.75 });
  assert.equal(headline, 'Not a digit');
  assert.equal(heard, `Not a digit, ${percent(0.75)} sure`);
});

test('where nothing is read, nothing is claimed', () => {
  for (const state of /** @type {const} */ (['loading', 'blank'])) {
    const { headline, summary, heard } = words({ state });
    assert.equal(headline, '\u2013');
    assert.equal(summary, heard);
    assert.doesNotMatch(summary, /\d/);
  }
});
