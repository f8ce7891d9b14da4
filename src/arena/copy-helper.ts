// The arena's wasm helper, assembled here byte by byte: two functions over the imported shared memory. Typed arrays copy
// between shared buffers byte by byte unless source and target agree mod 8; memory.copy is a native memmove always.

const I32 = 0x7f;
const FUNCTION_TYPE = 0x60;
const END = 0x0b;
const LOCAL_GET = 0x20;
const BULK_PREFIX = 0xfc;
const MEMORY_COPY = [BULK_PREFIX, 0x0a, 0x00, 0x00]; // from memory 0 to memory 0
const MEMORY_FILL = [BULK_PREFIX, 0x0b, 0x00];
const PARAMETERS = [LOCAL_GET, 0, LOCAL_GET, 1, LOCAL_GET, 2];
const SHARED_WITH_MAXIMUM = 0x03;
const PAGES_MAX = [0x80, 0x80, 0x04]; // 65,536 as LEB128

function section(id: number, content: readonly number[]): number[] {
  return [id, content.length, ...content]; // every section is shorter than 128 bytes, so its length is one byte
}

function name(text: string): number[] {
  return [text.length, ...Array.from(text, (letter) => letter.charCodeAt(0))];
}

function body(instructions: readonly number[]): number[] {
  const code = [0 /* no locals */, ...PARAMETERS, ...instructions, END];
  return [code.length, ...code];
}

const MODULE_BYTES = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0], // "\0asm", version 1
  ...section(1, [1, FUNCTION_TYPE, 3, I32, I32, I32, 0]), // one type: (i32, i32, i32) -> ()
  ...section(2, [1, ...name("arena"), ...name("memory"), 0x02, SHARED_WITH_MAXIMUM, 0, ...PAGES_MAX]), // import
  ...section(3, [2, 0, 0]), // two functions of type 0
  ...section(7, [2, ...name("copy"), 0x00, 0, ...name("fill"), 0x00, 1]), // exports
  ...section(10, [2, ...body(MEMORY_COPY), ...body(MEMORY_FILL)]), // code
]);

export interface CopyHelper {
  copy(target: number, source: number, length: number): void;
  fill(target: number, value: number, length: number): void;
}

let compiled: WebAssembly.Module | undefined;

/**
 * Native memmove and memset over `memory`. Addresses above 2^31 pass as wrapped int32, which wasm reads as unsigned.
 * Undefined where the host refuses to compile: then the arena's bytes are copied by JavaScript.
 */
export function copyHelperOf(memory: WebAssembly.Memory): CopyHelper | undefined {
  try {
    compiled ??= new WebAssembly.Module(MODULE_BYTES);
    const instance = new WebAssembly.Instance(compiled, { arena: { memory } });
    return instance.exports as unknown as CopyHelper;
  } catch {
    return undefined;
  }
}

const PAGE_BYTES = 65_536;

/**
 * Zeroed memory that threads share, `bytes` rounded up to whole pages, none of them resident before it is touched. A
 * `WebAssembly.Memory`, because its copies are native; without WebAssembly (`--jitless`) a SharedArrayBuffer.
 */
export function sharedMemoryOf(bytes: number): WebAssembly.Memory | SharedArrayBuffer {
  const pages = Math.ceil(bytes / PAGE_BYTES);
  if (typeof WebAssembly === "undefined") return new SharedArrayBuffer(pages * PAGE_BYTES);
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
}
