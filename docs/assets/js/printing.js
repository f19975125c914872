/**
 * Printing: a drawing that nobody scrolled to has not been fetched, and not every browser waits for
 * it. So it is fetched when a page goes to the printer, or rather sooner: at the first key of those
 * that ask for that.
 */

/** What the theme shows on a dark ground only, which paper never is. */
const ON_DARK = '#only-dark';

addEventListener('beforeprint', fetchDrawings);
addEventListener('keydown', ({ key }) => {
  if (key === 'Control' || key === 'Meta') fetchDrawings();
});

function fetchDrawings() {
  for (const image of document.images) {
    if (!image.src.endsWith(ON_DARK)) image.loading = 'eager';
  }
}
