/**
 * A pen that keys move, for those who have or use no pointer.
 */

/** @typedef {import('./ink.js').Ink} Ink */
/** @typedef {import('./strokes.js').Point} Point */

/**
 * @typedef {object} Listener
 * @property {(point: Point | null, isDown: boolean) => void} shown where the pen is to be seen,
 *   as shares of the canvas; null: nowhere
 * @property {(text: string) => void} told what is to be said of it
 */

/** @typedef {readonly [number, number]} Direction across and down */

/** How the ink knows this hand. */
const HAND = 'keyboard';
/** Steps, as shares of the canvas: twenty across it; with Shift, a hundred. */
const STEP = 0.05;
const FINE_STEP = 0.01;
/** Where most people begin a digit. @type {Point} */
const START = [0.5, 0.25];

/** @type {Record<string, Direction>} */
const ARROWS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** As they lie on a numeric keypad. @type {Record<string, Direction>} */
const DIAGONALS = { Home: [-1, -1], PageUp: [1, -1], End: [-1, 1], PageDown: [1, 1] };

/** What it can do, for those who hear of it. */
export const KEYS_HELP =
  'Arrow keys move the pen by a twentieth of the drawing area, with Shift by a hundredth. ' +
  'Two arrows held together, or Home, Page Up, End and Page Down, move it diagonally. ' +
  'Space puts the pen down and lifts it, Escape lifts it. ' +
  'Control and Z take the last stroke back, Delete takes everything away.';

/**
 * Arrow keys move it, the pen up or down; Space puts it down and lifts it, Escape and leaving the
 * canvas lift it, and so does a pointer that begins to draw.
 */
export class KeyboardPen {
  #canvas;
  #ink;
  #listener;
  #point = START;
  #isShown = false;
  /** @type {Set<string>} arrows that are held: a keyboard repeats only the last of them */
  #held = new Set();

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {Ink} ink
   * @param {Listener} listener
   * @param {AbortSignal} signal ends it
   */
  constructor(canvas, ink, listener, signal) {
    this.#canvas = canvas;
    this.#ink = ink;
    this.#listener = listener;
    canvas.addEventListener('focus', () => this.#appear(), { signal });
    canvas.addEventListener('blur', () => this.#leave(), { signal });
    canvas.addEventListener('pointerdown', () => this.#show(false), { signal });
    canvas.addEventListener('keydown', (event) => this.#key(event), { signal });
    canvas.addEventListener('keyup', ({ key }) => this.#held.delete(key), { signal });
    // Whoever ends the stroke lifts the pen.
    ink.addEventListener('change', () => this.#show(this.#isShown), { signal });
    ink.addEventListener('stroke', () => this.#show(this.#isShown), { signal });
  }

  get #isDown() {
    return this.#ink.hand === HAND;
  }

  /** Someone who came by a key is shown where the pen is; someone who clicked has a pointer. */
  #appear() {
    if (this.#canvas.matches(':focus-visible')) this.#show(true);
  }

  #leave() {
    this.#held.clear();
    this.#ink.finish(HAND);
    this.#show(false);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || !this.#isFor(event.key)) return;
    event.preventDefault();
    if (event.key === ' ' && !event.repeat) this.#toggle();
    if (event.key === 'Escape') this.#lift();
    const direction = this.#directionOf(event.key);
    if (direction !== null) this.#move(direction, event.shiftKey ? FINE_STEP : STEP);
  }

  /** Keys that it has no use for now are left to the page. @param {string} key */
  #isFor(key) {
    if (key === 'Escape') return this.#isDown;
    return key === ' ' || key in ARROWS || (this.#isShown && key in DIAGONALS);
  }

  /** @param {string} key @returns {Direction | null} */
  #directionOf(key) {
    if (key in DIAGONALS) return DIAGONALS[key];
    if (!(key in ARROWS)) return null;
    this.#held.add(key);
    return Array.from(this.#held, (held) => ARROWS[held]).reduce(
      ([across, down], [x, y]) => [across + x, down + y],
    );
  }

  #toggle() {
    if (this.#isDown) {
      this.#lift();
      return;
    }
    this.#ink.begin(HAND, this.#point);
    this.#show(true);
    this.#listener.told(`Pen down, ${exactPlace(this.#point)}`);
  }

  #lift() {
    this.#ink.finish(HAND);
    this.#show(true);
    this.#listener.told(`Pen up, ${exactPlace(this.#point)}`);
  }

  /** @param {Direction} direction @param {number} step */
  #move([across, down], step) {
    const before = roughPlace(this.#point);
    this.#point = [moved(this.#point[0], across * step), moved(this.#point[1], down * step)];
    this.#ink.extend(HAND, [this.#point]);
    this.#show(true);
    const now = roughPlace(this.#point);
    if (now !== before) this.#listener.told(now);
  }

  /** @param {boolean} isShown */
  #show(isShown) {
    this.#isShown = isShown;
    this.#listener.shown(isShown ? this.#point : null, this.#isDown);
  }
}

/**
 * Roughly where a point is: in which ninth of the canvas, or at which edge.
 * @param {Point} point as shares of the canvas
 */
export function roughPlace([x, y]) {
  const names = [
    nameOf(y, ['top edge', 'top', '', 'bottom', 'bottom edge']),
    nameOf(x, ['left edge', 'left', '', 'right', 'right edge']),
  ];
  return names.filter((name) => name !== '').join(' ') || 'middle';
}

/** @param {Point} point as shares of the canvas */
export function exactPlace(point) {
  const [across, down] = point.map((share) => Math.round(share * 100));
  return `${roughPlace(point)}, ${across} % across, ${down} % down`;
}

/** @param {number} share @param {string[]} names from one edge to the other */
function nameOf(share, names) {
  if (share === 0 || share === 1) return names[share * 4];
  return names[1 + Math.min(2, Math.floor(share * 3))];
}

/** Whole hundredths, so that steps back and forth end where they began.
 * @param {number} share
 * @param {number} step */
function moved(share, step) {
  return Math.min(100, Math.max(0, Math.round((share + step) * 100))) / 100;
}
