import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { Idle } from '../../docs/projects/handwritten-digits/demo/idle.js';

const page = /** @type {any} */ (globalThis);

/** Work of some pieces, which counts those that were done. @param {number} pieces */
function workOf(pieces) {
  const counted = { done: 0 };
  function* work() {
    for (; counted.done < pieces; counted.done += 1) yield;
    return `${pieces} pieces`;
  }
  return { counted, work: work() };
}

describe('where the browser says when it is idle', () => {
  /** @type {Map<number, (deadline: object) => void>} */
  let waiting;
  /** @type {string[]} */
  let results;
  const done = (/** @type {string} */ result) => results.push(result);

  beforeEach(() => {
    waiting = new Map();
    results = [];
    let requests = 0;
    page.requestIdleCallback = (/** @type {(deadline: object) => void} */ callback) => {
      requests += 1;
      waiting.set(requests, callback);
      return requests;
    };
    page.cancelIdleCallback = (/** @type {number} */ request) => waiting.delete(request);
  });

  afterEach(() => {
    delete page.requestIdleCallback;
    delete page.cancelIdleCallback;
  });

  /** Be idle for as many pieces. @param {number} pieces */
  function idle(pieces) {
    const callbacks = [...waiting.values()];
    waiting.clear();
    for (const callback of callbacks) {
      let left = pieces;
      callback({ didTimeout: false, timeRemaining: () => (left -= 1) + 1 });
    }
  }

  test('nothing is done before the page is idle', () => {
    const { counted, work } = workOf(3);
    new Idle().start(work, done);
    assert.equal(counted.done, 0);
    assert.equal(waiting.size, 1);
  });

  test('work stops when time is up, and goes on when there is more', () => {
    const { counted, work } = workOf(10);
    new Idle().start(work, done);
    const after = [];
    for (let turn = 0; turn < 5; turn += 1) {
      idle(4);
      after.push(counted.done);
    }
    assert.ok(after[0] > 0 && after[0] < 10, `${after}`);
    assert.ok(after[1] > after[0], `${after}`);
    assert.equal(after[4], 10);
    assert.deepEqual(results, ['10 pieces']);
    assert.equal(waiting.size, 0);
  });

  test('what is stopped is done no further', () => {
    const { counted, work } = workOf(10);
    const job = new Idle();
    job.start(work, done);
    idle(4);
    const before = counted.done;
    job.stop();
    idle(100);
    assert.equal(counted.done, before);
    assert.deepEqual(results, []);
  });

  test('what is begun takes the place of what was there', () => {
    const job = new Idle();
    const [first, second] = [workOf(10), workOf(2)];
    job.start(first.work, done);
    job.start(second.work, done);
    idle(100);
    assert.equal(first.counted.done, 0);
    assert.deepEqual(results, ['2 pieces']);
  });

  test('a page that is never idle does not keep it waiting for ever', () => {
    const { counted, work } = workOf(3);
    new Idle().start(work, done);
    const [callback] = waiting.values();
    callback({ didTimeout: true, timeRemaining: () => 0 });
    assert.equal(counted.done, 3);
  });
});

test('where the browser does not say, work is done all the same', async () => {
  const { work } = workOf(3);
  const result = await new Promise((done) => new Idle().start(work, done));
  assert.equal(result, '3 pieces');
});

test('where the browser does not say, work can be stopped too', async () => {
  const { counted, work } = workOf(3);
  const job = new Idle();
  job.start(work, () => assert.fail('it was stopped'));
  job.stop();
  await new Promise((done) => setTimeout(done, 5));
  assert.equal(counted.done, 0);
});
