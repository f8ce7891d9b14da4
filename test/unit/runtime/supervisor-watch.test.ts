import { describe, expect, it } from "vitest";
import { Arena } from "../../../src/arena/arena.ts";
import { SUPERVISOR_ENDPOINT } from "../../../src/base/ids.ts";
import { ARENA_BYTES_MIN } from "../../../src/base/limits.ts";
import { SupervisorWatch } from "../../../src/runtime/supervisor-watch.ts";

function bench() {
  const { endpoints } = Arena.create({ bytes: ARENA_BYTES_MIN, shared: false });
  const heard: { incarnation: number; at: number }[] = [];
  let now = 0;
  const onSilent = (incarnation: number) => heard.push({ incarnation, at: now });
  const watch = new SupervisorWatch({ endpoints, timeoutMs: 1_000, onSilent });
  const sampleUntil = (until: number, beats: boolean) => {
    for (; now <= until; now += 100) {
      if (beats) endpoints.beat(SUPERVISOR_ENDPOINT);
      watch.sample(now);
    }
  };
  return { endpoints, heard, sampleUntil, skipTo: (at: number) => (now = at) };
}

describe("a supervisor that hangs", () => {
  it("is reported after the timeout, and again after the next one", () => {
    const { endpoints, heard, sampleUntil } = bench();
    const incarnation = endpoints.claim(SUPERVISOR_ENDPOINT) ?? -1;
    sampleUntil(5_000, true);
    sampleUntil(7_000, false);
    expect(heard).toEqual([
      { incarnation, at: 6_000 },
      { incarnation, at: 7_000 },
    ]);
  });

  it("is not reported while it starts, while it is dead, or because everything stood still", () => {
    const { endpoints, heard, sampleUntil, skipTo } = bench();
    const incarnation = endpoints.claim(SUPERVISOR_ENDPOINT) ?? -1;
    sampleUntil(5_000, false);
    sampleUntil(5_500, true);
    skipTo(3_600_000);
    sampleUntil(3_600_500, false);
    endpoints.markDead(SUPERVISOR_ENDPOINT, incarnation);
    sampleUntil(3_610_000, false);
    expect(heard).toEqual([]);
  });
});
