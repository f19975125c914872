/**
 * Strokes and images, made into the image that the network reads: the arithmetic of
 * `mnist/strokes.py` and `mnist/preprocess.py`, tested on one fixture with them. No DOM, no
 * TensorFlow.js; every constant comes from the model card.
 */

/** @typedef {readonly [number, number]} Point x and y, y downward, in any unit */
/** @typedef {readonly Point[]} Stroke */

/**
 * How a drawing becomes an image, in pixels of that image; from the model card.
 * @typedef {object} InputConfig
 * @property {number} size side of the image
 * @property {number} box the longest side of the ink fills this
 * @property {number} pen_width
 * @property {readonly [number, number]} centre where the centre of mass goes; x, y
 */

/** @typedef {[number, number, number, number]} Segment from x, y to x, y */

/**
 * How a drawing came to be the image that the network reads.
 * @typedef {object} Steps
 * @property {number | null} scale pixels of the image for one unit of the drawing; null where
 *   there is nothing to scale: no ink, or a dot
 * @property {Float32Array} fitted [size, size], scaled, the middle of the ink at the centre
 * @property {[number, number]} shift from there to the centre of mass; x, y in pixels
 * @property {Float32Array} image [size, size], what came of it
 */

/** As in mnist/strokes.py: how often the image is shifted to its centre of mass. */
const SHIFTS = 2;
/** As in mnist/preprocess.py: a centre of mass exactly between two places takes the lower. */
const TIE = 1e-6;

/**
 * Draw strokes as the network expects them: see `render` in mnist/strokes.py.
 * @param {readonly Stroke[]} strokes
 * @param {InputConfig} config
 * @returns {Float32Array} [size, size] in 0..1, row by row; all 0 where there is no point
 */
export function renderStrokes(strokes, config) {
  return renderInSteps(strokes, config).image;
}

/**
 * The same, and what happened on the way.
 * @param {readonly Stroke[]} strokes
 * @param {InputConfig} config
 * @returns {Steps}
 */
export function renderInSteps(strokes, config) {
  const drawn = strokes.filter((stroke) => stroke.length > 0);
  const { scale, moved } = fitted(drawn, config);
  const segments = toSegments(moved);
  let [x, y] = config.centre;
  const first = coverage(segments, x, y, config);
  let image = first;
  for (let shift = 0; shift < SHIFTS && segments.length > 0; shift += 1) {
    const [massX, massY] = centreOfMass(image, config.size);
    x += config.centre[0] - massX;
    y += config.centre[1] - massY;
    image = coverage(segments, x, y, config);
  }
  return {
    scale,
    fitted: Float32Array.from(first),
    shift: [x - config.centre[0], y - config.centre[1]],
    image: Float32Array.from(image),
  };
}

/**
 * Scale to the box, the middle of the bounding box at (0, 0).
 * @param {readonly Stroke[]} strokes
 * @param {InputConfig} config
 * @returns {{ scale: number | null, moved: Stroke[] }}
 */
function fitted(strokes, config) {
  const low = [Infinity, Infinity];
  const high = [-Infinity, -Infinity];
  for (const point of strokes.flat()) {
    if (!point.every(Number.isFinite)) {
      throw new RangeError(`expected finite coordinates, found ${point}`);
    }
    for (const axis of [0, 1]) {
      low[axis] = Math.min(low[axis], point[axis]);
      high[axis] = Math.max(high[axis], point[axis]);
    }
  }
  const side = Math.max(high[0] - low[0], high[1] - low[1]);
  if (!(side > 0)) {
    return { scale: null, moved: strokes.map((stroke) => stroke.map(() => [0, 0])) };
  }
  const longest = config.box - config.pen_width;
  const fit = (/** @type {number} */ value, /** @type {number} */ axis) =>
    ((value - (low[axis] + (high[axis] - low[axis]) / 2)) / side) * longest;
  return {
    scale: longest / side,
    moved: strokes.map((stroke) => stroke.map(([x, y]) => [fit(x, 0), fit(y, 1)])),
  };
}

/**
 * @param {readonly Stroke[]} strokes none of them empty
 * @returns {Segment[]} a stroke of one point is a segment of length 0
 */
