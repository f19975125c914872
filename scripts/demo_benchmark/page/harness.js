/**
 * The page of the benchmark: takes the time from the start of a side's script, or from a click, to
 * the first reading, and then of single readings. Which side does it, and how, is in the query:
 *
 *     ?side=shipped&from=start&experiment=baseline&module=/site/demo.js
 *
 * with the modules that a page of the site names before the demo asks for them.
 *
 * `globalThis.benchmark` is what the command that opened the page asks for results.
 */

/**
 * What is measured: a module of this folder.
 * @typedef {object} Side
 * @property {(setting: Setting) => Promise<void>} prepare put the code of the demo in place, but
 *   neither runtime nor network
 * @property {() => Promise<unknown>} readFirst load all that a reading needs, and read
 * @property {() => Promise<Read>} reader what reads one image; everything is loaded by then
 * @property {(() => Promise<number>)=} readDrawing read strokes, where a side takes them; gives the
 *   milliseconds that it says it took
 * @property {() => Promise<About>} about
 */
/** @typedef {{ experiment: string, place: HTMLElement, modules: string[] }} Setting */
/** @typedef {(image: Float32Array) => Promise<ArrayLike<number>> | ArrayLike<number>} Read */
/** @typedef {{ runtime: string, backend: string }} About */

const PIXELS = 28 * 28;
const BRIGHTEST = 255;

const query = new URLSearchParams(location.search);
const from = query.get('from') ?? 'start';
document.body.dataset.from = from;

/** @type {Promise<Side>} */
const loaded = import(`./${query.get('side')}.js`);

async function prepare() {
  const side = await loaded;
  const place = /** @type {HTMLElement} */ (document.querySelector('main'));
  const modules = query.getAll('module');
  await side.prepare({ experiment: query.get('experiment') ?? '', place, modules });
  return side;
}

/** @returns {Promise<number>} milliseconds */
async function fromStart() {
  await loaded; // the benchmark's own modules are none that a visitor waits for
  const start = performance.now();
  const side = await prepare();
  await side.readFirst();
  return performance.now() - start;
}

/** @returns {Promise<number>} milliseconds */
async function fromClick() {
  const side = await prepare();
  const button = /** @type {HTMLElement} */ (document.querySelector('#read'));
  document.body.dataset.ready = '';
  return new Promise((resolve, reject) => {
    button.addEventListener('click', ({ timeStamp }) =>
      side.readFirst().then(() => resolve(performance.now() - timeStamp), reject),
    );
  });
}

/** @returns {Promise<Uint8Array>} [count, size, size] */
async function fetchImages() {
  const response = await fetch('/made/images.bin');
  if (!response.ok) throw new Error(`images.bin: the server said ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** @param {Uint8Array} images @param {number} index */
function imageAt(images, index) {
  const pixels = images.subarray(index * PIXELS, (index + 1) * PIXELS);
  return Float32Array.from(pixels, (value) => value / BRIGHTEST);
}

/**
 * Read some images one by one.
 * @param {number} first index of the first image
 * @param {number} count
 * @param {number} warmUp readings before those that count
 * @returns {Promise<{ milliseconds: number[], probabilities: number[][] }>}
 */
async function readings(first, count, warmUp) {
  const read = await (await loaded).reader();
  const images = await fetchImages();
  for (let index = 0; index < warmUp; index += 1) await read(imageAt(images, first));
  const milliseconds = [];
  const probabilities = [];
  for (let index = first; index < first + count; index += 1) {
    const image = imageAt(images, index);
    const begun = performance.now();
    const answer = await read(image);
    milliseconds.push(performance.now() - begun);
    probabilities.push(Array.from(answer));
  }
  return { milliseconds, probabilities };
}

/**
 * Read a drawing again and again.
 * @param {number} count
 * @returns {Promise<number[]>} milliseconds; none of a side that takes no drawings
 */
async function drawings(count) {
  const { readDrawing } = await loaded;
  const milliseconds = [];
  for (let done = 0; readDrawing && done < count; done += 1) {
    milliseconds.push(await readDrawing());
  }
  return milliseconds;
}

/**
 * The likeliest digit of every image.
 * @returns {Promise<number[]>}
 */
async function readAll() {
  const read = await (await loaded).reader();
  const images = await fetchImages();
  const digits = [];
  for (let index = 0; index < images.length / PIXELS; index += 1) {
    const answer = Array.from(await read(imageAt(images, index))).slice(0, 10);
    digits.push(answer.indexOf(Math.max(...answer)));
  }
  return digits;
}

const first = from === 'click' ? fromClick() : fromStart();
first.catch(() => {}); // told to whoever asks
Object.assign(globalThis, {
  benchmark: {
    first: () => first,
    about: async () => (await loaded).about(),
    readings,
    drawings,
    readAll,
  },
});
