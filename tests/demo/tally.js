import { appendFileSync } from 'node:fs';

/** LONG=1 takes its time. @param {number} short @param {number} long */
export const cases = (short, long) => (process.env.LONG ? long : short);

/**
 * What a test tried, for the artefact that `make trust` writes; see tests/trust/conftest.py.
 * @param {string} name
 * @param {number} tried
 * @param {number} read how many of them had a value
 */
export function tally(name, tried, read) {
  const target = process.env.TRUST_TALLY;
  if (!target) return;
  const outcomes = { read, refused: tried - read };
  const seconds = Math.round(performance.now() / 100) / 10;
  const line = { part: 'parsers', name, tried, outcomes, seconds };
  appendFileSync(target, `${JSON.stringify(line)}\n`);
}
