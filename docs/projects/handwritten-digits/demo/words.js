/**
 * What was read, in words: to be shown large, to be shown below, and to be heard.
 */
import { DIGITS } from './reading.js';

/** @typedef {import('./number.js').DigitReading} DigitReading */
/** @typedef {import('./reading.js').Result} Result */

/**
 * @typedef {object} Words
 * @property {string} headline
 * @property {string} summary
 * @property {string} heard both at once, for those who listen rather than look
 */

export const NOTHING = '\u2013';
/** Softmax is never certain, though its rounded percentage may say so. */
const MOST_SHOWN = 0.999;

/** @param {Result} result @returns {Words} */
export function wordsOf(result) {
  const { state, value, confidence, candidates, probabilities, digits } = result;
  if (digits !== undefined && state !== 'several') return wordsOfDoubt(result, digits);
  const sure = sureness(confidence ?? 0);
  switch (state) {
    case 'loading':
      return plain('Loading the network\u2026');
    case 'blank':
      return plain('Nothing drawn yet');
    case 'digit':
      return { headline: value ?? '', summary: sure, heard: `Read as ${value}, ${sure}` };
    case 'several': {
      const each = `${atLeast(confidence ?? 0)} of each digit`;
      return { headline: value ?? '', summary: each, heard: `Read as ${value}, ${each}` };
    }
    case 'not-a-digit':
      return { headline: 'Not a digit', summary: sure, heard: `Not a digit, ${sure}` };
    case 'unsure': {
      const headline = `${candidates?.join(' or ')}?`;
      const summary = shares(candidates, probabilities);
      return { headline, summary, heard: `Unsure: ${headline} ${summary}` };
    }
  }
}

/** @param {number} share */
export function percent(share) {
  return `${(share * 100).toFixed(1)}\u202f%`;
}

/** One of a table of such. @param {number} share */
export function boundedPercent(share) {
  return share > MOST_SHOWN ? `>\u202f${percent(MOST_SHOWN)}` : percent(share);
}

/**
 * Of a number that is not read whole, what is in the way.
 * @param {Result} result
 * @param {readonly DigitReading[]} digits
 * @returns {Words}
 */
function wordsOfDoubt({ state, confidence, candidates }, digits) {
  const at = digits.findIndex((digit) => digit.state === state && digit.confidence === confidence);
  const { candidates: either, probabilities } = digits[at];
  const which = `place ${at + 1} of ${digits.length}`;
  if (state === 'not-a-digit') {
    const summary = `${which} is no digit, ${sureness(confidence ?? 0)}`;
    return { headline: 'Not a number', summary, heard: `Not a number: ${summary}` };
  }
  const headline = `${candidates?.join(' or ')}?`;
  const summary = `${which}: ${shares(either, probabilities)}`;
  return { headline, summary, heard: `Unsure: ${headline} ${summary}` };
}

/**
 * @param {[string, string] | undefined} candidates
 * @param {readonly number[] | null} probabilities
 */
function shares(candidates, probabilities) {
  return (candidates ?? [])
    .map((digit) => `${percent(probabilities?.[DIGITS.indexOf(digit)] ?? 0)} for ${digit}`)
    .join(', ');
}

/** @param {string} text */
function plain(text) {
  return { headline: NOTHING, summary: text, heard: text };
}

/** @param {number} confidence */
function sureness(confidence) {
  return confidence > MOST_SHOWN
    ? `more than ${percent(MOST_SHOWN)} sure`
    : `${percent(confidence)} sure`;
}

/** Of the least confidence of several. @param {number} confidence */
function atLeast(confidence) {
  return confidence > MOST_SHOWN ? sureness(confidence) : `at least ${sureness(confidence)}`;
}
