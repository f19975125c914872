/**
 * How a number was made: a measured number shows its artefact, its field and its run while it is
 * pointed at, when it is tapped, and when it has the keyboard's focus.
 *
 * Headline numbers, captions and computed paragraphs are links to their runs, and so in the order
 * of the keyboard. The hundreds of numbers in the text are not: a button before the heading, there
 * for the keyboard, puts them in and takes them out again.
 */

import { hide, isShownAt, show, showCardsOf } from './hover-card.js';

const NO_RUN = '-';

showCardsOf(previewOf);

document.addEventListener('click', (event) => {
  const { target } = event;
  if (!(target instanceof Element)) return;
  const step = target.closest('button.made-step');
  if (step instanceof HTMLButtonElement) {
    stepThrough(step);
    return;
  }
  const number = target.closest('data.measured');
  // One that is a link is followed.
  if (number instanceof HTMLElement && !number.closest('a')) {
    const preview = previewOf(number);
    if (preview) show(preview, [event.clientX, event.clientY]);
  } else if (!isShownAt(target)) {
    hide();
  }
});

document.addEventListener('keydown', ({ key, target }) => {
  if (key !== 'Enter' || !(target instanceof HTMLElement)) return;
  if (!target.matches('data.measured[role="link"]')) return;
  const [run] = runsOf(target);
  card(run)?.querySelector('a')?.click();
});

/**
 * @param {Element} target
 * @returns {import('./hover-card.js').Preview | null}
 */
function previewOf(target) {
  const anchor = target.closest('a.made, data.measured');
  if (!(anchor instanceof HTMLElement)) return null;
  const part = anchor.querySelector('data.measured') ?? anchor.closest('[data-artefact]');
  const cards = anchor.closest('article')?.querySelector('.made-cards');
  if (!(part instanceof HTMLElement) || !cards) return null;
  const shown = cardAfter(cards);
  return { anchor, card: shown, prepare: () => fill(shown, anchor, part) };
}

/**
 * @param {Element} cards
 * @returns {HTMLElement} the card that is shown, of the page that the cards belong to
 */
function cardAfter(cards) {
  const next = cards.nextElementSibling?.firstElementChild;
  if (next instanceof HTMLElement && next.matches('.made-preview')) return next;
  const place = element('div', { className: 'note-previews' });
  const shown = element('div', { className: 'note-preview made-preview', id: 'made-preview' });
  shown.hidden = true;
  place.append(shown);
  cards.after(place);
  return shown;
}

/**
 * @param {HTMLElement} shown
 * @param {HTMLElement} anchor
 * @param {HTMLElement} part that says where it comes from
 */
function fill(shown, anchor, part) {
  const inner = element('div');
  inner.append(origin(part));
  for (const run of new Set(runsOf(part))) {
    const told = card(run);
    if (told) inner.append(told.cloneNode(true));
  }
  shown.replaceChildren(inner);
  // It tells of this number, and of no other any more.
  const ids = `[aria-describedby="${shown.id}"]`;
  for (const other of document.querySelectorAll(ids)) other.removeAttribute('aria-describedby');
  anchor.setAttribute('aria-describedby', shown.id);
}

/**
 * @param {HTMLElement} part
 * @returns {HTMLElement} its value, how it was computed, and the artefacts with the fields
 */
function origin(part) {
  const list = element('dl');
  const files = words(part.dataset.artefact);
  const fields = words(part.dataset.field);
  const { formula } = part.dataset;
  if (part instanceof HTMLDataElement) list.append(...row('Value', part.value));
  if (formula) list.append(...row('Computed', formula));
  const seen = new Set();
  files.forEach((file, index) => {
    const name = formula && files.length > 1 ? String.fromCharCode(97 + index) : 'From';
    const link = element('a', { href: file, textContent: file.split('/').at(-1) ?? file });
    const text = fields[index] ? [link, ' ', element('code', { textContent: fields[index] })] : [link];
    if (!seen.has(file + fields[index])) list.append(...row(name, ...text));
    seen.add(file + fields[index]);
  });
  if (runsOf(part).every((run) => run === NO_RUN)) {
    list.append(...row('Run', 'none: it is what the draft of the report said'));
  }
  return list;
}

/**
 * @param {string} name
 * @param {...(string | Node)} text
 */
function row(name, ...text) {
  const told = element('dd');
  told.append(...text);
  return [element('dt', { textContent: name }), told];
}

/**
 * @param {string} run
 * @returns {Element | null} what the page says of it
 */
function card(run) {
  return document.querySelector(`.made-cards [data-card="${CSS.escape(run)}"]`);
}

/** @param {HTMLElement} part */
function runsOf(part) {
  return words(part.dataset.run);
}

/** @param {string | undefined} text */
function words(text) {
  return text?.split(' ') ?? [];
}

/**
 * Put the numbers of the text into the order of the keyboard and go to the first, or take them out.
 *
 * @param {HTMLButtonElement} button
 */
function stepThrough(button) {
  const isOn = button.getAttribute('aria-pressed') !== 'true';
  button.setAttribute('aria-pressed', String(isOn));
  /** @type {NodeListOf<HTMLElement> | undefined} */
  const found = button.closest('article')?.querySelectorAll('data.measured');
  const numbers = [...(found ?? [])].filter((each) => !each.closest('a'));
  for (const number of numbers) {
    if (isOn) {
      number.tabIndex = 0;
      number.setAttribute('role', 'link');
    } else {
      number.removeAttribute('tabindex');
      number.removeAttribute('role');
    }
  }
  if (isOn) numbers[0]?.focus();
}

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Partial<HTMLElementTagNameMap[Name]>} [properties]
 */
function element(name, properties = {}) {
  return Object.assign(document.createElement(name), properties);
}
