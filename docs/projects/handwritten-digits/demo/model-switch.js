/**
 * The control that chooses which network reads. Of one network alone there is none.
 */
import { make } from './elements.js';

/** @type {Record<string, string>} what an experiment is called; others go by their own name */
const NAMES = { demo: 'Trained on what people draw', baseline: 'Baseline' };

/** Radio buttons of one name are one group, whichever demo on the page they belong to. */
let groups = 0;

/**
 * Sends `change`, as radio buttons do. It takes its room before it is known which networks
 * there are, so that nothing moves when it appears.
 */
export class ModelSwitch {
  /** @type {{ label: HTMLElement, radio: HTMLInputElement }[]} */
  #options;
  element = make('fieldset', 'dd-models dd-unknown');

  /** @param {readonly string[]} experiments that there may be */
  constructor(experiments) {
    groups += 1;
    this.#options = experiments.map((experiment) => option(experiment, `dd-model-${groups}`));
    const choices = make('div', 'dd-choices');
    choices.append(...this.#options.map(({ label }) => label));
    this.element.append(make('legend', '', {}, 'Model'), choices);
    this.element.hidden = experiments.length < 2;
  }

  /**
   * @param {readonly string[]} experiments that there are
   * @param {string} chosen
   */
  offer(experiments, chosen) {
    for (const { label, radio } of this.#options) {
      label.hidden = !experiments.includes(radio.value);
      radio.checked = radio.value === chosen;
    }
    this.element.hidden = experiments.length < 2;
    this.element.classList.remove('dd-unknown');
  }
}

/** @param {string} experiment @param {string} group */
function option(experiment, group) {
  const attributes = { type: 'radio', name: group, value: experiment };
  const radio = /** @type {HTMLInputElement} */ (make('input', '', attributes));
  const label = make('label', 'dd-choice');
  label.append(radio, make('span', '', {}, NAMES[experiment] ?? experiment));
  return { label, radio };
}
