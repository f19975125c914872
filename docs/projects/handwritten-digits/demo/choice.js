/**
 * Which of the card's networks reads. The one chosen last is the one that counts: what was
 * chosen before it and is there only later changes nothing.
 */

/** @typedef {import('./card.js').Card} Card */
/** @typedef {import('./model.js').Model} Model */

/**
 * Where the networks are and which of them are wanted.
 * @typedef {object} Source
 * @property {URL} card
 * @property {readonly string[]} experiments that may be chosen, where the card has them
 * @property {string | null} first the one to begin with; null: the first that the card has
 * @property {boolean} [onTouch] nothing is fetched before someone touches the demo
 */

/**
 * What opens them.
 * @typedef {object} Library
 * @property {(card: URL) => Promise<Card>} openCard
 * @property {(card: URL, experiment: string) => Promise<Model>} openModel
 */

/**
 * @typedef {object} Listener
 * @property {(experiments: string[], chosen: string) => void} offered what the card has, as
 *   soon as it is known
 * @property {(model: Model) => void} ready the chosen network is there
 * @property {(error: Error) => void} failed it cannot be had
 */

/**
 * @typedef {object} Wait
 * @property {Promise<Model>} promise
 * @property {(model: Model) => void} resolve
 * @property {(error: Error) => void} reject
 */

export class Choice {
  #source;
  #library;
  #listener;
  /** @type {string | null} */
  #chosen;
  /** Counts what was begun; only the last of it matters. */
  #turn = 0;
  /** @type {Wait | null} of all who want a network while there is none, whichever it will be */
  #wait = null;
  /** @type {Model | null} the chosen network, once it is there */
  model = null;

  /**
   * @param {Source} source
   * @param {Library} library
   * @param {Listener} listener
   */
  constructor(source, library, listener) {
    this.#source = source;
    this.#library = library;
    this.#listener = listener;
    this.#chosen = source.first;
  }

  /** @param {string} experiment @returns {Promise<Model>} see `load` */
  choose(experiment) {
    this.#chosen = experiment;
    this.model = null;
    return this.#begin();
  }

  /**
   * The network that is chosen by the time it is there. One that could not be had is tried
   * again.
   * @returns {Promise<Model>}
   */
  async load() {
    return this.model ?? this.#wait?.promise ?? this.#begin();
  }

  /** What is still on its way is for nobody: a demo that comes after may have the same place. */
  dispose() {
    this.#turn += 1;
    this.#wait?.reject(new Error('the demo was taken off the page'));
    this.#wait = null;
  }

  #begin() {
    this.#turn += 1;
    const turn = this.#turn;
    const wait = this.#wait ?? newWait();
    this.#wait = wait;
    this.#open().then(
      (model) => turn === this.#turn && this.#ready(model, wait),
      (error) => turn === this.#turn && this.#fail(error, wait),
    );
    return wait.promise;
  }

  async #open() {
    const { card, experiments } = this.#source;
    const known = await this.#library.openCard(card);
    const offered = experiments.filter((name) => Object.hasOwn(known, name));
    this.#chosen ??= offered[0] ?? experiments[0];
    this.#listener.offered(offered, this.#chosen);
    return this.#library.openModel(card, this.#chosen);
  }

  /** @param {Model} model @param {Wait} wait */
  #ready(model, wait) {
    this.model = model;
    this.#wait = null;
    wait.resolve(model);
    this.#listener.ready(model);
  }

  /** @param {Error} error @param {Wait} wait */
  #fail(error, wait) {
    this.#wait = null;
    wait.reject(error);
    this.#listener.failed(error);
  }
}

/** @returns {Wait} */
function newWait() {
  /** @type {Partial<Wait>} */
  const wait = {};
  wait.promise = new Promise((resolve, reject) => Object.assign(wait, { resolve, reject }));
  return /** @type {Wait} */ (wait);
}
