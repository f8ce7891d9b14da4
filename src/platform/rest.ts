const REST_MS = 0.1;

const nothing = new Int32Array(new SharedArrayBuffer(4));

/** Blocks this thread for a moment, so that others get its core. Only where user code asked for a synchronous wait. */
export function restBriefly(): void {
  Atomics.wait(nothing, 0, 0, REST_MS);
}
