/**
 * Figures: each opens large, with its caption below, and leads on to the next.
 *
 * The dialog is the browser's own: it keeps the focus, closes by Escape and by a phone's way back,
 * and leaves two fingers to zoom as on any page.
 */

import { onEveryPage } from './every-page.js';

const FIGURES = '.md-content figure.figure, .notebook .jp-RenderedImage';

const FRAME = `
  <div class="figure-view-bar">
    <p class="figure-view-place" aria-live="polite"></p>
    <button type="button" data-do="previous" aria-label="Previous figure"></button>
    <button type="button" data-do="next" aria-label="Next figure"></button>
    <button type="button" data-do="zoom" aria-label="Zoom" aria-pressed="false"></button>
    <button type="button" data-do="close" aria-label="Close"></button>
  </div>
  <div class="figure-view-picture" tabindex="-1" autofocus></div>
  <div class="figure-view-caption"></div>`;

/** @type {HTMLElement[]} */
let figures = [];
/** Place of the one that is shown large. */
let shown = 0;
/**
 * That one; on another page it is gone, and does not get the focus.
 * @type {HTMLElement | undefined}
 */
let seen;
/** @type {HTMLDialogElement | undefined} */
let view;

onEveryPage(() => {
  view?.close();
  figures = [...document.querySelectorAll(FIGURES)].map((each) => /** @type {HTMLElement} */ (each));
  figures.forEach(offer);
});

document.addEventListener('click', ({ target }) => {
  const opener = target instanceof Element ? target.closest('.figure-open') : null;
  const place = figures.findIndex((figure) => opener && figure.contains(opener));
  if (place >= 0) open(place);
});

/**
 * Lay a button over a figure's picture; it takes no room.
 *
 * @param {HTMLElement} figure
 * @param {number} place
 */
function offer(figure, place) {
  const picture = figure.querySelector('img');
  if (!picture || figure.querySelector('.figure-open')) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'figure-open';
  button.setAttribute('aria-label', `Enlarge figure ${place + 1} of ${figures.length}`);
  button.setAttribute('aria-haspopup', 'dialog');
  const width = picture.getAttribute('width');
  if (width) button.style.maxInlineSize = `${width}px`;
  figure.append(button);
}

/** @param {number} place */
function open(place) {
  view ??= makeView();
  show(place);
  view.showModal();
}

function makeView() {
  const made = document.createElement('dialog');
  made.className = 'figure-view md-typeset';
  made.setAttribute('aria-label', 'Figure');
  made.innerHTML = FRAME;
  made.addEventListener('click', onClick);
  made.addEventListener('keydown', onKey);
  made.addEventListener('close', () => openerOf(seen)?.focus());
  document.body.append(made);
  return made;
}

/** @param {HTMLElement | undefined} figure */
function openerOf(figure) {
  return /** @type {HTMLElement | null | undefined} */ (figure?.querySelector('.figure-open'));
}

/**
 * @param {number} place counted round: after the last comes the first
 */
function show(place) {
  shown = (place + figures.length) % figures.length;
  const figure = figures[shown];
  seen = figure;
  zoom(false);
  part('place').textContent = `Figure ${shown + 1} of ${figures.length}`;
  part('picture').replaceChildren(...[...figure.querySelectorAll('img')].map(copied));
  const caption = figure.querySelector('figcaption')?.cloneNode(true);
  if (caption instanceof Element) {
    // What has a name in the page keeps it there.
    for (const each of caption.querySelectorAll('[id]')) each.removeAttribute('id');
  }
  part('caption').replaceChildren(...(caption?.childNodes ?? []));
}

/**
 * @param {HTMLImageElement} picture
 * @returns {Node} the picture with its proportions, from which its size is made
 */
function copied(picture) {
  const copy = /** @type {HTMLImageElement} */ (picture.cloneNode());
  const width = Number(picture.getAttribute('width')) || picture.naturalWidth;
  const height = Number(picture.getAttribute('height')) || picture.naturalHeight;
  copy.style.setProperty('--ratio', String(width / height));
  copy.style.setProperty('--width', `${width}px`);
  return copy;
}

/** @param {string} name */
function part(name) {
  return /** @type {HTMLElement} */ (view?.querySelector(`.figure-view-${name}`));
}

/** @param {MouseEvent} event */
function onClick(event) {
  const target = /** @type {Element} */ (event.target);
  if (target instanceof HTMLImageElement) zoom(!isZoomed(), event);
  // What lies around picture and caption is outside of them.
  else if (target.matches('dialog, .figure-view-picture, .figure-view-bar')) view?.close();
  else if (target.closest('a')) view?.close();
  else act(/** @type {HTMLElement | null} */ (target.closest('[data-do]'))?.dataset.do);
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const actions = { ArrowLeft: 'previous', ArrowRight: 'next', '+': 'larger', '-': 'smaller' };
  const action = /** @type {Record<string, string>} */ (actions)[event.key];
  const isScrolled = isZoomed() && event.key.startsWith('Arrow');
  if (!action || isScrolled || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  act(action);
}

/** @param {string | undefined} action */
function act(action) {
  if (action === 'previous') show(shown - 1);
  if (action === 'next') show(shown + 1);
  if (action === 'zoom') zoom(!isZoomed());
  if (action === 'larger' || action === 'smaller') zoom(action === 'larger');
  if (action === 'close') view?.close();
}

function isZoomed() {
  return part('picture').hasAttribute('data-zoomed');
}

/**
 * @param {boolean} wanted
 * @param {MouseEvent} [event] where to look; the middle if it is not said
 */
function zoom(wanted, event) {
  const picture = part('picture');
  const image = event?.target instanceof Element ? event.target : picture;
  const box = image.getBoundingClientRect();
  const across = event ? (event.clientX - box.left) / box.width : 0.5;
  const down = event ? (event.clientY - box.top) / box.height : 0.5;
  picture.toggleAttribute('data-zoomed', wanted);
  view?.querySelector('[data-do="zoom"]')?.setAttribute('aria-pressed', String(wanted));
  if (!wanted) return;
  picture.scrollTo({
    left: across * picture.scrollWidth - picture.clientWidth / 2,
    top: down * picture.scrollHeight - picture.clientHeight / 2,
    behavior: 'instant',
  });
  picture.focus({ preventScroll: true });
}
