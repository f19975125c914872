/**
 * Whether someone is at the page: whoever opens it and looks at nothing else needs no network.
 */

const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'scroll', 'touchstart', 'wheel'];

/** When someone has done anything at all, anywhere on the page. */
export const someone = new Promise((resolve) => {
  for (const sign of SIGNS) {
    addEventListener(sign, resolve, { capture: true, once: true, passive: true });
  }
});
