/**
 * Cards that come up while something of the page is pointed at or has the keyboard's focus.
 *
 * One is shown at a time. All is listened for at the document, so that it goes on after an instant
 * navigation.
 */

/** How long a pointer rests before a card comes, in milliseconds. */
const REST = 300;
/** How long a pointer may be on its way to the card, in milliseconds. */
const WAY = 300;
/** Between a card and the edge of the window, in pixels. */
const MARGIN = 12;

/**
 * @typedef {object} Preview
 * @property {HTMLElement} anchor what the card belongs to
 * @property {HTMLElement} card
 * @property {() => void} [prepare] called before the card is shown
 */

/**
 * Finds what an element of the page, or one around it, has a card for.
 * @typedef {(target: Element) => Preview | null} Finder
 */

/** @type {Finder[]} */
const finders = [];
/** @type {Preview | null} */
let shown = null;
/**
 * What is about to be shown or hidden.
 * @type {ReturnType<typeof setTimeout> | undefined}
 */
let timer;

/** @param {Finder} finder */
export function showCardsOf(finder) {
  finders.push(finder);
}

document.addEventListener('pointerover', (event) => {
  const entered = crossed(event);
  if (!entered) return;
  if (entered.anchor === shown?.anchor) {
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
  if (preview?.anchor.matches(':focus-visible')) show(preview);
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
  return preview?.anchor.contains(other) || preview?.card.contains(other) ? null : preview;
}

/**
 * @param {EventTarget | null} target
 * @returns {Preview | null} of the anchor or the card that it belongs to
 */
function previewOf(target) {
  if (!(target instanceof Element)) return null;
  if (shown?.card.contains(target)) return shown;
  for (const find of finders) {
    const preview = find(target);
    if (preview) return preview;
  }
  return null;
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
export function show(preview, point) {
  hide();
  // The page may be another one by now.
  if (!preview.anchor.isConnected) return;
  preview.prepare?.();
  preview.card.hidden = false;
  place(preview, point);
  shown = preview;
}

export function hide() {
  clearTimeout(timer);
  if (shown) shown.card.hidden = true;
  shown = null;
}

/**
 * @param {Node} target
 * @returns {boolean} whether it is in what is shown, or in what that belongs to
 */
export function isShownAt(target) {
  return Boolean(shown?.card.contains(target) || shown?.anchor.contains(target));
}

/** Hide the card once neither it nor its anchor is of interest any more. */
function settle() {
  const { anchor, card } = shown ?? {};
  const isWithin = card?.matches(':hover, :focus-within');
  if (!anchor?.matches(':hover, :focus-visible') && !isWithin) hide();
}

/**
 * Below the line of the anchor, or above it where there is no room or the anchor goes on in the
 * next line; never past the sides of the window.
 *
 * @param {Preview} preview
 * @param {[number, number]} [point] where the pointer is
 */
function place({ anchor, card }, point) {
  const lines = [...anchor.getClientRects()];
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
