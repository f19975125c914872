/**
 * What the steps are worth: what is read with them and without them, side by side.
 */
import { worthCaption } from './captions.js';
import { make } from './elements.js';
import { wordsOf } from './words.js';

/** @typedef {import('./reading.js').Result} Result */

export class Worth {
  #cells = {
    prepared: make('td'),
    squashed: make('td'),
  };
  #caption = make('p', 'dd-caption');
  element = make('div', 'dd-worth');

  constructor() {
    const table = make('table', 'dd-readings');
    const [head, titles] = [make('thead'), make('tr')];
    titles.append(
      make('th', '', { scope: 'col' }, 'Read after step 3'),
      make('th', '', { scope: 'col' }, 'Read after step 1, squashed'),
    );
    head.append(titles);
    const [body, row] = [make('tbody'), make('tr')];
    row.append(this.#cells.prepared, this.#cells.squashed);
    body.append(row);
    table.append(
      make('caption', 'dd-hidden', {}, 'The reading with the steps and without them'),
      head,
      body,
    );
    this.element.append(table, this.#caption);
  }

  /**
   * @param {Result} prepared what is read after the steps
   * @param {Result} squashed what is read without them
   * @param {'prepared' | 'squashed'} shown which of them the demo shows above
   */
  show(prepared, squashed, shown) {
    for (const [name, result] of Object.entries({ prepared, squashed })) {
      const cell = this.#cells[/** @type {'prepared' | 'squashed'} */ (name)];
      const { headline, summary } = wordsOf(result);
      cell.replaceChildren(make('span', 'dd-read', {}, headline), ` ${summary}`);
      cell.classList.toggle('dd-given', name === shown);
    }
    this.#caption.textContent = worthCaption(prepared, squashed);
  }
}
