/** Blocks of code: the theme gives each a landmark for one button, and those have no names. */

import { onEveryPage } from './every-page.js';

onEveryPage(() => {
  for (const bar of document.querySelectorAll('.md-code__nav')) bar.setAttribute('role', 'none');
});
