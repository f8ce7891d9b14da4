import { build, type Histogram } from "hdr-histogram-js";

const NS_PER_US = 1_000;
const HIGHEST_NS = 60 * 1e9;

/** Latencies of one measurement: counted with three significant digits, whatever their number. */
export class Latencies {
  readonly #histogram: Histogram = build({
    lowestDiscernibleValue: 100,
    highestTrackableValue: HIGHEST_NS,
    numberOfSignificantValueDigits: 3,
  });

  /** ns */
  add(latencyNs: number): void {
    this.#histogram.recordValue(Math.min(Math.max(0, Math.round(latencyNs)), HIGHEST_NS));
  }

  get count(): number {
    return this.#histogram.totalCount;
  }

  /** us at p50, p99, p99.9 and the largest. */
  figures(): { p50Us: number; p99Us: number; p999Us: number; maxUs: number } {
    const at = (percentile: number): number => this.#histogram.getValueAtPercentile(percentile) / NS_PER_US;
    return { p50Us: at(50), p99Us: at(99), p999Us: at(99.9), maxUs: this.#histogram.maxValue / NS_PER_US };
  }
}