export function toSegments(strokes) {
  return strokes.flatMap((stroke) =>
    stroke.slice(0, Math.max(stroke.length - 1, 1)).map((start, index) => {
      const end = stroke[Math.min(index + 1, stroke.length - 1)];
      return /** @type {Segment} */ ([...start, ...end]);
    }),
  );
}

/**
 * Intensity of segments moved by (x, y), by the distance of each pixel's centre to the nearest.
 * A segment is measured against the pixels that it can reach only: the rest stay dark anyway.
 * @param {readonly Segment[]} segments
 * @param {number} x
 * @param {number} y
 * @param {Pick<InputConfig, 'size' | 'pen_width'>} config
 * @returns {Float64Array} [size, size] in 0..1
 */
export function coverage(segments, x, y, { size, pen_width: penWidth }) {
  const reach = penWidth / 2 + 0.5;
  const squared = new Float64Array(size * size).fill(Infinity);
  const first = (/** @type {number} */ low) => Math.max(0, Math.ceil(low - reach));
  const last = (/** @type {number} */ high) => Math.min(size - 1, Math.floor(high + reach));
  for (const [x0, y0, x1, y1] of segments) {
    const [startX, startY, endX, endY] = [x0 + x, y0 + y, x1 + x, y1 + y];
    const distance = squaredDistanceTo(startX, startY, endX - startX, endY - startY);
    const [left, right] = [first(Math.min(startX, endX)), last(Math.max(startX, endX))];
    const [top, bottom] = [first(Math.min(startY, endY)), last(Math.max(startY, endY))];
    for (let row = top; row <= bottom; row += 1) {
      for (let column = left; column <= right; column += 1) {
        const pixel = row * size + column;
        squared[pixel] = Math.min(squared[pixel], distance(column, row));
      }
    }
  }
  return squared.map((value) => clamp(0.5 + (penWidth / 2 - Math.sqrt(value))));
}

/**
 * The squared distance of a point to a segment.
 * @param {number} startX
 * @param {number} startY
 * @param {number} alongX
 * @param {number} alongY
 * @returns {(x: number, y: number) => number}
 */
function squaredDistanceTo(startX, startY, alongX, alongY) {
  const length = alongX ** 2 + alongY ** 2 || 1;
  return (x, y) => {
    const [fromX, fromY] = [x - startX, y - startY];
    const share = clamp((fromX * alongX + fromY * alongY) / length);
    return (fromX - share * alongX) ** 2 + (fromY - share * alongY) ** 2;
  };
}

/**
 * Fit the ink of an image to the box, and put its centre of mass in the middle: see
 * `preprocess` in mnist/preprocess.py.
 * @param {ArrayLike<number>} image [height, width] in 0..1, bright ink on black, row by row
 * @param {number} width
 * @param {number} height
 * @param {InputConfig} config
 * @returns {Float32Array} [size, size] in 0..1, row by row; all 0 where there is no ink
 */
export function preprocessImage(image, width, height, config) {
  return preprocessInSteps(image, width, height, config).image;
}

/**
 * The same, and what happened on the way.
 * @param {ArrayLike<number>} image
 * @param {number} width
 * @param {number} height
 * @param {InputConfig} config
 * @returns {Steps}
 */
export function preprocessInSteps(image, width, height, config) {
  if (image.length !== width * height) {
    throw new RangeError(`expected ${width} x ${height} pixels, found ${image.length}`);
  }
  const blank = new Float32Array(config.size ** 2);
  const bounds = boundsOf(image, width, height);
  if (bounds === null) return { scale: null, fitted: blank, shift: [0, 0], image: blank };
  const ink = resampled(image, width, bounds, config.box);
  const scale = config.box / Math.max(bounds.columns, bounds.rows);
  const first = middle(bounds, scale, config);
  const last = balanced(ink, config);
  return {
    scale,
    fitted: placed(ink, first, config),
    shift: [last[0] - first[0], last[1] - first[1]],
    image: placed(ink, last, config),
  };
}

/**
 * @typedef {object} Bounds
 * @property {number} left
 * @property {number} top
 * @property {number} columns
 * @property {number} rows
 */

/**
 * The bounding box of every pixel above 0.
 * @param {ArrayLike<number>} image
 * @param {number} width
 * @param {number} height
 * @returns {Bounds | null} null where there is no ink
 */
