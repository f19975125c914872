/**
 * The drawing surface: pointers become strokes, strokes become ink. Knows nothing of digits.
 */

/** @typedef {import('./preprocess.js').Point} Point */
/** @typedef {import('./preprocess.js').Stroke} Stroke */

/** Width of the pen and margin around given strokes, as shares of the canvas's side. */
const PEN_WIDTH = 0.055;
const MARGIN = 0.14;

/**
 * Strokes on a canvas; coordinates are shares of its side, so that resizing changes nothing.
 * Sends `change` whenever the strokes have changed, `stroke` when one is finished.
 */
export class Ink extends EventTarget {
  /** @type {Point[][]} */
  #strokes = [];
  /** @type {number | null} the pointer that draws */
  #pointer = null;
  /** @type {CanvasImageSource | null} shown instead of strokes */
  #picture = null;
  #canvas;
  #listening = new AbortController();
  #resizing = new ResizeObserver(() => this.#fit());

  /** @param {HTMLCanvasElement} canvas square */
  constructor(canvas) {
    super();
    this.#canvas = canvas;
    this.#resizing.observe(canvas);
    const { signal } = this.#listening;
    canvas.addEventListener('pointerdown', (event) => this.#start(event), { signal });
    canvas.addEventListener('pointermove', (event) => this.#move(event), { signal });
    for (const type of /** @type {const} */ (['pointerup', 'pointercancel'])) {
      canvas.addEventListener(type, (event) => this.#end(event), { signal });
    }
    canvas.addEventListener('lostpointercapture', (event) => this.#end(event), { signal });
    canvas.addEventListener('contextmenu', (event) => this.#keepDrawing(event), { signal });
  }

  /** @returns {readonly Stroke[]} */
  get strokes() {
    return this.#strokes;
  }

  get isDrawing() {
    return this.#pointer !== null;
  }

  /** @param {readonly Stroke[]} strokes in any unit, y downward; shown as large as they fit */
  show(strokes) {
    this.restore(fitted(strokes));
  }

  /** @param {readonly Stroke[]} strokes in shares of the canvas's side; shown where they are */
  restore(strokes) {
    this.#pointer = null;
    this.#picture = null;
    this.#strokes = strokes.map((stroke) => [...stroke]);
    this.redraw();
  }

  /** @param {CanvasImageSource} picture square, ink by its opacity; replaces the strokes */
  showPicture(picture) {
    this.show([]);
    this.#picture = picture;
    this.redraw();
  }

  undo() {
    this.#pointer = null;
    if (this.#picture === null) this.#strokes.pop();
    this.#picture = null;
    this.#changed();
  }

  clear() {
    this.show([]);
    this.#changed();
  }

  /** Draw everything again, in the colour that the canvas has now. */
  redraw() {
    const { width } = this.#canvas;
    const context = /** @type {CanvasRenderingContext2D} */ (this.#canvas.getContext('2d'));
    const { color } = getComputedStyle(this.#canvas);
    context.clearRect(0, 0, width, width);
    if (this.#picture !== null) stamp(context, this.#picture, color);
    context.strokeStyle = color;
    context.lineWidth = PEN_WIDTH * width;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    context.beginPath();
    for (const stroke of this.#strokes) trace(context, stroke, width);
    context.stroke(); // all at once: where strokes cross, a translucent colour stays even
  }

  dispose() {
    this.#listening.abort();
    this.#resizing.disconnect();
  }

  /** As many pixels as the screen has, so that ink is crisp; asked again before each stroke,
   * for a window may have moved to another screen. */
  #fit() {
    const side = Math.round(this.#canvas.clientWidth * devicePixelRatio);
    if (side === 0 || side === this.#canvas.width) return;
    this.#canvas.width = side;
    this.#canvas.height = side;
    this.redraw();
  }

  /** @param {PointerEvent} event */
  #start(event) {
    if (this.isDrawing || !event.isPrimary || event.button !== 0) return;
    this.#fit();
    this.#canvas.setPointerCapture(event.pointerId);
    this.#pointer = event.pointerId;
    this.#picture = null;
    this.#strokes.push([this.#pointOf(event)]);
    this.#changed();
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (event.pointerId !== this.#pointer) return;
    const stroke = this.#strokes[this.#strokes.length - 1];
    for (const part of partsOf(event)) {
      const [x, y] = this.#pointOf(part);
      const [lastX, lastY] = stroke[stroke.length - 1];
      if (x !== lastX || y !== lastY) stroke.push([x, y]);
    }
    this.#changed();
  }

  /** @param {PointerEvent} event */
  #end(event) {
    if (event.pointerId !== this.#pointer) return;
    if (event.type === 'pointerup') this.#move(event);
    this.#pointer = null;
    this.dispatchEvent(new Event('stroke'));
  }

  /** A finger held still must not open a menu over the drawing. @param {Event} event */
  #keepDrawing(event) {
    if (this.isDrawing) event.preventDefault();
  }

  /** @param {PointerEvent} event @returns {Point} */
  #pointOf(event) {
    const { left, top, width } = this.#canvas.getBoundingClientRect();
    return [(event.clientX - left) / width, (event.clientY - top) / width];
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

/**
 * An image as ink that `showPicture` can show.
 * @param {ArrayLike<number>} image [size, size] in 0..1
 * @param {number} size
 */
export function opacityPixels(image, size) {
  const pixels = new ImageData(size, size);
  for (let at = 0; at < size * size; at += 1) {
    pixels.data[at * 4 + 3] = Math.round(image[at] * 255);
  }
  return pixels;
}

/**
 * What a pointer did since the last event: more than one point a frame, where the browser tells.
 * @param {PointerEvent} event
 */
function partsOf(event) {
  const parts = event.getCoalescedEvents?.() ?? [];
  return parts.length > 0 ? parts : [event];
}

/**
 * @param {readonly Stroke[]} strokes in any unit
 * @returns {Point[][]} as shares of the canvas, in its middle
 */
function fitted(strokes) {
  const points = strokes.flat();
  const [left, right] = extent(points.map(([x]) => x));
  const [top, bottom] = extent(points.map(([, y]) => y));
  const scale = (1 - 2 * MARGIN) / (Math.max(right - left, bottom - top) || 1);
  return strokes.map((stroke) =>
    stroke.map(([x, y]) => [
      0.5 + (x - (left + right) / 2) * scale,
      0.5 + (y - (top + bottom) / 2) * scale,
    ]),
  );
}

/** @param {number[]} values @returns {[number, number]} */
function extent(values) {
  return values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  );
}

/**
 * A line from point to point, as the network sees it: nothing is made smoother than it is.
 * @param {CanvasRenderingContext2D} context
 * @param {Stroke} stroke
 * @param {number} side
 */
function trace(context, stroke, side) {
  stroke.forEach(([x, y], index) => {
    if (index === 0) context.moveTo(x * side, y * side);
    context.lineTo(x * side, y * side); // of a single point: a dot, by the round cap
  });
}

/**
 * A picture in the colour of the ink, its pixels as large as they come.
 * @param {CanvasRenderingContext2D} context
 * @param {CanvasImageSource} image
 * @param {string} color
 */
function stamp(context, image, color) {
  const { width } = context.canvas;
  context.save();
  context.imageSmoothingEnabled = false;
  context.drawImage(image, 0, 0, width, width);
  context.globalCompositeOperation = 'source-in';
  context.fillStyle = color;
  context.fillRect(0, 0, width, width);
  context.restore();
}
