/**
 * The style sheets of the demo, each on the page once, whatever the number of demos.
 */

/** @type {WeakMap<Element, Promise<void>>} those that were asked for */
const asked = new WeakMap();

/**
 * @param {string} name of a file beside this one
 * @returns {Promise<void>} once it is there, or cannot be had
 */
export function loadStyle(name) {
  const { href } = new URL(name, import.meta.url);
  const known = document.querySelector(`link[href="${href}"]`);
  if (known !== null) return asked.get(known) ?? Promise.resolve();
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = href;
  /** @type {Promise<void>} */
  const loaded = new Promise((resolve) => {
    link.onload = link.onerror = () => resolve();
  });
  asked.set(link, loaded);
  document.head.append(link);
  return loaded;
}