function boundsOf(image, width, height) {
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      if (!(image[row * width + column] > 0)) continue;
      left = Math.min(left, column);
      right = Math.max(right, column);
      top = Math.min(top, row);
      bottom = row;
    }
  }
  return right < 0 ? null : { left, top, columns: right - left + 1, rows: bottom - top + 1 };
}

/**
 * Resample by area so that the longest side is `box`; the ink ends up at the top left.
 * @param {ArrayLike<number>} image
 * @param {number} width of the image
 * @param {Bounds} ink
 * @param {number} box
 * @returns {Float64Array} [box, box]
 */
export function resampled(image, width, { left, top, columns, rows }, box) {
  const scale = box / Math.max(columns, rows);
  const [across, down] = [sharesOf(columns, scale, box), sharesOf(rows, scale, box)];
  const result = new Float64Array(box * box);
  const line = new Float64Array(columns);
  for (let row = 0; row < box; row += 1) {
    line.fill(0);
    for (const [from, share] of down[row]) {
      const start = (top + from) * width + left;
      for (let column = 0; column < columns; column += 1) {
        line[column] += share * image[start + column];
      }
    }
    for (let column = 0; column < box; column += 1) {
      for (const [from, share] of across[column]) {
        result[row * box + column] += share * line[from];
      }
    }
  }
  return result;
}

/**
 * Which old pixels lie under each new one, and how much of it each covers, along one axis.
 * @param {number} pixels
 * @param {number} scale
 * @param {number} box
 * @returns {[number, number][][]} for each new pixel, old pixels and shares
 */
function sharesOf(pixels, scale, box) {
  return Array.from({ length: box }, (_, target) => {
    /** @type {[number, number][]} */
    const shares = [];
    const start = Math.max(0, Math.floor(target / scale) - 1);
    for (let from = start; from < pixels && from * scale < target + 1; from += 1) {
      const share = Math.min(target + 1, (from + 1) * scale) - Math.max(target, from * scale);
      if (share > 0) shares.push([from, share]);
    }
    return shares;
  });
}

/**
 * Where ink goes so that the middle of its bounds is at the centre, to a whole pixel.
 * @param {Bounds} bounds before scaling
 * @param {number} scale
 * @param {InputConfig} config
 * @returns {[number, number]} left and top
 */
function middle({ columns, rows }, scale, { centre }) {
  // A pixel's coordinate is that of its centre: half a pixel from its edge.
  const start = (/** @type {number} */ pixels, /** @type {number} */ at) =>
    Math.ceil(at + 0.5 - (pixels * scale) / 2 - 0.5 - TIE);
  return [start(columns, centre[0]), start(rows, centre[1])];
}

/**
 * Where ink goes so that its centre of mass is within half a pixel of the centre.
 * @param {Float64Array} ink [box, box]
 * @param {InputConfig} config
 * @returns {[number, number]} left and top, whole pixels
 */
function balanced(ink, { box, centre }) {
  const [massX, massY] = centreOfMass(ink, box);
  return [
    Math.ceil(centre[0] - massX - 0.5 - TIE),
    Math.ceil(centre[1] - massY - 0.5 - TIE),
  ];
}

/**
 * @param {Float64Array} ink [box, box]
 * @param {[number, number]} place left and top, whole pixels; what is outside is cut off
 * @param {InputConfig} config
 */
function placed(ink, [left, top], { size, box }) {
  const image = new Float32Array(size * size);
  for (let row = Math.max(0, top); row < Math.min(size, top + box); row += 1) {
    for (let column = Math.max(0, left); column < Math.min(size, left + box); column += 1) {
      image[row * size + column] = ink[(row - top) * box + column - left];
    }
  }
  return image;
}

/**
 * @param {Float64Array} image [side, side], not blank
 * @param {number} side
 * @returns {[number, number]} x and y, in pixels
 */
function centreOfMass(image, side) {
  let [x, y, mass] = [0, 0, 0];
  image.forEach((value, pixel) => {
    x += value * (pixel % side);
    y += value * Math.floor(pixel / side);
    mass += value;
  });
  return [x / mass, y / mass];
}

/** @param {number} value */
function clamp(value) {
  return Math.min(1, Math.max(0, value));
}
