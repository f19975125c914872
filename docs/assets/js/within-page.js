/**
 * Links within the page that a visitor came to first. The theme's instant navigation takes the first
 * one that is followed for a link to another page: it fetches the page again and puts it in place of
 * the one that is there, and with that the place which the keyboard had reached is gone, and what
 * was opened or sorted. The browser follows such links by itself.
 *
 * This runs before the theme's script, for of what happens to a window those hear in turn who listen.
 */

const { pathname } = location;
let isFirst = true;

addEventListener('click', leaveToBrowser, { capture: true });
addEventListener('popstate', keepFromTheme);
// Once the theme, which listens further inside, has followed a link to another page.
addEventListener('click', look);
addEventListener('DOMContentLoaded', leadOn);

/** @param {Event} event */
function leaveToBrowser({ target }) {
  const link = target instanceof Element ? target.closest('a') : null;
  // The theme follows no link that names a window.
  if (isFirst && link?.hash && isHere(link)) link.target ||= '_self';
}

/** @param {Event} event */
function keepFromTheme(event) {
  look();
  if (isFirst) event.stopImmediatePropagation();
}

function look() {
  isFirst &&= location.pathname === pathname;
}

/** @param {HTMLAnchorElement} link */
function isHere(link) {
  return link.origin + link.pathname + link.search === location.origin + pathname + location.search;
}

/**
 * What lies outside of the content stays when that of another page comes, and so would where the
 * theme has just written that it leads: to the content of this one.
 */
function leadOn() {
  document.querySelector('.md-skip[href$="#content"]')?.setAttribute('href', '#content');
}
