/**
 * Previews of notes: a link to a note shows the note's title and summary while it is pointed at
 * or has the keyboard's focus.
 *
 * The page brings the cards along, hidden, and `aria-describedby` says which belongs to a link.
 * All is listened for at the document, so that it goes on after an instant navigation.
 */

/** How long a pointer rests on a link before its card comes, in milliseconds. */
const REST = 300;
/** How long a pointer may be on its way from the link to the card, in milliseconds. */
const WAY = 300;
/** Between a card and the edge of the window, in pixels. */
const MARGIN = 12;

/**
 * @typedef {object} Preview
 * @property {HTMLAnchorElement} link
 * @property {HTMLElement} card
 */

/** @type {Preview | null} */
let shown = null;
/**
 * What is about to be shown or hidden.
 * @type {ReturnType<typeof setTimeout> | undefined}
 */
let timer;

document.addEventListener('pointerover', (event) => {
  const entered = crossed(event);
  if (!entered) return;
  if (entered.link === shown?.link) {
    clearTimeout(timer);
  } else {
    later(() => show(entered, [event.clientX, event.clientY]), REST);
  }
});

document.addEventListener('pointerout', (event) => {
  if (crossed(event)) later(settle, WAY);
});

document.addEventListener('focusin', (event) => {
  const preview = previewOf(event.target);
  // A click or a tap follows the link; it is not a wish to read about it.
  if (preview?.link.matches(':focus-visible')) show(preview);
});

document.addEventListener('focusout', () => later(settle, 0));

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') hide();
});

// Or it would still be there on the way back.
window.addEventListener('pagehide', hide);

/**
 * @param {PointerEvent} event
 * @returns {Preview | null} that the pointer has come to or gone from, if it is one that hovers
 */
function crossed({ pointerType, target, relatedTarget }) {
  const preview = pointerType === 'touch' ? null : previewOf(target);
  const other = relatedTarget instanceof Node ? relatedTarget : null;
  return preview?.link.contains(other) || preview?.card.contains(other) ? null : preview;
}

/**
 * @param {EventTarget | null} target
 * @returns {Preview | null} of the link or the card that it belongs to
 */
function previewOf(target) {
  if (!(target instanceof Element)) return null;
  if (shown?.card.contains(target)) return shown;
  const link = target.closest('a[aria-describedby]');
  if (!(link instanceof HTMLAnchorElement)) return null;
  const summary = document.getElementById(link.getAttribute('aria-describedby') ?? '');
  const card = summary?.closest('.note-preview');
  return card instanceof HTMLElement ? { link, card } : null;
}

/**
 * @param {() => void} change
 * @param {number} wait in milliseconds
 */
function later(change, wait) {
  clearTimeout(timer);
  timer = setTimeout(change, wait);
}

/**
 * @param {Preview} preview
 * @param {[number, number]} [point] where the pointer is, in the window
 */
function show(preview, point) {
  hide();
  // The page may be another one by now.
  if (!preview.link.isConnected) return;
  preview.card.hidden = false;
  place(preview, point);
  shown = preview;
}

function hide() {
  clearTimeout(timer);
  if (shown) shown.card.hidden = true;
  shown = null;
}

/** Hide the card once neither it nor its link is of interest any more. */
function settle() {
  const { link, card } = shown ?? {};
  if (!link?.matches(':hover, :focus-visible') && !card?.matches(':hover')) hide();
}

/**
 * Below the line of the link, or above it where there is no room or the link goes on in the next
 * line; never past the sides of the window.
 *
 * @param {Preview} preview
 * @param {[number, number]} [point] where the pointer is
 */
function place({ link, card }, point) {
  const lines = [...link.getClientRects()];
  const line = lines.find((box) => point && isIn(box, point)) ?? lines[0];
  const { width, height } = card.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const ceiling = document.querySelector('header')?.getBoundingClientRect().bottom ?? 0;
  const hasRoomAbove = line.top - height >= ceiling;
  const isBetterAbove = line !== lines.at(-1) || line.bottom + height > clientHeight;
  const top = hasRoomAbove && isBetterAbove ? line.top - height : line.bottom;
  const left = Math.max(MARGIN, Math.min(line.left, clientWidth - width - MARGIN));
  const origin = card.offsetParent?.getBoundingClientRect() ?? new DOMRect();
  card.style.left = `${left - origin.left}px`;
  card.style.top = `${top - origin.top}px`;
}

/**
 * @param {DOMRect} box
 * @param {[number, number]} point
 */
function isIn(box, [x, y]) {
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
}
