/**
 * The ways by which a picture comes in: chosen, dropped or pasted. Tells of the file, and leaves
 * to others what to make of it.
 */
import { PictureError } from './image-file.js';
import { make } from './elements.js';

/**
 * @typedef {object} Listener
 * @property {(file: File) => void} came
 * @property {(error: PictureError) => void} refused something came that is no file
 * @property {(isOver: boolean) => void} over whether files are held above the demo
 */

/** Where a paste is for someone who writes. */
const EDITABLE = 'input, textarea, select, [contenteditable]';

export class Intake {
  #host;
  #listener;
  #input = /** @type {HTMLInputElement} */ (
    // Without `capture`: a telephone then offers its camera beside the files, not instead of them.
    make('input', '', { type: 'file', accept: 'image/*' })
  );

  /**
   * @param {HTMLElement} host where things are dropped; one of those on the page takes pastes that
   *   are for none: the first
   * @param {Listener} listener
   * @param {AbortSignal} signal ends it
   */
  constructor(host, listener, signal) {
    this.#host = host;
    this.#listener = listener;
    this.#input.hidden = true;
    host.append(this.#input);
    this.#input.addEventListener('change', () => this.#chosen(), { signal });
    for (const type of /** @type {const} */ (['dragenter', 'dragover', 'dragleave', 'drop'])) {
      host.addEventListener(type, (event) => this.#drag(event), { signal });
    }
    document.addEventListener('paste', (event) => this.#paste(event), { signal });
  }

  /** Ask for a file. */
  choose() {
    this.#input.click();
  }

  #chosen() {
    const file = this.#input.files?.[0];
    if (file !== undefined) this.#listener.came(file);
    this.#input.value = ''; // so that the same file can be chosen again
  }

  /** @param {DragEvent} event */
  #drag(event) {
    const { dataTransfer, type } = event;
    if (dataTransfer === null) return;
    event.preventDefault(); // or the browser leaves the page, and the drawing, for the file
    const leaves = type === 'dragleave' && !this.#holds(event.relatedTarget);
    this.#listener.over(type !== 'drop' && !leaves);
    if (type === 'dragover') dataTransfer.dropEffect = 'copy';
    if (type === 'drop') this.#take(dataTransfer);
  }

  /** @param {EventTarget | null} target */
  #holds(target) {
    return target instanceof Node && this.#host.contains(target);
  }

  /** @param {ClipboardEvent} event */
  #paste(event) {
    const { clipboardData, target } = event;
    if (clipboardData === null || !(target instanceof Element)) return;
    const isHere = this.#host.contains(target);
    const isForNobody =
      target.closest('digit-demo') === null && this.#host === document.querySelector('digit-demo');
    if (!(isHere || isForNobody) || target.closest(EDITABLE) !== null) return;
    if (!isHere && clipboardData.files.length === 0) return;
    event.preventDefault();
    this.#take(clipboardData);
  }

  /** @param {DataTransfer} data */
  #take({ files }) {
    if (files.length > 0) this.#listener.came(files[0]);
    else {
      const found = 'found text or a link';
      this.#listener.refused(
        new PictureError(`Expected an image file, ${found}: save the image first, then choose it.`),
      );
    }
  }
}
