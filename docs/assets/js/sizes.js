/**
 * The sizes of boxes, wherever on a page they are.
 *
 * A browser tells of a box once it has laid it out, which it does near the window alone
 * (`content-visibility` in theme.css). Those far away are asked one at a time, when there is
 * nothing else to do: to be asked is to be laid out.
 */

export class Sizes {
  #called;
  /** @type {HTMLElement[]} */
  #boxes = [];
  /** @type {HTMLElement[]} */
  #unasked = [];
  #isAsking = false;
  #seen = new ResizeObserver((entries) => {
    for (const { target } of entries) this.#called(/** @type {HTMLElement} */ (target));
  });

  /** @param {(box: HTMLElement) => void} called when a box may have another size than before */
  constructor(called) {
    this.#called = called;
    addEventListener('resize', () => this.#askAll());
  }

  /** @param {Iterable<HTMLElement>} boxes to look at, in place of those before */
  watch(boxes) {
    this.#seen.disconnect();
    this.#boxes = [...boxes];
    for (const box of this.#boxes) this.#seen.observe(box);
    this.#askAll();
  }

  #askAll() {
    this.#unasked = [...this.#boxes];
    if (!this.#isAsking) this.#askNext();
  }

  #askNext() {
    this.#isAsking = this.#unasked.length > 0;
    if (!this.#isAsking) return;
    whenIdle(() => {
      const box = this.#unasked.shift();
      if (box?.isConnected) this.#called(box);
      this.#askNext();
    });
  }
}

/** @param {() => void} work */
function whenIdle(work) {
  // Safari has no idle callbacks.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work);
  else setTimeout(work);
}
