import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  LinkError,
  MOST_CHARACTERS,
  MOST_STROKES,
  linkTo,
  strokesOf,
} from '../../docs/projects/handwritten-digits/demo/link.js';
import { renderStrokes } from '../../docs/projects/handwritten-digits/demo/strokes.js';
import { fixture } from './fixture.js';
import { digitsOf, missing, numbersOf, randomFrom } from './pendigits.js';
import { tally } from './tally.js';

/** @typedef {import('../../docs/projects/handwritten-digits/demo/strokes.js').Point} Point */

const PAGE = 'https://example.org/portfolio/projects/digits/';
/** How often the decoder is given nonsense; LONG=1 takes its time. */
const CASES = process.env.LONG ? 100_000 : 4_000;

/** @type {Point[][]} */
const SEVEN = [[[0.25, 0.2], [0.75, 0.2], [0.4, 0.9]], [[0.4, 0.5], [0.7, 0.5]]];

/** @param {readonly (readonly Point[])[]} strokes */
const fragmentOf = (strokes) => new URL(linkTo(strokes, PAGE)).hash;

/** @param {readonly (readonly Point[])[]} strokes */
const throughALink = (strokes) => strokesOf(fragmentOf(strokes)) ?? assert.fail('no drawing');

/** Onto the canvas, as `read` shows it. @param {Point[][]} strokes @returns {Point[][]} */
function onCanvas(strokes) {
  const xs = strokes.flat().map(([x]) => x);
  const ys = strokes.flat().map(([, y]) => y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const side = Math.max(Math.max(...xs) - left, Math.max(...ys) - top);
  return strokes.map((stroke) =>
    stroke.map(([x, y]) => [0.14 + (0.72 * (x - left)) / side, 0.14 + (0.72 * (y - top)) / side]),
  );
}

/** @param {number} count @param {number} seed a stroke that goes nowhere @returns {Point[]} */
function wander(count, seed) {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => [random(), random()]);
}

/** @param {string} hash @param {RegExp} why */
const refused = (hash, why) =>
  assert.throws(
    () => strokesOf(hash),
    (error) => error instanceof LinkError && why.test(error.message),
  );

describe('a drawing comes back from its link', () => {
  test('where it was', () => {
    const strokes = throughALink(SEVEN);
    assert.deepEqual(strokes.map((stroke) => stroke.length), [3, 2]);
    strokes.forEach((stroke, at) =>
      stroke.forEach(([x, y], index) => {
        assert.ok(Math.abs(x - SEVEN[at][index][0]) <= 0.5 / 1024);
        assert.ok(Math.abs(y - SEVEN[at][index][1]) <= 0.5 / 1024);
      }),
    );
  });

  test('with its dots', () => {
    assert.deepEqual(throughALink([[[0.5, 0.25]], [], [[0.75, 1]]]), [[[0.5, 0.25]], [[0.75, 1]]]);
  });

  test('without the points that a straight line does not need', () => {
    const line = Array.from({ length: 500 }, (_, at) => /** @type {Point} */ ([at / 500, 0.25]));
    assert.equal(throughALink([line])[0].length, 2);
  });

  test('with what lies beside the canvas, as far as that makes sense', () => {
    const strokes = throughALink([[[-0.25, 1.25], [-9, 9]]]);
    assert.deepEqual(strokes, [[[-0.25, 1.25], [-0.5, 1.5]]]);
  });

  test('the same again and again', () => {
    const once = throughALink(SEVEN);
    assert.deepEqual(throughALink(once), once);
  });

  test('as the network saw it, whoever drew it', { skip: missing }, () => {
    const digits = digitsOf(16, 30).filter((_, at) => at % 10 === 0);
    const numbers = numbersOf(digits, { count: 100, lengths: [2, 3], seed: 7 });
    let longest = 0;
    for (const drawn of [...digits, ...numbers].map(({ strokes }) => onCanvas(strokes))) {
      const hash = fragmentOf(drawn);
      longest = Math.max(longest, hash.length);
      const [before, after] = [drawn, strokesOf(hash) ?? []].map((strokes) =>
        renderStrokes(strokes, fixture.config),
      );
      const moved = before.reduce((sum, value, at) => sum + Math.abs(value - after[at]), 0);
      const ink = before.reduce((sum, value) => sum + value);
      assert.ok(moved < 0.05 * ink, `${((100 * moved) / ink).toFixed(1)} % of the ink has moved`);
    }
    console.log(`the longest of them takes ${longest} characters`);
    assert.ok(longest < 700);
  });
});

