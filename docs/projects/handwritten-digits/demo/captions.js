/**
 * What is to be said of the inside of a reading: of the steps to what the network sees, of the
 * evidence for what it reads, and of the maps that its convolutions make.
 */
import { percent, wordsOf } from './words.js';

/** @typedef {import('./drawing.js').Drawing} Drawing */
/** @typedef {import('./evidence.js').Evidence} Evidence */
/** @typedef {import('./reading.js').Result} Result */

/** A move or a drop below this is none, when rounded as it is shown. */
const NO_MOVE = 0.05;
/** Below a percentage point, hiding a part has changed nothing that is worth a word. */
export const WORTH_TELLING = 0.01;
/** With spaces that no line breaks at. */
const TIMES = '\u00a0\u00d7\u00a0';

/**
 * @param {Pick<Drawing, 'input' | 'enlargement' | 'longestSide' | 'steps'>} drawing
 * @returns {[string, string, string]} as drawn, fitted, centred
 */
export function stepCaptions({ input, enlargement, longestSide, steps }) {
  const { size, box } = input;
  const whole = `The whole canvas in ${size}${TIMES}${size} pixels`;
  const middle = 'so that its centre of mass lies in the middle';
  return [
    longestSide === null
      ? `${whole}.`
      : `${whole}. The longest side of the ink takes ${longestSide.toFixed(1)} of them.`,
    enlargement === null
      ? 'A dot has no size: there is nothing to scale.'
      : `Scaled by ${enlargement.toFixed(2)}, so that the longest side, pen included, takes ` +
        `${box} pixels.`,
    `${shiftInWords(steps.shift)}, ${middle}.`,
  ];
}

/**
 * What the steps are worth for this drawing.
 * @param {Result} prepared what is read after the steps
 * @param {Result} squashed what is read without them
 */
export function worthCaption(prepared, squashed) {
  if (prepared.state === 'blank') return 'Draw a digit to compare both readings.';
  const [with_, without] = [prepared, squashed].map((result) => wordsOf(result).headline);
  return with_ === without
    ? 'Both read alike. Draw it small, or in a corner, to see what the steps are worth.'
    : 'The steps make the difference: it is the same drawing, the same network.';
}

/** @param {readonly [number, number]} shift x and y, in pixels, y downward */
function shiftInWords([x, y]) {
  const parts = [];
  if (Math.abs(x) >= NO_MOVE) parts.push(`${Math.abs(x).toFixed(1)} ${x > 0 ? 'right' : 'left'}`);
  if (Math.abs(y) >= NO_MOVE) parts.push(`${Math.abs(y).toFixed(1)} ${y > 0 ? 'down' : 'up'}`);
  return parts.length === 0
    ? 'Not shifted: it was balanced already'
    : `Shifted by ${parts.join(' and ')}, in pixels`;
}

/**
 * The text that stands for the map of the evidence.
 * @param {Evidence} evidence
 * @param {readonly string[]} classes
 */
export function evidenceCaption({ chosen, probability, strongest, weakest }, classes) {
  const name = quoted(classes[chosen]);
  const sentences = [];
  if (strongest.drop < WORTH_TELLING) {
    sentences.push(
      `No part decides alone: whichever is hidden, the probability of ${name} drops by less ` +
        `than ${percent(WORTH_TELLING)}.`,
    );
  } else {
    sentences.push(
      `The strongest evidence for ${name} lies in the ${strongest.place}: with that hidden, its ` +
        `probability drops from ${percent(probability)} to ` +
        `${percent(strongest.probabilities[chosen])}, and ` +
        `${mostProbable(strongest.probabilities, chosen, classes)}.`,
    );
  }
  if (weakest.drop <= -WORTH_TELLING) {
    sentences.push(
      `The ${weakest.place} speaks against it: without that part, it would be ` +
        `${percent(weakest.probabilities[chosen])}.`,
    );
  }
  return sentences.join(' ');
}

/**
 * @param {readonly number[]} probabilities without a part
 * @param {number} chosen
 * @param {readonly string[]} classes
 */
function mostProbable(probabilities, chosen, classes) {
  const instead = probabilities.indexOf(Math.max(...probabilities));
  return instead === chosen
    ? 'it would still be the most probable answer'
    : `${quoted(classes[instead])} would be the most probable answer`;
}

/** The class as it stands in a sentence. @param {string} name */
function quoted(name) {
  return name.length > 1 ? `\u201c${name}\u201d` : name;
}

/**
 * @param {import('./model.js').Maps} maps
 * @param {number} at which convolution, from 0
 * @param {number} shown how many of the maps are shown
 */
export function mapsCaption({ rows, columns, count, view }, at, shown) {
  const which = shown < count ? `the first ${shown} of ${count} maps` : `${count} maps`;
  return (
    `Convolution ${at + 1}: ${which}, ${rows}${TIMES}${columns} points each. A point looks at ` +
    `${view}${TIMES}${view} pixels of what the network sees.`
  );
}
