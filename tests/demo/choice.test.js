import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { Choice } from '../../docs/projects/handwritten-digits/demo/choice.js';

/** @typedef {import('../../docs/projects/handwritten-digits/demo/choice.js').Source} Source */
/** @typedef {import('../../docs/projects/handwritten-digits/demo/card.js').Card} Card */
/** @typedef {import('../../docs/projects/handwritten-digits/demo/model.js').Model} Model */

/** A network that is a name. @param {string} name */
const network = (name) => /** @type {Model} */ (/** @type {unknown} */ ({ name }));
const BOTH = /** @type {Card} */ (/** @type {unknown} */ ({ baseline: {}, demo: {} }));
const NEITHER = /** @type {Card} */ ({});
const URL_OF_CARD = new URL('https://example.org/model-card.json');

/** What happened, in order. @type {string[]} */
let log;
/** Requests for networks that wait for an answer. */
/** @type {{ name: string, arrive: () => void, fail: () => void }[]} */
let asked;

beforeEach(() => {
  log = [];
  asked = [];
});

/** @param {Partial<Source>} [source] @param {Card} [card] */
function choiceOf(source, card = BOTH) {
  const library = {
    openCard: async () => card,
    openModel: (/** @type {URL} */ _, /** @type {string} */ name) =>
      /** @type {Promise<Model>} */ (
        new Promise((resolve, reject) => {
          const fail = () => reject(new Error(`no ${name}`));
          asked.push({ name, arrive: () => resolve(network(name)), fail });
        })
      ),
  };
  const wanted = { card: URL_OF_CARD, experiments: ['demo', 'baseline'], first: null, ...source };
  return new Choice(wanted, library, {
    offered: (experiments, chosen) => log.push(`offered ${experiments}, chosen ${chosen}`),
    ready: (model) => log.push(`ready ${/** @type {any} */ (model).name}`),
    failed: (error) => log.push(`failed: ${error.message}`),
  });
}

/** Until everything that can happen by itself has happened. */
const settled = () => new Promise((done) => setImmediate(done));

/** The request for a network. @param {string} name */
async function request(name) {
  await settled();
  const found = asked.find((each) => each.name === name);
  assert.ok(found, `expected a request for ${name}, found ${asked.map((each) => each.name)}`);
  asked.splice(asked.indexOf(found), 1);
  return found;
}

/** The networks that were spoken of, in order. */
const readied = () =>
  log.filter((line) => line.startsWith('ready ')).map((line) => line.slice('ready '.length));

/** @param {Promise<unknown>} loading */
const outcome = (loading) =>
  loading.then(
    (model) => /** @type {any} */ (model).name,
    (error) => error.message,
  );

describe('it begins', () => {
  /** @type {[string, Partial<Source>, Card, string][]} */
  const cases = [
    ['with the first that is wanted', {}, BOTH, 'demo'],
    ['with the first that the card has', { experiments: ['next', 'baseline'] }, BOTH, 'baseline'],
    ['with the one that is named', { first: 'baseline' }, BOTH, 'baseline'],
    ['with the one that is named even if it is not there', { first: 'next' }, BOTH, 'next'],
    ['with the first where the card has none', {}, NEITHER, 'demo'],
  ];
  for (const [how, source, card, expected] of cases) {
    test(how, async () => {
      const choice = choiceOf(source, card);
      const loading = choice.load();
      (await request(expected)).arrive();
      assert.equal(await outcome(loading), expected);
    });
  }
});

test('what the card has is offered before a network is there', async () => {
  const choice = choiceOf({ experiments: ['demo', 'next', 'baseline'] });
  choice.load();
  await request('demo');
  assert.deepEqual(log, ['offered demo,baseline, chosen demo']);
  assert.equal(choice.model, null);
});

test('a network is asked for once however often it is wanted', async () => {
  const choice = choiceOf();
  const all = [choice.load(), choice.load()];
  (await request('demo')).arrive();
  await Promise.all([...all, choice.load()]);
  assert.deepEqual(asked, []);
  assert.deepEqual(log.slice(1), ['ready demo']);
});

test('another network takes the place of the first', async () => {
  const choice = choiceOf();
  choice.load();
  (await request('demo')).arrive();
  await settled();
  const loading = choice.choose('baseline');
  assert.equal(choice.model, null);
  (await request('baseline')).arrive();
  assert.equal(await outcome(loading), 'baseline');
  assert.equal(/** @type {any} */ (choice.model).name, 'baseline');
  assert.deepEqual(readied(), ['demo', 'baseline']);
});

test('one that comes after a newer choice changes nothing', async () => {
  const choice = choiceOf();
  choice.load();
  const late = await request('demo');
  choice.choose('baseline');
  (await request('baseline')).arrive();
  await settled();
  late.arrive();
  await settled();
  assert.equal(/** @type {any} */ (choice.model).name, 'baseline');
  assert.deepEqual(readied(), ['baseline']);
});

test('those who wait get the newer choice without waiting for the older one', async () => {
  const choice = choiceOf();
  const waiting = choice.load();
  await request('demo'); // which never comes
  choice.choose('baseline');
  (await request('baseline')).arrive();
  assert.equal(await outcome(waiting), 'baseline');
});

test('those who wait get the newer choice even if the older one is there first', async () => {
  const choice = choiceOf();
  const waiting = choice.load();
  const early = await request('demo');
  choice.choose('baseline');
  early.arrive();
  await settled();
  assert.equal(choice.model, null);
  (await request('baseline')).arrive();
  assert.equal(await outcome(waiting), 'baseline');
});

test('one that fails after a newer choice is not spoken of', async () => {
  const choice = choiceOf();
  const first = choice.load();
  const late = await request('demo');
  choice.choose('baseline');
  late.fail();
  await settled();
  (await request('baseline')).arrive();
  assert.equal(await outcome(first), 'baseline');
  assert.deepEqual(log.filter((line) => line.startsWith('failed')), []);
});

test('a newer choice that fails stays failed when the older one is there', async () => {
  const choice = choiceOf();
  const first = outcome(choice.load());
  const late = await request('demo');
  const second = outcome(choice.choose('baseline'));
  (await request('baseline')).fail();
  await settled();
  late.arrive();
  assert.deepEqual([await first, await second], ['no baseline', 'no baseline']);
  assert.equal(choice.model, null);
  assert.deepEqual(asked, []);
  assert.equal(log.at(-1), 'failed: no baseline');
});

test('what failed is tried again when it is wanted again', async () => {
  const choice = choiceOf();
  const first = outcome(choice.load());
  (await request('demo')).fail();
  assert.equal(await first, 'no demo');
  const second = choice.load();
  (await request('demo')).arrive();
  assert.equal(await outcome(second), 'demo');
});

test('what comes for a demo that is gone is not spoken of', async () => {
  const choice = choiceOf();
  const waiting = outcome(choice.load());
  const late = await request('demo');
  choice.dispose();
  late.arrive();
  assert.equal(await waiting, 'the demo was taken off the page');
  await settled();
  assert.equal(choice.model, null);
  assert.deepEqual(log.slice(1), []);
});

test('after a choice that failed, an earlier one can be taken back', async () => {
  const choice = choiceOf();
  choice.load();
  (await request('demo')).arrive();
  await settled();
  const failed = outcome(choice.choose('baseline'));
  (await request('baseline')).fail();
  assert.equal(await failed, 'no baseline');
  const loading = choice.choose('demo');
  (await request('demo')).arrive();
  assert.equal(await outcome(loading), 'demo');
  assert.equal(log.at(-1), 'ready demo');
});
