/**
 * The drawing surface: points become strokes, strokes become ink. Knows nothing of digits, nor
 * of who draws: see `pointer-pen.js` and `keyboard-pen.js`.
 */
import { clipped } from './clip.js';

/** @typedef {import('./strokes.js').Point} Point */
/** @typedef {import('./strokes.js').Stroke} Stroke */

/** Width of the pen and margin around given strokes, as shares of the canvas's side. */
const PEN_WIDTH = 0.055;
const MARGIN = 0.14;

/**
 * Who draws: a pointer, by its `pointerId`, or another hand by its name.
 * @typedef {number | string} Hand
 */

/**
 * Strokes on a canvas, drawn by one hand at a time; coordinates are shares of its side, so that
 * resizing and rotating change nothing. Sends `change` whenever the strokes have changed,
 * `stroke` when one is finished.
 */
export class Ink extends EventTarget {
  /** @type {Point[][]} */
  #strokes = [];
  /** @type {Hand | null} */
  #hand = null;
  /** @type {CanvasImageSource | null} shown instead of strokes, which an undo brings back */
  #picture = null;
  #canvas;
  #resizing = new ResizeObserver(([entry]) => this.#fit(pixelsOf(entry)));

  /** @param {HTMLCanvasElement} canvas square */
  constructor(canvas) {
    super();
    this.#canvas = canvas;
    // Until the styles are there its size would follow its pixels, and these its size.
    canvas.style.width = '100%';
    canvas.width = 0; // until its size is known nothing is drawn
    watch(this.#resizing, canvas);
  }

  /** @returns {readonly Stroke[]} as they can be seen: nothing beyond the canvas */
  get strokes() {
    return this.#picture === null ? this.#strokes.flatMap(clipped) : [];
  }

  /** Who draws now. */
  get hand() {
    return this.#hand;
  }

  get isDrawing() {
    return this.#hand !== null;
  }

  /**
   * Begin a stroke; that of another hand ends.
   * @param {Hand} hand
   * @param {Point} point
   */
  begin(hand, point) {
    if (this.#hand !== null) this.finish(this.#hand);
    if (this.#picture !== null) this.#strokes = [];
    this.#picture = null;
    this.#hand = hand;
    this.#strokes.push([point]);
    this.#changed();
  }

  /**
   * Go on with the stroke; nothing where it is not this hand that draws.
   * @param {Hand} hand
   * @param {readonly Point[]} points
   */
  extend(hand, points) {
    if (hand !== this.#hand) return;
    const stroke = this.#strokes[this.#strokes.length - 1];
    for (const [x, y] of points) {
      const [lastX, lastY] = stroke[stroke.length - 1];
      if (x !== lastX || y !== lastY) stroke.push([x, y]);
    }
    this.#changed();
  }

  /** The stroke is as it should be. @param {Hand} hand nothing where another draws */
  finish(hand) {
    if (hand !== this.#hand) return;
    this.#hand = null;
    this.dispatchEvent(new Event('stroke'));
  }

  /** The stroke should not have been. @param {Hand} hand nothing where another draws */
  drop(hand) {
    if (hand === this.#hand) this.undo();
  }

  /** @param {readonly Stroke[]} strokes in any unit, y downward; shown as large as they fit */
  show(strokes) {
    this.restore(fitted(strokes));
  }

  /** @param {readonly Stroke[]} strokes in shares of the canvas's side; shown where they are */
  restore(strokes) {
    this.#hand = null;
    this.#picture = null;
    this.#strokes = strokes.map((stroke) => [...stroke]);
    this.redraw();
  }

  /** @param {CanvasImageSource} picture square, ink by its opacity; shown instead of strokes */
  showPicture(picture) {
    this.#hand = null;
    this.#picture = picture;
    this.redraw();
  }

  /** Take back the last stroke, or the picture that is shown instead. */
  undo() {
    this.#hand = null;
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
    if (width === 0) return;
    const context = /** @type {CanvasRenderingContext2D} */ (this.#canvas.getContext('2d'));
    const { color } = getComputedStyle(this.#canvas);
    context.clearRect(0, 0, width, width);
    if (this.#picture !== null) stamp(context, this.#picture, color);
    context.strokeStyle = color;
    context.lineWidth = PEN_WIDTH * width;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    context.beginPath();
    for (const stroke of this.strokes) trace(context, stroke, width);
    context.stroke(); // all at once: where strokes cross, a translucent colour stays even
  }

  dispose() {
    this.#resizing.disconnect();
  }

  /** As many pixels as the screen has, so that ink is crisp. @param {number} side */
  #fit(side) {
    if (side === 0 || side === this.#canvas.width) return;
    this.#canvas.width = side;
    this.#canvas.height = side;
    this.redraw();
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

/**
 * Watch pixels of the screen, where the browser can: they change when a window is zoomed or moved
 * to another screen, though the canvas stays as large as it was.
 * @param {ResizeObserver} observer
 * @param {HTMLCanvasElement} canvas
 */
function watch(observer, canvas) {
  try {
    observer.observe(canvas, { box: 'device-pixel-content-box' });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    observer.observe(canvas);
  }
}

/** The side of a canvas in pixels of the screen. @param {ResizeObserverEntry} entry */
function pixelsOf({ contentRect }) {
  return Math.round(contentRect.width * devicePixelRatio);
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
