/** The demo as the site ships it: the element with its drawing area, runtime and network. */
import { STROKES } from './drawing.js';

const PROJECT = new URL('/site/projects/handwritten-digits/', location.href);
const CARD = new URL('artefacts/model/model-card.json', PROJECT);

/** @typedef {import('../../../docs/projects/handwritten-digits/demo/model.js').Model} Model */
/** @typedef {import('../../../docs/projects/handwritten-digits/demo/reading.js').Result} Reading */
/** @typedef {HTMLElement & { read: (strokes: number[][][]) => Promise<Reading> }} Demo */

/** @type {Demo} */
let demo;
let wanted = '';

/** @type {import('./harness.js').Side['prepare']} */
export async function prepare({ experiment, place, modules }) {
  document.head.append(...modules.map(preload));
  await import(new URL('bundle/digit-demo.js', PROJECT).href);
  wanted = experiment;
  demo = /** @type {Demo} */ (document.createElement('digit-demo'));
  demo.setAttribute('card', CARD.href);
  demo.setAttribute('experiments', experiment);
  place.append(demo);
}

/** As scripts/site_demo.py has it. @param {string} href */
function preload(href) {
  return Object.assign(document.createElement('link'), { rel: 'modulepreload', href });
}

export async function readFirst() {
  await demo.read(STROKES);
}

/** Strokes to answer, as the demo tells it of every reading. */
export async function readDrawing() {
  return (await demo.read(STROKES)).milliseconds;
}

/** @returns {Promise<Model>} the one that the element reads with */
async function network() {
  const { openModel } = await import(new URL('bundle/demo.js', PROJECT).href);
  return openModel(CARD, wanted);
}

/** @type {import('./harness.js').Side['reader']} */
export async function reader() {
  const model = await network();
  return (image) => model.predict(image);
}

/** @type {import('./harness.js').Side['about']} */
export async function about() {
  const { description } = await network();
  return { runtime: description, backend: 'wasm' };
}
