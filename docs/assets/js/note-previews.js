/**
 * Previews of notes: a link to a note shows the note's title and summary while it is pointed at
 * or has the keyboard's focus.
 *
 * The page brings the cards along, hidden, and `aria-describedby` says which belongs to a link.
 */

import { showCardsOf } from './hover-card.js';

showCardsOf((target) => {
  const link = target.closest('a[aria-describedby]:not(.made)');
  if (!(link instanceof HTMLAnchorElement)) return null;
  const summary = document.getElementById(link.getAttribute('aria-describedby') ?? '');
  const card = summary?.closest('.note-preview');
  return card instanceof HTMLElement ? { anchor: link, card } : null;
});
