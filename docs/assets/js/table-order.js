/** In which order the rows of a table come by what stands in one column. No DOM. */

/** @typedef {'ascending' | 'descending'} Direction */
/** @typedef {number | string | null} Value what a cell is sorted by; null where it says nothing */

const TEXT = new Intl.Collator('en', { numeric: true });

const NOTHING = new Set(['', '–', '-']);
const CLOCK = /^(\d+):([0-5]\d)(?::([0-5]\d))?$/;
// Followed by a unit, an interval or nothing: neither a date nor the key of a run is a number.
const NUMBER = /^±?\s*([-−+]?\s*\d[\d,]*(?:\.\d+)?),?(?=$|\s|[%–±])/;

/**
 * @param {Value[]} values of the column, row by row
 * @param {Direction} direction
 * @returns {number[]} the places of the rows, in their new order; those that say nothing come last
 */
export function order(values, direction) {
  const sign = direction === 'ascending' ? 1 : -1;
  return values
    .map((value, place) => ({ value, place }))
    .sort((one, other) => {
      if (one.value === null || other.value === null) {
        return Number(one.value === null) - Number(other.value === null);
      }
      return sign * compared(one.value, other.value);
    })
    .map(({ place }) => place);
}

/**
 * @param {string} text of a cell
 * @returns {Value} a number by its value, whatever stands behind it; a time in seconds
 */
export function valueOf(text) {
  const plain = text.replace(/\s+/g, ' ').trim();
  if (NOTHING.has(plain)) return null;
  const clock = CLOCK.exec(plain);
  if (clock) return clock.slice(1).reduce((sum, part) => (part ? 60 * sum + Number(part) : sum), 0);
  const number = NUMBER.exec(plain);
  return number ? Number(number[1].replace(/[,\s]/g, '').replace('−', '-')) : plain;
}

/**
 * @param {number | string} one
 * @param {number | string} other
 */
function compared(one, other) {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  if (typeof one !== typeof other) return typeof one === 'number' ? -1 : 1;
  return TEXT.compare(String(one), String(other));
}
