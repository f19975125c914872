/**
 * The link to a drawing: copies it, and opens the one that the page was opened with.
 */
import { button, make } from './elements.js';
import { LinkError, isDrawing, linkTo, strokesOf } from './link.js';

/** @typedef {import('./strokes.js').Stroke} Stroke */

/**
 * @typedef {object} Listener
 * @property {(strokes: Stroke[]) => void} open a drawing came with a link
 * @property {(message: string) => void} say something to those who listen rather than look
 */

export class Sharing {
  #host;
  #listener;
  #message = make('p', 'dd-message');
  #field = /** @type {HTMLInputElement} */ (
    make('input', 'dd-link', { readonly: '', 'aria-label': 'Link to this drawing' })
  );
  button = button('share', 'Copy link');
  element = make('div', 'dd-sharing');
  /** Whether the page's link was not a drawing, which is more news than what was there before. */
  isRefused = false;

  /**
   * @param {HTMLElement} host the demo
   * @param {Listener} listener
   */
  constructor(host, listener) {
    this.#host = host;
    this.#listener = listener;
    this.element.append(this.#message, this.#field);
    this.quiet();
  }

  /** @param {AbortSignal} signal */
  listen(signal) {
    addEventListener('hashchange', () => this.open(), { signal });
    addEventListener('click', (event) => this.#followed(event), { signal });
  }

  /**
   * Material's instant navigation follows links without a `hashchange`, and goes back at once
   * where it believes that the page is there already.
   * @param {MouseEvent} event
   */
  #followed({ target, ctrlKey, metaKey, shiftKey }) {
    const link = target instanceof Element ? target.closest('a') : null;
    const isElsewhere = ctrlKey || metaKey || shiftKey || link?.pathname !== location.pathname;
    if (link !== null && !isElsewhere) this.open(link.hash);
  }

  /** @param {string} [hash] opened if it is a drawing; by default that of the page's address */
  open(hash = location.hash) {
    try {
      const strokes = this.#isFirst ? strokesOf(hash) : null;
      if (strokes === null) return;
      this.#listener.open(strokes);
      this.#show('This drawing came with the link.');
    } catch (error) {
      this.#explain(error);
      this.isRefused = true;
    }
  }

  /** @param {readonly Stroke[]} strokes */
  async share(strokes) {
    try {
      const link = linkTo(strokes, location.href);
      const isCopied = await copied(link);
      if (isCopied) this.#tell('The link to this drawing is copied.');
      else this.#offer(link);
    } catch (error) {
      this.#explain(error);
    }
  }

  /** The drawing is another one: what was said of it no longer holds, nor does the address. */
  forget() {
    this.quiet();
    if (!this.#isFirst || !isDrawing(location.hash)) return;
    history.replaceState(history.state, '', location.pathname + location.search);
  }

  quiet() {
    this.isRefused = false;
    this.element.hidden = true;
    this.#field.hidden = true;
  }

  /** A link is for one drawing: that of the first demo on the page. */
  get #isFirst() {
    return document.querySelector('digit-demo') === this.#host;
  }

  /** @param {string} link that someone has to copy by hand */
  #offer(link) {
    this.#tell('Copy this link to the drawing:');
    this.#field.value = link;
    this.#field.hidden = false;
    this.#field.focus();
    this.#field.select();
  }

  /** @param {unknown} error */
  #explain(error) {
    if (!(error instanceof LinkError)) throw error;
    this.#tell(error.message);
  }

  /** @param {string} message */
  #tell(message) {
    this.#show(message);
    this.#listener.say(message);
  }

  /** @param {string} message */
  #show(message) {
    this.quiet();
    this.#message.textContent = message;
    this.element.hidden = false;
  }
}

/**
 * @param {string} text
 * @returns {Promise<boolean>} false: the browser has no clipboard for this page, or refuses
 */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
