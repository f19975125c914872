/**
 * The panel below the demo that shows the inside of a reading. It is closed until somebody wants
 * it; only then is what it holds fetched and made, and only while it is open is anything computed.
 */
import { make } from './elements.js';
import { importModule } from './modules.js';

/** @typedef {import('./drawing.js').Drawing} Drawing */
/** @typedef {import('./insight.js').Insight} Insight */
/** @typedef {import('./model.js').Model} Model */
/** @typedef {import('./reading.js').Result} Result */

/**
 * A reading, and what it was made of.
 * @typedef {object} Look
 * @property {Drawing} drawing
 * @property {Float32Array} image what was read, [size, size]
 * @property {Pick<Model, 'card' | 'topology' | 'predict' | 'maps'>} model that read it
 * @property {Result} result
 */

const TITLE = 'Look inside: what the network sees, and why it answers so';

/** Sends `change` when another image of the drawing is to be read. */
export class Inside extends EventTarget {
  #message = make('p', 'dd-inside-message');
  /** @type {Insight | null} there since the panel was first open */
  #insight = null;
  /** @type {Look | null} */
  #look = null;
  element = /** @type {HTMLDetailsElement} */ (make('details', 'dd-inside'));

  constructor() {
    super();
    this.element.dataset.panel = 'inside';
    this.element.append(make('summary', '', {}, TITLE), this.#message);
    this.element.addEventListener('toggle', () => this.#toggled());
  }

  /** @returns {boolean} whether the network is to read the squashed canvas */
  get squashes() {
    return this.element.open && this.#insight !== null && this.#insight.squashes;
  }

  /** @param {Look} look the latest reading */
  show(look) {
    this.#look = look;
    if (this.element.open) this.#insight?.show(look);
  }

  /** Nothing is read at the moment. */
  clear() {
    this.#look = null;
    if (this.element.open) this.#insight?.show(null);
  }

  dispose() {
    this.#insight?.stop();
  }

  #toggled() {
    if (!this.element.open) this.#close();
    else if (this.#insight) this.#insight.show(this.#look);
    else this.#fetch();
  }

  /** Who cannot see the switch cannot put it back: a closed panel changes nothing. */
  #close() {
    this.#insight?.stop();
    if (!this.#insight?.squashes) return;
    this.#insight.squashes = false;
    this.dispatchEvent(new Event('change'));
  }

  async #fetch() {
    this.#message.textContent = 'Loading\u2026';
    try {
      /** @type {typeof import('./insight.js')} */
      const { openInsight } = await importModule(new URL('insight.js', import.meta.url));
      const insight = await openInsight(() => this.dispatchEvent(new Event('change')));
      if (this.#insight !== null) return; // closed and opened again meanwhile
      this.#insight = insight;
      this.#message.replaceWith(insight.element);
      if (this.element.open) insight.show(this.#look);
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      this.#message.textContent = `This part could not be loaded: ${message}. Close and open it to try again.`;
    }
  }
}
