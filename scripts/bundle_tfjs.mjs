/**
 * Makes the TensorFlow.js bundle that the demo serves from its own site:
 *
 *     node scripts/bundle_tfjs.mjs            write docs/assets/tfjs/
 *     node scripts/bundle_tfjs.mjs --check    change nothing, fail if it is stale
 *
 * The whole library is 366 KB compressed, and its WebAssembly backend brings every kernel.
 * Our graphs use ten. So the JavaScript is bundled from the locked packages with the operations
 * of GRAPH_OPS alone, and the functions that no kept export reaches are dropped from the two
 * WebAssembly binaries. Same packages, same bytes, on every machine.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import binaryen from 'binaryen';
import { build } from 'esbuild';
import { finish, packagesOf } from './bundle_files.mjs';

const require = createRequire(import.meta.url);
const SOURCES = fileURLToPath(new URL('./tfjs/', import.meta.url));
const OUTPUT = fileURLToPath(new URL('../docs/assets/tfjs/', import.meta.url));

/**
 * The node types of the graphs that we export. A new layer may bring a new one: add it here,
 * its operation to tfjs/core_ops.js, its kernel to tfjs/runtime.js and, where that kernel calls
 * WebAssembly, its export to WASM_EXPORTS.
 */
const GRAPH_OPS = new Set([
  'AddV2',
  'Const',
  'Identity',
  'MaxPool',
  'Mul',
  'Pack',
  'Placeholder',
  'Reshape',
  'Shape',
  'Softmax',
  'StridedSlice',
  '_FusedConv2D',
  '_FusedMatMul',
]);

/** The exports of the binaries that tfjs/host.js and the kernels of tfjs/runtime.js call. */
const WASM_EXPORTS = new Set([
  ...['memory', '__wasm_call_ctors', 'malloc', 'free', 'stackSave', 'stackAlloc', 'stackRestore'],
  ...['init', 'init_with_threads_count', 'get_threads_count', 'dispose'],
  ...['register_tensor', 'dispose_data'],
  ...['Add', 'FusedConv2D', 'MaxPool', 'Multiply', 'Softmax', 'StridedSlice'],
  '_FusedMatMul',
]);

const BINARIES = {
  'tfjs-simd.wasm': 'tfjs-backend-wasm-simd.wasm',
  'tfjs.wasm': 'tfjs-backend-wasm.wasm',
};

/** Modules of the packages that a smaller one of ours stands in for. */
const REPLACED = [
  { from: /^@tensorflow\/tfjs-core$/, by: 'core.js' },
  { from: /^@tensorflow\/tfjs-core\/dist\/ops\/ops_for_converter$/, by: 'core_ops.js' },
  { from: /^@tensorflow\/tfjs-backend-cpu\/dist\/shared$/, by: 'cpu_shared.js' },
];
/**
 * Never run here: another host, string hashing, gradients, what tells which binary to load, and
 * the executors of unused operations.
 */
const EMPTIED = [
  ...[/\/wasm-out\/.*\.js$/, /\/hash_util$/, /\/flags_wasm$/],
  ...[/\/tape$/, /\/conv2d_backprop_(filter|input)$/],
];
const EMPTY_MODULE = `
  export default {};
  export const wasmWorkerContents = '';
  export { none as backpropagateGradients, none as getFilteredNodesXToY };
  export { none as conv2DBackpropFilter, none as conv2DBackpropInput };
  function none() { throw new Error('not in this bundle: gradients'); }
  export function executeOp(node) { throw new Error('not in this bundle: ' + node.op); }`;

/** Node types by the category that their executor is named after. */
const operations = await readOperations();

async function readOperations() {
  const list = path.dirname(require.resolve('@tensorflow/tfjs-converter/package.json'));
  const mapper = path.join(list, 'dist/operations/operation_mapper.js');
  const names = [...(await readFile(mapper, 'utf8')).matchAll(/'\.\/op_list\/(\w+)'/g)];
  /** @type {Map<string, object[]>} */
  const found = new Map();
  for (const [, name] of names) {
    const file = path.join(list, 'dist/operations/op_list', `${name}.js`);
    const source = (await readFile(file, 'utf8')).replace(/\/\/# sourceMappingURL.*/, '');
    const { json } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
    found.set(
      name,
      json.filter((/** @type {{ tfOpName: string }} */ op) => GRAPH_OPS.has(op.tfOpName)),
    );
  }
  return found;
}

/** @type {import('esbuild').Plugin} */
const slim = {
  name: 'slim',
  setup(bundler) {
    const empty = { path: 'empty', namespace: 'empty' };
    for (const { from, by } of REPLACED) {
      bundler.onResolve({ filter: from }, () => ({ path: path.join(SOURCES, by) }));
    }
    for (const filter of EMPTIED) bundler.onResolve({ filter }, () => empty);
    bundler.onResolve({ filter: /\/(\w+)_executor$/ }, ({ path: name }) => {
      const category = /(\w+)_executor$/.exec(name)?.[1] ?? '';
      return operations.get(category)?.length === 0 ? empty : undefined;
    });
    bundler.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: EMPTY_MODULE }));
    bundler.onLoad({ filter: /\/op_list\/\w+\.js$/ }, ({ path: file }) => ({
      contents: `export const json = ${JSON.stringify(operations.get(path.parse(file).name))};`,
    }));
  },
};

/** @returns {Promise<{packages: string[], script: Uint8Array}>} and the packages it is made of */
async function bundleScript() {
  const { version } = require('@tensorflow/tfjs-core/package.json');
  const { metafile, outputFiles } = await build({
    entryPoints: [path.join(SOURCES, 'runtime.js')],
    banner: { js: `/*! TensorFlow.js ${version}, Apache-2.0: see LICENSE.txt */` },
    bundle: true,
    format: 'esm',
    legalComments: 'none',
    metafile: true,
    minify: true,
    platform: 'browser',
    plugins: [slim],
    target: 'es2022',
    write: false,
  });
  return { packages: packagesOf(metafile), script: outputFiles[0].contents };
}

/** @param {string} name of a binary of tfjs-backend-wasm */
async function slimBinary(name) {
  const source = require.resolve(`@tensorflow/tfjs-backend-wasm/wasm-out/${name}`);
  const module = binaryen.readBinary(await readFile(source));
  try {
    const exports = Array.from({ length: module.getNumExports() }, (_, index) =>
      binaryen.getExportInfo(module.getExportByIndex(index)).name,
    );
    for (const unused of exports.filter((one) => !WASM_EXPORTS.has(one))) {
      module.removeExport(unused);
    }
    module.runPasses(['remove-unused-module-elements']);
    return module.emitBinary();
  } finally {
    module.dispose();
  }
}

/** @returns {Promise<Map<string, Uint8Array>>} file name to content */
async function makeFiles() {
  const { packages, script } = await bundleScript();
  const files = new Map([['tfjs.js', script]]);
  for (const [name, source] of Object.entries(BINARIES)) files.set(name, await slimBinary(source));
  // The page of licences lists them.
  files.set('packages.json', Buffer.from(`${JSON.stringify(packages, null, 2)}\n`));
  return files;
}

/** @param {string[]} args */
export async function main(args) {
  return finish({ path: OUTPUT, kept: ['LICENSE.txt'] }, await makeFiles(), args);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = await main(process.argv.slice(2));
}
