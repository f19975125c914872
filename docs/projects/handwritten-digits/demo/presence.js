/**
 * Whether anybody is there: a page is also opened by programs, and in windows that nobody comes to
 * look at. For those nothing has to be fetched.
 */

const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'scroll', 'wheel'];

/** @type {Promise<void> | null} */
let coming = null;

/** @returns {Promise<void>} resolved once somebody has moved, touched, scrolled or typed */
export function somebody() {
  coming ??= navigator.userActivation?.hasBeenActive ? Promise.resolve() : signOfLife();
  return coming;
}

/** @returns {Promise<void>} */
function signOfLife() {
  const listening = new AbortController();
  const { signal } = listening;
  return new Promise((resolve) => {
    const heard = () => {
      listening.abort();
      resolve();
    };
    for (const sign of SIGNS) addEventListener(sign, heard, { capture: true, passive: true, signal });
  });
}
