/**
 * The inside of a reading: how the drawing became what the network sees, what speaks for the
 * answer, and what the layers make of it.
 */
import { make } from './elements.js';
import { EvidenceSection } from './evidence-view.js';
import { MapsSection } from './maps-view.js';
import { StepsSection } from './steps.js';
import { loadStyle } from './styles.js';

/** @typedef {import('./inside.js').Look} Look */

/** A drawing that has not changed for so long is looked into, in milliseconds. */
const SETTLED = 150;

/**
 * @param {() => void} changed called when another image of the drawing is to be read
 * @returns {Promise<Insight>} once it can be shown
 */
export async function openInsight(changed) {
  await loadStyle('insight.css');
  return new Insight(changed);
}

export class Insight {
  #steps;
  #settled = [new EvidenceSection(), new MapsSection()];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  element = make('div', 'dd-insight');

  /** @param {() => void} changed */
  constructor(changed) {
    this.#steps = new StepsSection(changed);
    const sections = [this.#steps, ...this.#settled];
    this.element.append(...sections.map(({ element }) => element));
  }

  get squashes() {
    return this.#steps.squashes;
  }

  set squashes(squashes) {
    this.#steps.squashes = squashes;
  }

  /** @param {Look | null} look the latest; what is costly waits until no other comes */
  show(look) {
    this.#steps.show(look);
    this.stop();
    for (const section of this.#settled) section.await();
    this.#timer = setTimeout(() => {
      for (const section of this.#settled) section.show(look);
    }, SETTLED);
  }

  stop() {
    clearTimeout(this.#timer);
    for (const section of this.#settled) section.stop();
  }
}
