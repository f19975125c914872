/**
 * Fetches modules in such a way that one that could not be had can be tried again.
 */

/** @type {Map<string, number>} how often a module could not be had, by its address */
const failures = new Map();

/**
 * Until 2026 the standard had browsers remember that a module could not be had, for as long as the
 * page is open (https://github.com/whatwg/html/pull/10327). By an address that says which try it
 * is, it is asked for anew.
 * @param {URL} url
 * @returns {Promise<any>} the module; whoever asks knows its type
 */
export async function importModule(url) {
  const failed = failures.get(url.href) ?? 0;
  const asked = new URL(url);
  if (failed > 0) asked.searchParams.set('again', String(failed));
  try {
    return await import(asked.href);
  } catch {
    failures.set(url.href, failed + 1);
    const name = url.pathname.slice(url.pathname.lastIndexOf('/') + 1);
    throw new Error(`${name} could not be loaded: is the connection up?`);
  }
}
