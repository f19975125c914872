/** What the page for missing addresses says of the one that was asked for, and what is like it. */

import { nearest } from './nearest-page.js';

/** @typedef {import('./nearest-page.js').Place} Place */

const asked = decoded(location.pathname);
const box = document.querySelector('missing-page');
const known = document.getElementById('pages-here')?.textContent;

if (box && known) {
  const [told, others] = box.children;
  const code = told.querySelector('code');
  if (code) code.textContent = asked;
  show(told);
  /** @type {Place[]} */
  const pages = JSON.parse(known);
  const found = nearest(asked, pages);
  others.querySelector('ul')?.append(...found.map(item));
  if (found.length) show(others);
}

const field = document.querySelector('.search-form input');
if (field instanceof HTMLInputElement) field.value = words(asked);

/** @param {string} path */
function decoded(path) {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

/** The last part of an address, as one would say it. @param {string} path */
function words(path) {
  const last = path.split('/').filter(Boolean).at(-1) ?? '';
  return last.replace(/\.\w+$/, '').replace(/[-_+]+/g, ' ').trim();
}

/** @param {Element} element */
function show(element) {
  element.removeAttribute('hidden');
}

/** @param {Place} place */
function item({ url, title }) {
  const link = document.createElement('a');
  link.href = url;
  link.textContent = title;
  const entry = document.createElement('li');
  entry.append(link);
  return entry;
}
