/**
 * What a network's probabilities say: a digit, two that it may be, or that it is none. The
 * arithmetic of `mnist/abstention.py`, tested on one fixture with it. No DOM, no TensorFlow.js.
 */

/** @typedef {import('./card.js').Thresholds} Thresholds */

/**
 * @typedef {object} Verdict
 * @property {'digit' | 'unsure' | 'not-a-digit'} state
 * @property {string | null} value the digit, in state `digit`
 * @property {number} confidence the probability of the digit, of the first candidate, or of
 *   there being none
 * @property {[string, string]} [candidates] the two most probable digits, in state `unsure`
 */

/**
 * A reading.
 * @typedef {object} Result
 * @property {'loading' | 'blank' | 'several' | Verdict['state']} state
 * @property {string | null} value what was read, in states `digit` and `several`
 * @property {number | null} confidence see `Verdict`; of a number, see `numberOf` in number.js
 * @property {[string, string]} [candidates] see `Verdict`; of a number, two numbers
 * @property {number[] | null} probabilities of each class, as the network gave them; of a number,
 *   those of the digit drawn last
 * @property {import('./number.js').DigitReading[]} [digits] from left to right, where more than
 *   one was drawn
 * @property {number} milliseconds that preprocessing and network took
 */

/**
 * What reading needs of a network.
 * @typedef {object} Reader
 * @property {{ classes: readonly string[], reading?: Thresholds | null }} card
 * @property {(image: Float32Array) => ArrayLike<number>} predict
 */

/** The first classes of every network; one that knows what is no digit has another. */
export const DIGITS = Array.from('0123456789');
export const NOT_A_DIGIT = DIGITS.length;

/** @type {Omit<Result, 'state'>} */
export const NOTHING_READ = {
  value: null,
  confidence: null,
  probabilities: null,
  milliseconds: 0,
};

/**
 * @param {Float32Array} image as the network takes it
 * @param {Reader} model
 * @param {number} start when preprocessing began, in `performance.now()`'s milliseconds
 * @returns {Result}
 */
export function readImage(image, model, start) {
  const took = () => performance.now() - start;
  if (!image.some((value) => value > 0)) {
    return { ...NOTHING_READ, state: 'blank', milliseconds: took() };
  }
  const probabilities = Array.from(model.predict(image));
  const verdict = judge(probabilities, model.card.reading);
  return { ...verdict, probabilities, milliseconds: took() };
}

/**
 * @param {readonly number[]} probabilities of the ten digits and, where the network knows it,
 *   of its being none
 * @param {Thresholds | null} [thresholds] without them there is always a digit
 * @returns {Verdict}
 */
export function judge(probabilities, thresholds) {
  const [first, second] = mostProbable(probabilities);
  const [confidence, none = -1] = [probabilities[first], probabilities[NOT_A_DIGIT]];
  if (thresholds && none >= thresholds.not_a_digit) {
    return { state: 'not-a-digit', value: null, confidence: none };
  }
  if (thresholds && confidence < thresholds.unsure) {
    const candidates = /** @type {[string, string]} */ ([DIGITS[first], DIGITS[second]]);
    return { state: 'unsure', value: null, confidence, candidates };
  }
  return { state: 'digit', value: DIGITS[first], confidence };
}

/**
 * The digits, most probable first; of two that are equally probable, the smaller one.
 * @param {readonly number[]} probabilities
 */
function mostProbable(probabilities) {
  return DIGITS.map((_, digit) => digit).sort((a, b) => probabilities[b] - probabilities[a]);
}
