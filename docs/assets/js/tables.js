/**
 * Tables: rows are sorted by the headers of their columns, and what is wider than the page can be
 * scrolled by keyboard too.
 *
 * A table without this is complete, and in the order in which it was measured.
 */

import { onEveryPage } from './every-page.js';
import { Sizes } from './sizes.js';
import { order, valueOf } from './table-order.js';

/** @typedef {import('./table-order.js').Direction} Direction */

/** @type {Record<string, Direction | null>} what a click makes of an order; null is as it came */
const NEXT = { none: 'ascending', ascending: 'descending', descending: null };

/**
 * Rows as they came, and how many of them may change places.
 * @typedef {object} Came
 * @property {HTMLTableRowElement[]} movable
 * @property {HTMLTableRowElement[]} fixed
 */

/** @type {WeakMap<HTMLTableElement, Came>} */
const tables = new WeakMap();

const sizes = new Sizes(offerScrolling);

onEveryPage(() => {
  for (const table of document.querySelectorAll('[data-sortable] table')) {
    offerSorting(/** @type {HTMLTableElement} */ (table));
  }
  sizes.watch(document.querySelectorAll('.table-scroll'));
});

document.addEventListener('click', ({ target }) => {
  if (!(target instanceof Element)) return;
  const header = target.closest('.table-sort')?.closest('th');
  if (header) sort(header);
});

/**
 * Make buttons of a table's headers. They take the room of the text that they hold.
 *
 * @param {HTMLTableElement} table
 */
function offerSorting(table) {
  if (tables.has(table)) return;
  const rows = [...table.tBodies[0].rows];
  const box = /** @type {HTMLElement} */ (table.closest('[data-sortable]'));
  const count = Number(box.dataset.sortable);
  tables.set(table, { movable: rows.slice(0, count), fixed: rows.slice(count) });
  for (const header of headersOf(table)) {
    if (!header.textContent?.trim()) continue;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'table-sort';
    button.append(...header.childNodes);
    header.append(button);
  }
}

/** @param {HTMLTableCellElement} header */
function sort(header) {
  const table = /** @type {HTMLTableElement} */ (header.closest('table'));
  const { movable, fixed } = /** @type {Came} */ (tables.get(table));
  const direction = NEXT[header.getAttribute('aria-sort') ?? 'none'];
  for (const each of headersOf(table)) each.removeAttribute('aria-sort');
  if (direction) header.setAttribute('aria-sort', direction);
  const values = movable.map((row) => valueOf(row.cells[header.cellIndex].textContent ?? ''));
  const sorted = direction ? order(values, direction).map((place) => movable[place]) : movable;
  table.tBodies[0].append(...sorted, ...fixed);
}

/** @param {HTMLTableElement} table */
function headersOf(table) {
  return [...(table.tHead?.rows[0].cells ?? [])];
}

/**
 * Let the keyboard reach a box that has more than it shows, and no other.
 *
 * @param {HTMLElement} box
 */
function offerScrolling(box) {
  if (box.scrollWidth > box.clientWidth) {
    box.tabIndex = 0;
    box.setAttribute('role', 'region');
    box.setAttribute('aria-label', `${box.dataset.label}, can be scrolled sideways`);
  } else {
    for (const name of ['tabindex', 'role', 'aria-label']) box.removeAttribute(name);
  }
}
