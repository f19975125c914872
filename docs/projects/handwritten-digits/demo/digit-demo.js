/**
 * `<digit-demo>`: draw a digit, the network reads it.
 *
 * Attributes: `card`, the URL of the model card, relative to the page; `experiments`, which of
 * its networks may be chosen, those that it does not have left out; `experiment`, which of them
 * reads first, or else the first that the card has; `load="touch"`, that TensorFlow.js and the
 * network are fetched once a pointer or the focus reaches the demo, not when it is near the window
 * and somebody is there. There is something to draw on at once, and what is drawn meanwhile is read
 * then. State is in `data-state`, `data-value` and `data-confidence`; every reading sends
 * `digit-demo:result`. This module is on every page, so it holds only the element and who it waits
 * for; the rest is fetched when there is one.
 */

import { somebody } from './presence.js';

/** @typedef {import('./reading.js').Result} Result */
/** @typedef {import('./strokes.js').Stroke} Stroke */

const DEFAULT_EXPERIMENT = 'baseline';
const DEFAULT_CARD = new URL('../artefacts/model/model-card.json', import.meta.url);

class DigitDemo extends HTMLElement {
  /** @type {Promise<import('./demo.js').Demo> | null} */
  #demo = null;

  connectedCallback() {
    this.dataset.state ??= 'loading';
    const source = this.#source();
    const coming = somebody(); // who is heard already, while the rest is on its way
    this.#demo = import('./demo.js').then(({ Demo }) => new Demo(this, source, coming));
    this.#demo.catch((error) => this.#fail(error));
  }

  disconnectedCallback() {
    this.#demo?.then((demo) => demo.dispose()).catch(() => {});
    this.#demo = null;
  }

  /**
   * Show strokes as if they had been drawn, and read them.
   * @param {readonly Stroke[]} strokes
   * @returns {Promise<Result>}
   */
  async read(strokes) {
    if (this.#demo === null) throw new Error('<digit-demo> is not in a document');
    return (await this.#demo).read(strokes);
  }

  /** @returns {import('./choice.js').Source} */
  #source() {
    const card = this.getAttribute('card');
    const first = this.getAttribute('experiment');
    const several = this.getAttribute('experiments')?.match(/\S+/g) ?? [];
    const named = first === null ? several : [...several, first];
    return {
      card: card === null ? DEFAULT_CARD : new URL(card, this.baseURI),
      experiments: named.length > 0 ? [...new Set(named)] : [DEFAULT_EXPERIMENT],
      first,
      onTouch: this.getAttribute('load') === 'touch',
    };
  }

  /**
   * Nothing of the demo may be there, and many browsers remember that a module could not be had:
   * the whole page is tried again.
   * @param {Error} error
   */
  #fail(error) {
    this.dataset.state = 'error';
    const message = document.createElement('p');
    message.setAttribute('role', 'alert');
    message.textContent = `The demo could not be loaded: ${error.message}`;
    const retry = document.createElement('button');
    retry.type = 'button';
    retry.dataset.action = 'retry';
    retry.textContent = 'Load the page again';
    retry.addEventListener('click', () => location.reload());
    this.replaceChildren(message, retry);
  }
}

if (customElements.get('digit-demo') === undefined) {
  customElements.define('digit-demo', DigitDemo);
}
