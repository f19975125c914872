import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ModelError, entryOf, fetchCard } from '../../docs/projects/handwritten-digits/demo/card.js';

/** @param {object} [more] */
function cardWith(more = {}) {
  const input = { shape: [28, 28, 1], size: 28, box: 20, pen_width: 2.5, centre: [14, 14] };
  const entry = { path: 'demo/model.json', files: {}, input, classes: [], accuracy: 0.9, ...more };
  return JSON.parse(JSON.stringify({ demo: entry }));
}

describe('thresholds', () => {
  for (const reading of [undefined, null, { not_a_digit: 0, unsure: 1 }]) {
    test(`${JSON.stringify(reading)} are taken as they are`, () => {
      assert.deepEqual(entryOf(cardWith({ reading }), 'demo').reading, reading);
    });
  }

  /** @type {[object | string, string, string][]} */
  const malformed = [
    [{ not_a_digit: 0.5 }, 'unsure', 'nothing'],
    [{ unsure: 0.5 }, 'not_a_digit', 'nothing'],
    [{ not_a_digit: 0.5, unsure: 1.5 }, 'unsure', '1.5'],
    [{ not_a_digit: -0.5, unsure: 0.5 }, 'not_a_digit', '-0.5'],
    [{ not_a_digit: 0.5, unsure: '0.5' }, 'unsure', '"0.5"'],
    [{ not_a_digit: null, unsure: 0.5 }, 'not_a_digit', 'null'],
    ['often', 'not_a_digit', 'nothing'],
  ];
  for (const [reading, name, found] of malformed) {
    test(`${JSON.stringify(reading)} are refused`, () => {
      const message = `'demo' should have reading.${name} from 0 to 1, it has ${found}`;
      assert.throws(
        () => entryOf(cardWith({ reading }), 'demo'),
        (error) => error instanceof ModelError && error.message.endsWith(message),
      );
    });
  }
});

test('a name that every object has is no experiment', () => {
  assert.throws(() => entryOf(cardWith(), 'constructor'), /no 'constructor', only demo/);
});

for (const shape of [[14, 56, 1], [28, 28, 3], [28, 28], [1, 28, 28, 1]]) {
  test(`a network that takes ${shape.join(' by ')} is refused`, () => {
    const input = { shape, size: 28, box: 20, pen_width: 2.5, centre: [14, 14] };
    const message = `should take images of 28 by 28 by 1, it takes ${shape.join(' by ')}`;
    assert.throws(
      () => entryOf(cardWith({ input }), 'demo'),
      (error) => error instanceof ModelError && error.message.endsWith(message),
    );
  });
}

for (const [name, more] of Object.entries({
  size: { shape: [513, 513, 1], size: 513 },
  box: { box: 513 },
  pen: { pen_width: 0 },
})) {
  test(`a network whose ${name} makes no sense is refused`, () => {
    const input = { shape: [28, 28, 1], size: 28, box: 20, pen_width: 2.5, centre: [14, 14], ...more };
    assert.throws(() => entryOf(cardWith({ input }), 'demo'), /images of at most 512 pixels/);
  });
}

for (const bytes of [2 ** 26 + 1, -1, 0.5, '9']) {
  test(`a file of ${JSON.stringify(bytes)} bytes is refused`, () => {
    const files = { 'demo/w.bin': { bytes, sha256: '' } };
    assert.throws(() => entryOf(cardWith({ files }), 'demo'), /each with its length and SHA-256/);
  });
}

for (const [text, why] of [
  ['<!doctype html>', 'model-card.json is not valid JSON'],
  ['null', 'model-card.json should hold networks by name, found null'],
]) {
  test(`a card of ${text} is refused`, async () => {
    const { buffer } = new TextEncoder().encode(text);
    const card = fetchCard(new URL('https://example.org/model-card.json'), async () => buffer);
    await assert.rejects(card, { name: 'ModelError', message: why });
  });
}
