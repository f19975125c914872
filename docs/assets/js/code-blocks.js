/**
 * Blocks of code. The theme attends to one when it is first seen: it gives it a landmark for one
 * button, which has no name, and lets the keyboard reach it where it is wider than its frame,
 * which has to be so for one that nobody has seen, too.
 */

import { onEveryPage } from './every-page.js';
import { Sizes } from './sizes.js';

const sizes = new Sizes((code) => {
  if (code.scrollWidth > code.clientWidth) code.tabIndex = 0;
  else code.removeAttribute('tabindex');
});

const buttons = new MutationObserver(unname);

onEveryPage(() => {
  const blocks = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('pre > code'));
  sizes.watch(blocks);
  buttons.disconnect();
  for (const { parentElement } of blocks) {
    if (parentElement) buttons.observe(parentElement, { childList: true });
  }
  unname();
});

function unname() {
  for (const bar of document.querySelectorAll('.md-code__nav')) bar.setAttribute('role', 'none');
}
