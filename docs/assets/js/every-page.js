/** The theme's way of saying that a page is there, the first one or one after it. */

/**
 * @typedef {object} Pages
 * @property {(called: () => void) => void} subscribe
 */

/** @param {() => void} called once a page, also where it comes without a reload */
export function onEveryPage(called) {
  const pages = /** @type {{ document$?: Pages }} */ (/** @type {unknown} */ (window)).document$;
  if (pages) pages.subscribe(called);
  else called();
}
