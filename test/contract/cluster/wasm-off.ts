// Preloaded into a process and all its threads: as on a host without WebAssembly. (`node --jitless` is such a host, but
// there Node itself cannot strip types.)
const withoutWasm: { WebAssembly?: unknown } = globalThis;
delete withoutWasm.WebAssembly;
