/**
 * Shows what each convolution makes of the drawing: its first maps, side by side.
 */
import { mapsCaption } from './captions.js';
import { make } from './elements.js';
import { convolutionsOf } from './layers.js';
import { Section } from './section.js';

/** @typedef {import('./inside.js').Look} Look */
/** @typedef {import('./model.js').Maps} Maps */

/** As many as a page shows without becoming a wall of them; the same ones each time, so that
 * one drawing can be compared with another. */
const MOST_MAPS = 32;
const COLUMNS = 8;
/** Between two maps, in points of a map. */
const GAP = 1;

const WHAT =
  'Each map belongs to one filter and is bright where that filter responds to your drawing. The ' +
  'first convolution responds to strokes and their edges; each later one is coarser, sees more ' +
  'of the image at once, and responds to what those before it form together: from simple clues ' +
  'to the whole digit, the spatial hierarchy for which ';
const WHAT_THEN =
  '. It illustrates the idea; it does not prove that the network decides as we do.';
/** Beside this folder. */
const REPORT = new URL('../#model-selection', import.meta.url);

export class MapsSection {
  #section = new Section('maps', 'What each layer makes of it');
  #figures = make('div', 'dd-maps');
  element = this.#section.element;

  constructor() {
    const what = make('p', 'dd-what', {}, WHAT);
    what.append(make('a', '', { href: REPORT.href }, 'the report chose this kind of network'), WHAT_THEN);
    this.element.append(what, this.#figures);
    this.#nothing('Draw a digit to see its maps.');
  }

  /** What is shown is no longer of what is drawn. */
  await() {
    this.#section.isBusy = true;
  }

  /** @param {Look | null} look */
  show(look) {
    if (look === null || look.result.state === 'blank') {
      this.#nothing('Draw a digit to see its maps.');
      return;
    }
    const { image, model } = look;
    const layers = model.maps(image, convolutionsOf(model.topology));
    if (layers.length === 0) this.#nothing('This network has no convolutions.');
    else this.#draw(layers);
  }

  stop() {}

  /** @param {string} text */
  #nothing(text) {
    this.#figures.replaceChildren(make('p', 'dd-caption', {}, text));
    this.#section.isBusy = false;
  }

  /** @param {readonly Maps[]} layers */
  #draw(layers) {
    const figures = layers.map((maps, at) => {
      const shown = Math.min(maps.count, MOST_MAPS);
      const figure = make('figure');
      const text = mapsCaption(maps, at, shown);
      const label = `Maps of convolution ${at + 1}`;
      const canvas = /** @type {HTMLCanvasElement} */ (
        make('canvas', 'maps', { role: 'img', 'aria-label': label })
      );
      drawMaps(canvas, maps, shown);
      figure.append(canvas, make('figcaption', '', {}, text));
      return figure;
    });
    this.#figures.replaceChildren(...figures);
    this.#section.isBusy = false;
  }
}

/**
 * Maps in rows of `COLUMNS`. All are as bright as the most active of them says, so that one
 * which hardly responds is dark; by the square root, so that most are not.
 * @param {HTMLCanvasElement} canvas
 * @param {Maps} maps
 * @param {number} shown
 */
function drawMaps(canvas, { rows, columns, count, values }, shown) {
  const most = values.reduce((high, value) => Math.max(high, value), 0) || 1;
  canvas.width = COLUMNS * (columns + GAP) - GAP;
  canvas.height = Math.ceil(shown / COLUMNS) * (rows + GAP) - GAP;
  const context = canvas.getContext('2d');
  for (let map = 0; map < shown; map += 1) {
    const pixels = new ImageData(columns, rows);
    for (let place = 0; place < rows * columns; place += 1) {
      const share = Math.max(values[place * count + map], 0) / most;
      pixels.data.fill(Math.round(Math.sqrt(share) * 255), place * 4, place * 4 + 3);
      pixels.data[place * 4 + 3] = 255;
    }
    const [left, top] = [map % COLUMNS, Math.floor(map / COLUMNS)];
    context?.putImageData(pixels, left * (columns + GAP), top * (rows + GAP));
  }
}
