const PAGE_WORDS = 4_096 / Int32Array.BYTES_PER_ELEMENT;

/**
 * Has the system put memory behind every page of an arena, without a change of any byte: the first touch of a page costs
 * the kernel (and a hypervisor) more than a page of records costs millrace, and a cluster that has run for a while has
 * touched its pages.
 */
export function touchPages(memory: WebAssembly.Memory | SharedArrayBuffer): void {
  const words = new Int32Array("buffer" in memory ? memory.buffer : memory);
  for (let index = 0; index < words.length; index += PAGE_WORDS) Atomics.or(words, index, 0);
}
