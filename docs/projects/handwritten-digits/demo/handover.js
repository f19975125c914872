/**
 * Drawings of demos whose place another element takes. Material's instant navigation puts a page's
 * own content in anew when a link to it is followed, such as its own in the navigation; nobody's
 * drawing should be gone for that.
 */

/** @typedef {import('./strokes.js').Stroke} Stroke */

/** @type {{ path: string, strokes: readonly Stroke[] }[]} in the order of the demos on the page */
let left = [];

/**
 * @param {string} path of the page that the demo was on
 * @param {readonly Stroke[]} strokes
 */
export function leave(path, strokes) {
  if (path === location.pathname) left.push({ path, strokes });
  else left = []; // the visitor went to another page
}

/** @returns {readonly Stroke[]} what a demo on this page has left; it is given once */
export function take() {
  const found = left.shift();
  return found?.path === location.pathname ? found.strokes : [];
}
