/**
 * The model card: which networks there are, how each is fed and when its answer is taken, and
 * which files make it. Files that are not the ones that it lists are refused.
 */

/**
 * When the network's answer is taken; see `Reading` in mnist/records/model_card.py.
 * @typedef {object} Thresholds
 * @property {number} not_a_digit
 * @property {number} unsure
 */

/**
 * What the model card says of one experiment's network.
 * @typedef {object} CardEntry
 * @property {string} path of the graph, relative to the card
 * @property {Record<string, { sha256: string, bytes: number }>} files
 * @property {{ shape: number[], size: number, box: number, pen_width: number,
 *              centre: [number, number] }} input
 * @property {string[]} classes
 * @property {Thresholds | null} [reading] absent where the network always names a digit
 * @property {number} accuracy
 */

/** @typedef {Record<string, CardEntry>} Card networks by experiment */
/** @typedef {(url: URL) => Promise<ArrayBuffer>} Fetch */

/** Of an image that a network takes, in pixels; ours take 28. */
const MOST_SIDE = 512;
/** Of one file; ours are a small part of that. */
const MOST_BYTES = 2 ** 26;

/** The network cannot be had; the message says why, for people. */
export class ModelError extends Error {
  name = 'ModelError';
}

/**
 * @param {URL} url
 * @param {Fetch} fetchBytes
 * @returns {Promise<Card>} its entries not yet validated: see `entryOf`
 */
export async function fetchCard(url, fetchBytes) {
  const card = parse(await fetchBytes(url), fileName(url));
  if (typeof card === 'object' && card !== null) return card;
  throw new ModelError(`${fileName(url)} should hold networks by name, found ${card}`);
}

/**
 * @param {Card} card
 * @param {string} experiment
 * @returns {CardEntry}
 */
export function entryOf(card, experiment) {
  if (!Object.hasOwn(card, experiment)) {
    const names = Object.keys(card).join(', ');
    throw new ModelError(`the model card has no '${experiment}', only ${names}`);
  }
  const entry = card[experiment];
  checkForm(experiment, entry);
  checkShape(experiment, entry.input);
  if (entry.reading !== undefined && entry.reading !== null) {
    checkShare(experiment, 'not_a_digit', entry.reading.not_a_digit);
    checkShare(experiment, 'unsure', entry.reading.unsure);
  }
  return entry;
}

/**
 * What the demo relies on, each with what it is to be.
 * @type {[string, (entry: CardEntry) => boolean][]}
 */
const FORM = [
  ['a record', (entry) => isRecord(entry)],
  ['a path below its own folder', ({ path }) => isBelow(path)],
  ['a list of classes', ({ classes }) => Array.isArray(classes)],
  ['a record of what it takes', ({ input }) => isRecord(input) && Array.isArray(input.shape)],
  [
    `images of at most ${MOST_SIDE} pixels to a side, with a box and a pen`,
    ({ input: { size, box, pen_width, centre } }) =>
      [size, box, pen_width].every((each) => each > 0 && each <= MOST_SIDE) &&
      Array.isArray(centre) && centre.length === 2 && centre.every(Number.isFinite),
  ],
  [
    'files below its own folder, each with its length and SHA-256',
    ({ files }) =>
      isRecord(files) &&
      Object.entries(files).every(
        ([name, file]) =>
          isBelow(name) && isRecord(file) && typeof file.sha256 === 'string' &&
          Number.isInteger(file.bytes) && file.bytes >= 0 && file.bytes <= MOST_BYTES,
      ),
  ],
];

/** @param {string} experiment @param {CardEntry} entry */
function checkForm(experiment, entry) {
  const failed = FORM.find(([, holds]) => !holds(entry));
  if (failed === undefined) return;
  throw new ModelError(`the model card's '${experiment}' should have ${failed[0]}, it has not`);
}

