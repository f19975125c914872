/**
 * What was read, in words: to be shown large, to be shown below, and to be heard.
 */
import { DIGITS } from './reading.js';

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
export function wordsOf({ state, value, confidence, candidates, probabilities }) {
  const sure = sureness(confidence ?? 0);
  switch (state) {
    case 'loading':
      return plain('Loading the network\u2026');
    case 'blank':
      return plain('Nothing drawn yet');
    case 'digit':
      return { headline: value ?? '', summary: sure, heard: `Read as ${value}, ${sure}` };
    case 'not-a-digit':
      return { headline: 'Not a digit', summary: sure, heard: `Not a digit, ${sure}` };
    case 'unsure': {
      const headline = `${candidates?.join(' or ')}?`;
      const summary = (candidates ?? [])
        .map((digit) => `${percent(probabilities?.[DIGITS.indexOf(digit)] ?? 0)} for ${digit}`)
        .join(', ');
      return { headline, summary, heard: `Unsure: ${headline} ${summary}` };
    }
  }
}

/** @param {number} share */
export function percent(share) {
  return `${(share * 100).toFixed(1)}\u202f%`;
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
