import { describe, expect, it } from "vitest";
import type { MetadataImage } from "../../../src/metadata/image.ts";
import { FailureDetector, type Verdict } from "../../../src/supervisor/failure-detector.ts";
import { clusterWith, registered } from "./fixture.ts";

const SAFE = () => clusterWith({ isr: [1, 2, 3] });
const PERIOD_MS = 100;

/**
 * Samples every `PERIOD_MS` from `from` to `to`; the beat of broker 1 is what `beatAt` gives. Verdicts with their time. A
 * fence is recorded at once, as the supervisor does.
 */
class Bench {
  readonly detector = new FailureDetector();
  readonly verdicts: (Pick<Verdict, "brokerId" | "action"> & { at: number })[] = [];
  image: MetadataImage = SAFE();
  recordsFences = true;
  incarnation = 1;

  run(from: number, to: number, beatAt: (now: number) => number): this {
    for (let now = from; now <= to; now += PERIOD_MS) this.sample(now, beatAt(now));
    return this;
  }

  sample(now: number, beat: number): void {
    const beats = [
      { brokerId: 1, incarnation: this.incarnation, beat },
      { brokerId: 2, incarnation: 1, beat: now },
    ];
    for (const { brokerId, action } of this.detector.sample(now, beats, this.image)) {
      this.verdicts.push({ brokerId, action, at: now });
      if (action === "fence" && this.recordsFences)
        this.image.replay({ type: "brokerFenced", brokerId, brokerEpoch: 0, reason: "" });
    }
  }
}

describe("a silent thread", () => {
  it("that beats is left alone", () => {
    expect(new Bench().run(0, 20_000, (now) => now).verdicts).toEqual([]);
  });

  it("is fenced after 2 s and terminated after 10 s; if it is left, again after 10 s more", () => {
    const { verdicts } = new Bench().run(0, 25_000, () => 7);
    expect(verdicts).toEqual([
      { brokerId: 1, action: "fence", at: 2_000 },
      { brokerId: 1, action: "terminate", at: 10_000 },
      { brokerId: 1, action: "terminate", at: 20_000 },
    ]);
  });

  it("is to be fenced until the metadata says that it is, also when it registers in its silence", () => {
    const bench = new Bench();
    bench.recordsFences = false;
    bench.run(0, 2_200, () => 7);
    expect(bench.verdicts.map(({ at }) => at)).toEqual([2_000, 2_100, 2_200]);
    bench.image.replay({ type: "brokerFenced", brokerId: 1, brokerEpoch: 0, reason: "" });
    bench.run(2_300, 2_500, () => 7);
    expect(bench.verdicts).toHaveLength(3);
    bench.image.replay(registered(1, 9));
    bench.run(2_600, 2_600, () => 7);
    expect(bench.verdicts.at(-1)).toEqual({ brokerId: 1, action: "fence", at: 2_600 });
  });

  it("that beats again is fenced anew only after another 2 s of silence", () => {
    const bench = new Bench().run(0, 2_500, () => 7).run(2_600, 3_000, (now) => now);
    bench.image.replay(registered(1, 9));
    expect(bench.run(3_100, 6_000, () => 3_000).verdicts.map(({ at }) => at)).toEqual([2_000, 5_000]);
  });

  it("is not counted silent while the supervisor itself did not run", () => {
    const bench = new Bench().run(0, 1_000, () => 7);
    bench.sample(3_600_000, 7);
    expect(bench.verdicts).toEqual([]);
    bench.run(3_600_100, 3_600_700, () => 7);
    expect(bench.verdicts).toEqual([]);
    bench.run(3_600_800, 3_600_900, () => 7);
    expect(bench.verdicts).toMatchObject([{ action: "fence", at: 3_600_800 }]);
  });

  it("is not terminated while it is the only in-sync replica of a partition", () => {
    const bench = new Bench();
    bench.image = clusterWith({ isr: [1], leader: -1 });
    bench.run(0, 20_000, () => 7);
    expect(bench.verdicts.map(({ action }) => action)).toEqual(["fence"]);
    bench.image = clusterWith({ isr: [1, 2, 3] });
    bench.image.replay({ type: "brokerFenced", brokerId: 1, brokerEpoch: 0, reason: "" });
    bench.run(20_100, 21_000, () => 7);
    expect(bench.verdicts.at(-1)).toEqual({ brokerId: 1, action: "terminate", at: 20_100 });
  });

  it("is forgotten when a new incarnation takes its place", () => {
    const bench = new Bench().run(0, 1_900, () => 7);
    bench.incarnation = 2;
    bench.image.replay(registered(1, 9, 2));
    expect(bench.run(2_000, 3_900, () => 7).verdicts).toEqual([]);
    expect(bench.run(4_000, 4_000, () => 7).verdicts).toHaveLength(1);
  });

  it("is forgotten when it is gone", () => {
    const bench = new Bench().run(0, 1_900, () => 7);
    bench.detector.sample(2_000, [], SAFE());
    expect(bench.run(2_100, 4_000, () => 7).verdicts).toEqual([]);
  });
});
