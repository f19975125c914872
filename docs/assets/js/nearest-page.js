/** Which pages have an address like a given one. */

/**
 * @typedef {object} Place
 * @property {string} url whole, from the root of the host
 * @property {string} title
 */

const MOST = 3;
/** Of all pairs of letters that two names have, the share that is in both. */
const ALIKE = 0.6;

/**
 * The pages whose name, the last part of the address, is most like that of a path; best first.
 *
 * @param {string} path
 * @param {Place[]} places
 * @returns {Place[]}
 */
export function nearest(path, places) {
  const name = nameOf(path);
  return places
    .map((place) => ({ place, likeness: likeness(name, nameOf(place.url)) }))
    .filter(({ likeness }) => likeness >= ALIKE)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST)
    .map(({ place }) => place);
}

/** @param {string} path */
function nameOf(path) {
  const parts = path.split('/').filter((part) => part && !/^index\.\w+$/.test(part));
  return (parts.at(-1) ?? '').replace(/\.\w+$/, '').toLowerCase();
}

/**
 * Dice's coefficient of the pairs of letters that follow one another: 0 none in common, 1 all.
 *
 * @param {string} one
 * @param {string} other
 */
function likeness(one, other) {
  const ours = pairs(one);
  const theirs = pairs(other);
  const all = ours.length + theirs.length;
  const common = ours.filter((pair) => {
    const at = theirs.indexOf(pair);
    if (at >= 0) theirs.splice(at, 1);
    return at >= 0;
  });
  return all ? (2 * common.length) / all : 0;
}

/** @param {string} text */
function pairs(text) {
  return [...text].slice(1).map((letter, index) => text[index] + letter);
}
