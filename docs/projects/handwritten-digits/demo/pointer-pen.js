/**
 * Pointers that draw: mouse, pen and finger, one at a time.
 */

/** @typedef {import('./ink.js').Ink} Ink */
/** @typedef {import('./strokes.js').Point} Point */

/**
 * Which pointer draws: the first that is put down, until it is lifted. A second finger and a
 * palm beside a pen are not looked at; a pen takes over from a finger, which was the palm then.
 * A pointer that goes beyond the paper is followed until it is back or lifted. One that the
 * system takes away (`pointercancel`: a palm, a gesture of its own) leaves no stroke, and neither
 * does one that draws while Escape is pressed.
 */
export class PointerPen {
  #canvas;
  #ink;
  /** @type {string} of the pointer that draws, or was the last to do so */
  #type = '';

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {Ink} ink
   * @param {AbortSignal} signal ends it
   */
  constructor(canvas, ink, signal) {
    this.#canvas = canvas;
    this.#ink = ink;
    canvas.addEventListener('pointerdown', (event) => this.#start(event), { signal });
    canvas.addEventListener('pointermove', (event) => this.#move(event), { signal });
    canvas.addEventListener('lostpointercapture', (event) => this.#lift(event), { signal });
    // The end of a quick stroke is a fling to the browser, and a tap soon after, on a button, would
    // do nothing but stop it.
    canvas.addEventListener('touchstart', (event) => event.preventDefault(), {
      signal,
      passive: false,
    });
    canvas.addEventListener('contextmenu', (event) => this.#keepDrawing(event), { signal });
    // Wherever it ends: what cannot be captured would never be lifted otherwise.
    const anywhere = { signal, capture: true };
    addEventListener('pointerup', (event) => this.#end(event), anywhere);
    addEventListener('pointercancel', (event) => ink.drop(event.pointerId), anywhere);
    addEventListener('keydown', (event) => this.#key(event), anywhere);
  }

  /** @param {PointerEvent} event */
  #start(event) {
    if (event.button !== 0 || this.#canvas.clientWidth === 0 || !this.#mayDraw(event)) return;
    capture(this.#canvas, event.pointerId);
    this.#type = event.pointerType;
    this.#ink.begin(event.pointerId, this.#pointOf(event));
  }

  /**
   * Whether a pointer that is put down draws, though another may be drawing.
   * @param {PointerEvent} event
   */
  #mayDraw({ pointerId, pointerType, isPrimary }) {
    const drawing = this.#ink.hand;
    if (typeof drawing !== 'number') return true;
    if (pointerType === 'pen' && this.#type === 'touch') {
      this.#ink.drop(drawing);
      return true;
    }
    // Nobody said that it was lifted, but it was: it is put down again, or a first one of its
    // kind is.
    if (pointerId === drawing || (isPrimary && pointerType === this.#type)) return true;
    return pointerType === 'mouse';
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const { pointerId, pointerType, buttons } = event;
    if (this.#ink.hand !== pointerId) return;
    // While another button is held, the first is lifted without a `pointerup`.
    if (pointerType === 'mouse' && (buttons & 1) === 0) this.#lift(event);
    else this.#ink.extend(pointerId, partsOf(event).map((part) => this.#pointOf(part)));
  }

  /** @param {PointerEvent} event */
  #end(event) {
    this.#ink.extend(event.pointerId, [this.#pointOf(event)]);
    this.#lift(event);
  }

  /** @param {PointerEvent} event */
  #lift(event) {
    this.#ink.finish(event.pointerId);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const drawing = this.#ink.hand;
    if (event.key !== 'Escape' || typeof drawing !== 'number') return;
    event.preventDefault();
    this.#ink.drop(drawing);
  }

  /** A finger held still must not open a menu over the drawing. @param {Event} event */
  #keepDrawing(event) {
    if (this.#ink.isDrawing) event.preventDefault();
  }

  /** @param {PointerEvent} event @returns {Point} */
  #pointOf(event) {
    const { left, top, width } = this.#canvas.getBoundingClientRect();
    return [(event.clientX - left) / width, (event.clientY - top) / width];
  }
}

/**
 * What a pointer does beyond the canvas is told to it too. A pointer that is gone by now cannot
 * be captured; it draws what it drew.
 * @param {HTMLCanvasElement} canvas
 * @param {number} pointerId
 */
function capture(canvas, pointerId) {
  try {
    canvas.setPointerCapture(pointerId);
  } catch (error) {
    if (/** @type {Error} */ (error).name !== 'NotFoundError') throw error;
  }
}

/**
 * What a pointer did since the last event: more than one point a frame, where the browser tells.
 * @param {PointerEvent} event
 */
function partsOf(event) {
  const parts = event.getCoalescedEvents?.() ?? [];
  return parts.length > 0 ? parts : [event];
}
