/**
 * Hosts the WebAssembly binary of tfjs-backend-wasm.
 *
 * The package brings a host of its own, made by Emscripten: it wraps every kernel's export,
 * listens to `process` in Node and needs CommonJS there. The backend uses little of it: the
 * heap, malloc and free, and `cwrap`. This module is that little, the same in a browser, a
 * worker and Node.
 */

const PAGE_BYTES = 65536;
const LARGEST_HEAP = 2 ** 32 - PAGE_BYTES;
/** WASI error numbers: the binary has no files, only XNNPACK's log that nobody reads. */
const WASI = { success: 0, badFile: 8, notSeekable: 70 };

/**
 * What the binary exports, as far as this host calls it.
 * @typedef {object} Exports
 * @property {WebAssembly.Memory} memory
 * @property {(bytes: number) => number} malloc
 * @property {(address: number) => void} free
 * @property {() => number} stackSave
 * @property {(bytes: number) => number} stackAlloc
 * @property {(stack: number) => void} stackRestore
 */

/**
 * The part of an Emscripten module that the backend and its kernels use, under its own type.
 * @typedef {import('@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.js').BackendWasmModule
 *   } BackendWasmModule
 */

/**
 * Instantiate a binary and give the object that `BackendWasm` expects.
 * @param {WebAssembly.Module} binary of tfjs-backend-wasm, without threads
 * @returns {Promise<BackendWasmModule>}
 */
export async function hostWasm(binary) {
  /** @type {WebAssembly.Memory} */
  let memory;
  const imports = importsFor(() => memory);
  const instance = await WebAssembly.instantiate(binary, imports);
  const exports = /** @type {Exports & Record<string, Function>} */ (
    /** @type {unknown} */ (instance.exports)
  );
  memory = exports.memory;
  exports.__wasm_call_ctors();
  return /** @type {BackendWasmModule} */ (/** @type {unknown} */ (backendModule(exports)));
}

/**
 * The functions that the binary imports.
 * @param {() => WebAssembly.Memory} memory known only after instantiation
 */
function importsFor(memory) {
  return {
    env: {
      abort() {
        throw new WebAssembly.RuntimeError('TensorFlow.js: the WebAssembly backend aborted');
      },
      /** @param {number} to @param {number} from @param {number} count */
      emscripten_memcpy_big(to, from, count) {
        heap(memory()).copyWithin(to >>> 0, from >>> 0, (from >>> 0) + (count >>> 0));
      },
      emscripten_get_heap_max: () => LARGEST_HEAP,
      /** @param {number} bytes */
      emscripten_resize_heap: (bytes) => grow(memory(), bytes >>> 0),
    },
    wasi_snapshot_preview1: {
      fd_close: () => WASI.badFile,
      fd_seek: () => WASI.notSeekable,
      fd_write: () => WASI.success,
    },
  };
}

/** @param {WebAssembly.Memory} memory a view of today's buffer: growing replaces it */
function heap(memory) {
  return new Uint8Array(memory.buffer);
}

/**
 * Grow to at least `bytes`, by a fifth at a time where possible so that growing stays rare.
 * @param {WebAssembly.Memory} memory
 * @param {number} bytes
 * @returns {boolean} whether the memory now has that size
 */
function grow(memory, bytes) {
  const now = memory.buffer.byteLength;
  for (const wanted of [Math.min(Math.max(bytes, now * 1.2), LARGEST_HEAP), bytes]) {
    try {
      memory.grow(Math.max(0, Math.ceil((wanted - now) / PAGE_BYTES)));
      return true;
    } catch {
      // Too much at once: try with exactly what was asked for.
    }
  }
  return false;
}

/** @param {Exports & Record<string, Function>} exports */
function backendModule(exports) {
  /**
   * A function of the binary under the argument types that Emscripten names: an 'array' is
   * copied to the stack and passed by address, a 'number' is passed as it is.
   * @param {string} name
   * @param {string | null} _result
   * @param {string[]} types
   */
  function cwrap(name, _result, types = []) {
    const call = exports[name];
    if (call === undefined) {
      throw new Error(`TensorFlow.js: kernel '${name}' is not in the WebAssembly binary`);
    }
    if (!types.includes('array')) return call;
    return (/** @type {(number | Uint8Array)[]} */ ...values) => {
      const stack = exports.stackSave();
      try {
        return call(...values.map((value) => (typeof value === 'object' ? push(value) : value)));
      } finally {
        exports.stackRestore(stack);
      }
    };
  }

  /** @param {Uint8Array} bytes */
  function push(bytes) {
    const address = exports.stackAlloc(bytes.length);
    heap(exports.memory).set(bytes, address >>> 0);
    return address;
  }

  return {
    get HEAPU8() {
      return heap(exports.memory);
    },
    _malloc: exports.malloc,
    _free: exports.free,
    cwrap,
    tfjs: {
      init: exports.init,
      initWithThreadsCount: exports.init_with_threads_count,
      getThreadsCount: exports.get_threads_count,
      registerTensor: exports.register_tensor,
      disposeData: exports.dispose_data,
      dispose: exports.dispose,
    },
  };
}