describe('a link is', () => {
  test('the page with the drawing in its fragment, whatever was there', () => {
    const link = linkTo(SEVEN, `${PAGE}?h=digit#results`);
    assert.match(link, /^https:\/\/example\.org\/portfolio\/projects\/digits\/\?h=digit#ink=1[\w-]+$/);
  });

  test('what programs that find links in a text leave whole', () => {
    const random = randomFrom(3);
    for (let at = 0; at < 200; at += 1) assert.match(fragmentOf([wander(3, random() * 1e6)]), /[a-z]$/);
  });

  test('never longer than may be opened', () => {
    const scribble = wander(30, 1).flatMap(([x, y], at) =>
      Array.from({ length: 300 }, (_, step) => {
        const angle = (at * 300 + step) / 40;
        return /** @type {Point} */ ([0.5 + 0.3 * Math.cos(angle) + x / 9, 0.5 + 0.3 * Math.sin(angle) + y / 9]);
      }),
    );
    const hash = fragmentOf([scribble.slice(0, 1500)]);
    assert.ok(hash.length <= MOST_CHARACTERS + '#ink='.length);
    assert.ok(strokesOf(hash));
  });
});

describe('there is no link', () => {
  /** @type {[string, Point[][], RegExp][]} */
  const impossible = [
    ['to nothing', [], /draw something first/],
    ['to strokes without a point', [[], []], /draw something first/],
    ['to more strokes than it holds', Array(MOST_STROKES + 1).fill([[0.5, 0.5]]), /64 strokes.*has 65/],
    ['to more ink than it holds', [wander(5000, 1)], /too long for a link/],
    ['to points that are nowhere', [[[0.5, NaN]]], /nowhere/],
  ];
  for (const [what, strokes, why] of impossible) {
    test(what, () =>
      assert.throws(
        () => linkTo(strokes, PAGE),
        (error) => error instanceof LinkError && why.test(error.message),
      ),
    );
  }
});

test('other fragments are left alone', () => {
  for (const hash of ['', '#', '#results', '#ink', '#inkwell', '#_ink=1', '#Results-ink=1', '#link=1']) {
    assert.equal(strokesOf(hash), null);
  }
});

test('a link whose equals sign was escaped is opened', () => {
  assert.deepEqual(strokesOf(fragmentOf(SEVEN).replace('=', '%3D')), throughALink(SEVEN));
});

describe('a link that is not whole is refused', () => {
  const hash = fragmentOf(SEVEN);

  test('wherever it is cut off', () => {
    for (let end = '#ink='.length; end < hash.length; end += 1) {
      refused(hash.slice(0, end), /cut off or was changed/);
    }
  });

  test('whichever letter is another one', () => {
    for (let at = '#ink=1'.length; at < hash.length; at += 1) {
      const other = hash[at] === 'a' ? 'b' : 'a';
      refused(hash.slice(0, at) + other + hash.slice(at + 1), /cut off or was changed/);
    }
  });

  test('if something was added', () => {
    for (const more of ['a', '.', ' ', '%20', '\0', 'é', '#', hash]) {
      refused(hash + more, /cut off or was changed/);
    }
  });

  test('if it is of a version that is not known yet', () => {
    refused(hash.replace('=1', '=2'), /another version/);
  });

  test('if it is longer than any link is, before anything else is looked at', () => {
    refused(`#ink=1${'A'.repeat(MOST_CHARACTERS)}`, /too long/);
    refused(`#ink=1${'A'.repeat(5_000_000)}`, /too long/);
  });
});

describe('what has a checksum and is no drawing is refused', () => {
  /** @type {[string, string, RegExp][]} body of a link */
  const bodies = [
    ['nothing', '', /it is empty/],
    ['a stroke of no points', 'A', /strokes are none/],
    ['fewer points than it says', 'CAA', /strokes are none/],
    ['half a point', 'BA', /strokes are none/],
    ['a letter that is no digit', 'B!A', /cut off or was changed/],
    ['a number without an end', 'BAg', /ends within a number/],
    ['a number without end', 'BggggggggggggggggggggggggggggggggA', /too large/],
    ['a number too large for any canvas', 'B_____A', /too large/],
    ['a point far beside the canvas', 'B__fA', /beside the canvas/],
    ['more strokes than may be', 'BAA'.repeat(MOST_STROKES + 1), /strokes are none/],
    ['very many points', `${'_'.repeat(2)}f`, /strokes are none/],
  ];
  for (const [what, body, why] of bodies) test(what, () => refused(`#ink=${signed(body)}`, why));

  test('as many strokes as may be are drawn', () => {
    assert.equal(strokesOf(`#ink=${signed('BAA'.repeat(MOST_STROKES))}`)?.length, MOST_STROKES);
  });
});

test(`of ${CASES} links that chance made, each is a drawing or refused`, () => {
  const random = randomFrom(2026);
  const whole = [fragmentOf(SEVEN), fragmentOf([wander(80, 5)])].map((hash) => hash.slice(5));
  let drawings = 0;
  for (let at = 0; at < CASES; at += 1) {
    const text = FUZZERS[at % FUZZERS.length](whole[at % 2], random);
    try {
      const strokes = strokesOf(`#ink=${text}`) ?? assert.fail('it is a drawing or refused');
      drawings += 1;
      assert.ok(strokes.length >= 1 && strokes.length <= MOST_STROKES);
      assert.ok(strokes.every((stroke) => stroke.length > 0));
      assert.ok(strokes.flat(2).every((value) => value >= -0.5 && value <= 1.5), text);
      assert.ok(strokes.flat().length <= MOST_CHARACTERS / 2);
    } catch (error) {
      assert.ok(error instanceof LinkError, `${text}: ${error}`);
    }
  }
  assert.ok(drawings > CASES / 100, `only ${drawings} were drawings`);
  tally('share links', CASES, drawings);
});

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** @typedef {(whole: string, random: () => number) => string} Fuzzer */

/** @type {Fuzzer[]} */
const FUZZERS = [
  // Anything that fits into a string.
  (_, random) => letters(random, 60, (value) => String.fromCharCode(value * 0x10000)),
  // What looks like a link.
  (_, random) => `1${letters(random, 300, digit)}`,
  // What has the right checksum as well.
  (_, random) => signed(letters(random, 40, digit)),
  (_, random) => signed(letters(random, 9, (value) => 'ABCDEg'[Math.floor(value * 6)])),
  // A link with a letter changed, and mended so that it is looked into.
  (whole, random) => {
    const at = Math.floor(random() * (whole.length - 7));
    const body = whole.slice(1, -6);
    return signed(body.slice(0, at) + digit(random()) + body.slice(at + 1));
  },
  // A link with a part of it missing, doubled or turned round.
  (whole, random) => {
    const [a, b] = [random(), random()].map((value) => Math.floor(value * whole.length)).sort();
    const parts = [whole.slice(0, a), whole.slice(a, b), whole.slice(b)];
    return parts.sort(() => random() - 0.5).join('') + (random() < 0.5 ? parts[1] : '');
  },
];

/** @param {number} value 0 to 1 */
function digit(value) {
  return ALPHABET[Math.floor(value * 64)];
}

/** @param {() => number} random @param {number} most @param {(value: number) => string} letter */
function letters(random, most, letter) {
  return Array.from({ length: Math.floor(random() * most) }, () => letter(random())).join('');
}

/**
 * A body with version and checksum, by the format's description: FNV-1a over both, its highest
 * byte folded onto the rest, as letters a to p, the lowest four bits first.
 * @param {string} body
 */
function signed(body) {
  let hash = 0x811c9dc5n;
  for (const byte of Buffer.from(`1${body}`)) hash = ((hash ^ BigInt(byte)) * 0x01000193n) & 0xffffffffn;
  const folded = Number((hash >> 24n) ^ (hash & 0xffffffn));
  const sum = folded.toString(16).padStart(6, '0').split('').reverse();
  return `1${body}${sum.map((hex) => 'abcdefghijklmnop'[parseInt(hex, 16)]).join('')}`;
}
