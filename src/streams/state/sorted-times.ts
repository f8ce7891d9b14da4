/** Times in one chunk at most; a larger one is halved. */
const CHUNK_TIMES_MAX = 512;

/** Different times in order. Adding at the end and dropping at the front cost nothing, elsewhere the logarithm. */
export class SortedTimes {
  /** None is empty. */
  readonly #chunks: number[][] = [];

  get first(): number | undefined {
    return this.#chunks[0]?.[0];
  }

  get last(): number | undefined {
    const chunk = this.#chunks[this.#chunks.length - 1];
    return chunk?.[chunk.length - 1];
  }

  add(time: number): void {
    const { last } = this;
    if (last === undefined) {
      this.#chunks.push([time]);
      return;
    }
    if (time > last) {
      const chunk = this.#chunks[this.#chunks.length - 1] as number[];
      if (chunk.length < CHUNK_TIMES_MAX) chunk.push(time);
      else this.#chunks.push([time]);
      return;
    }
    const index = this.#chunkOf(time);
    const chunk = this.#chunks[index] as number[];
    const place = placeOf(chunk, time);
    if (chunk[place] === time) return;
    chunk.splice(place, 0, time);
    if (chunk.length > CHUNK_TIMES_MAX) this.#chunks.splice(index + 1, 0, chunk.splice(CHUNK_TIMES_MAX / 2));
  }

  delete(time: number): void {
    const index = this.#chunkOf(time);
    const chunk = this.#chunks[index];
    if (chunk === undefined) return;
    const place = placeOf(chunk, time);
    if (chunk[place] !== time) return;
    if (place === 0) chunk.shift();
    else chunk.splice(place, 1);
    if (chunk.length === 0) this.#chunks.splice(index, 1);
  }

  /** The first time at or after this one. */
  atOrAfter(time: number): number | undefined {
    const chunk = this.#chunks[this.#chunkOf(time)];
    return chunk?.[placeOf(chunk, time)];
  }

  /** The last time at or before this one. */
  atOrBefore(time: number): number | undefined {
    const index = this.#chunkOf(time);
    const chunk = this.#chunks[index];
    const place = chunk === undefined ? 0 : placeOf(chunk, time);
    if (chunk?.[place] === time) return time;
    if (place > 0) return chunk?.[place - 1];
    const before = this.#chunks[index - 1];
    return before?.[before.length - 1];
  }

  clear(): void {
    this.#chunks.length = 0;
  }

  /** The first chunk whose last time is not before this one. */
  #chunkOf(time: number): number {
    let low = 0;
    let high = this.#chunks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const chunk = this.#chunks[middle] as number[];
      if ((chunk[chunk.length - 1] as number) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function placeOf(chunk: readonly number[], time: number): number {
  let low = 0;
  let high = chunk.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((chunk[middle] as number) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
