/**
 * The style sheets of the demo, each on the page once, whatever the number of demos.
 */

/**
 * @param {string} name of a file beside this one
 * @returns {Promise<void>} once it is there, or cannot be had
 */
export function loadStyle(name) {
  const { href } = new URL(name, import.meta.url);
  if (document.querySelector(`link[href="${href}"]`) !== null) return Promise.resolve();
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = href;
  return new Promise((resolve) => {
    link.onload = link.onerror = () => resolve();
    document.head.append(link);
  });
}
