/**
 * Work in small pieces while a page has nothing better to do.
 */

/** How long pieces may take at a time where the browser does not say, in milliseconds: half of
 * a frame, so that the next one is not late. */
const SLICE = 8;
/** After this wait, work goes on though the page is busy, in milliseconds. */
const PATIENCE = 300;

/** One piece of work at a time; what is begun takes the place of what was there. */
export class Idle {
  /** @type {(() => void) | null} */
  #cancel = null;

  /**
   * @template Result
   * @param {Iterator<unknown, Result, undefined>} work a piece each time it is asked
   * @param {(result: Result) => void} done
   */
  start(work, done) {
    this.stop();
    const slice = (/** @type {() => number} */ timeLeft) => {
      this.#cancel = null;
      do {
        const { done: isDone, value } = work.next();
        if (isDone) {
          done(value);
          return;
        }
      } while (timeLeft() > 0);
      this.#cancel = whenIdle(slice);
    };
    this.#cancel = whenIdle(slice);
  }

  stop() {
    this.#cancel?.();
    this.#cancel = null;
  }
}

/**
 * @param {(timeLeft: () => number) => void} work
 * @returns {() => void} takes it back
 */
function whenIdle(work) {
  // Safari has no idle callbacks.
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(() => work(budget()));
    return () => clearTimeout(timer);
  }
  const request = requestIdleCallback(
    (deadline) => work(deadline.didTimeout ? budget() : () => deadline.timeRemaining() - 1),
    { timeout: PATIENCE },
  );
  return () => cancelIdleCallback(request);
}

function budget() {
  const end = performance.now() + SLICE;
  return () => end - performance.now();
}
