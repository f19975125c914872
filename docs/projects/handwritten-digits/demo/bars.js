/**
 * The probability of each class: a table to those who listen, bars to those who look.
 */
import { make } from './elements.js';
import { NOTHING, boundedPercent } from './words.js';

const CAPTION = 'Probability of each answer';

export class Bars {
  /** @type {Record<'row' | 'name' | 'fill' | 'value', HTMLElement>[]} */
  #bars = [];
  #caption = make('caption', 'dd-hidden', {}, CAPTION);
  #rows = make('tbody');
  element = make('table', 'dd-bars');

  constructor() {
    const head = make('thead', 'dd-hidden');
    const titles = make('tr');
    titles.append(
      make('th', '', { scope: 'col' }, 'Answer'),
      make('th', '', { scope: 'col' }, 'Probability'),
    );
    head.append(titles);
    const columns = make('colgroup');
    columns.append(make('col', 'dd-names'), make('col'));
    this.element.append(this.#caption, columns, head, this.#rows);
  }

  /**
   * @param {readonly string[]} classes
   * @param {ArrayLike<number> | null} probabilities
   * @param {readonly string[]} chosen the classes that are the answer
   */
  show(classes, probabilities, chosen) {
    while (this.#bars.length > classes.length) this.#bars.pop()?.row.remove();
    while (this.#bars.length < classes.length) this.#add();
    this.#bars.forEach(({ row, name, fill, value }, index) => {
      const share = probabilities?.[index] ?? 0;
      name.textContent = classes[index];
      row.classList.toggle('dd-long', classes[index].length > 1);
      row.classList.toggle('dd-chosen', chosen.includes(classes[index]));
      fill.style.setProperty('--dd-share', String(share));
      value.textContent = probabilities === null ? NOTHING : boundedPercent(share);
    });
  }

  /** @param {string} [part] of the drawing, if they are not of the whole */
  name(part) {
    this.#caption.textContent = part ? `${CAPTION} for ${part}` : CAPTION;
  }

  #add() {
    const row = make('tr');
    const name = make('th', '', { scope: 'row' });
    const cell = make('td');
    const bar = make('div', 'dd-bar');
    const track = make('span', 'dd-track');
    const fill = make('span', 'dd-fill');
    const value = make('span', 'dd-value');
    track.append(fill);
    bar.append(track, value);
    cell.append(bar);
    row.append(name, cell);
    this.#rows.append(row);
    this.#bars.push({ row, name, fill, value });
  }
}
