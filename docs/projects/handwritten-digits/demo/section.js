/**
 * A titled part of what is inside the demo.
 */
import { make } from './elements.js';

/** What names an element is found by its id, whichever demo on the page it belongs to. */
let titles = 0;

export class Section {
  /** @param {string} name tells one section from another in tests and styles @param {string} title */
  constructor(name, title) {
    titles += 1;
    const id = `dd-section-${titles}`;
    this.element = make('div', 'dd-section', {
      ...{ role: 'group', 'aria-labelledby': id, 'data-section': name },
    });
    this.element.append(make('p', 'dd-section-title', { id }, title));
  }

  /** @param {boolean} isBusy whether what it shows is about to be another */
  set isBusy(isBusy) {
    this.element.ariaBusy = String(isBusy);
  }
}