/** @param {unknown} value */
function isRecord(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Whether an address leads to something beside the card: no other host, and not out of the folder.
 * @param {unknown} name
 */
function isBelow(name) {
  return typeof name === 'string' && /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(name);
}

/**
 * Drawings are made square and grey: a network that takes anything else would be fed nonsense.
 * @param {string} experiment
 * @param {CardEntry['input']} input
 */
function checkShape(experiment, { size, shape }) {
  const expected = [size, size, 1].join(' by ');
  const found = shape.join(' by ');
  if (found === expected) return;
  throw new ModelError(
    `the model card's '${experiment}' should take images of ${expected}, it takes ${found}`,
  );
}

/** @param {string} experiment @param {string} name @param {unknown} found */
function checkShare(experiment, name, found) {
  if (typeof found === 'number' && found >= 0 && found <= 1) return;
  throw new ModelError(
    `the model card's '${experiment}' should have reading.${name} from 0 to 1, ` +
      `it has ${JSON.stringify(found) ?? 'nothing'}`,
  );
}

/**
 * The files of a network.
 * @param {CardEntry} entry
 * @param {URL} cardUrl
 * @param {Fetch} fetchBytes
 * @returns {Promise<Map<string, ArrayBuffer>>} contents by path relative to the card
 */
export async function fetchFiles({ files }, cardUrl, fetchBytes) {
  const fetched = Object.keys(files).map(async (name) => {
    const bytes = await fetchBytes(new URL(name, cardUrl));
    await verify(name, bytes, files[name]);
    return /** @type {const} */ ([name, bytes]);
  });
  return new Map(await Promise.all(fetched));
}

/**
 * A file that is not the one that was measured must not be read with: a cut-off or a stale
 * download gives confident nonsense.
 * @param {string} name
 * @param {ArrayBuffer} bytes
 * @param {{ sha256: string, bytes: number }} expected
 */
async function verify(name, bytes, expected) {
  if (bytes.byteLength !== expected.bytes) {
    throw new ModelError(`${name} has ${bytes.byteLength} bytes, expected ${expected.bytes}`);
  }
  // Browsers offer it to secure origins only; there the length has to do.
  if (globalThis.crypto?.subtle === undefined) return;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (sha256 !== expected.sha256) {
    throw new ModelError(`${name} is not the file that the model card describes (SHA-256)`);
  }
}

/** @param {ArrayBuffer} bytes @param {URL | string} name */
export function parse(bytes, name) {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new ModelError(`${name} is not valid JSON`);
  }
}

/** @type {Fetch} */
export async function download(url) {
  const response = await fetch(url).catch(() => {
    throw new ModelError(`${fileName(url)} could not be fetched: is the connection up?`);
  });
  if (!response.ok) throw new ModelError(`${fileName(url)}: the server said ${response.status}`);
  if (new URL(response.url).origin !== url.origin) {
    throw new ModelError(`${fileName(url)}: the server sent us to another host`);
  }
  return bodyOf(response, fileName(url));
}

/**
 * A server may never come to an end.
 * @param {Response} response
 * @param {string} name
 */
async function bodyOf(response, name) {
  const reader = response.body?.getReader();
  /** @type {Uint8Array[]} */
  const chunks = [];
  let length = 0;
  for (;;) {
    const part = await reader?.read().catch(() => {
      throw new ModelError(`${name} broke off: is the connection up?`);
    });
    if (part === undefined || part.done) break;
    chunks.push(part.value);
    length += part.value.length;
    if (length > MOST_BYTES) {
      await reader?.cancel();
      throw new ModelError(`${name} has more than ${MOST_BYTES} bytes`);
    }
  }
  return joined(chunks);
}

/** @param {readonly Uint8Array[]} parts @returns {ArrayBuffer} */
export function joined(parts) {
  const whole = new Uint8Array(parts.reduce((bytes, part) => bytes + part.byteLength, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.byteLength;
  }
  return whole.buffer;
}

/** @param {URL} url */
function fileName(url) {
  return url.pathname.slice(url.pathname.lastIndexOf('/') + 1);
}
