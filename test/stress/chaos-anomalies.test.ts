import { expect, test } from "vitest";
import { Random } from "../../src/base/random.ts";
import type { Cluster } from "../../src/index.ts";
import { runOnThreads } from "../../src/testing/chaos/index.ts";
import { LoadClients } from "../../src/testing/chaos/load-clients.ts";
import { LoadRecorder, type LoadRecorderOptions } from "../../src/testing/chaos/load-recorder.ts";
import { HistoryChecker } from "../../src/testing/history/history-checker.ts";
import { eventually, startCluster } from "../contract/cluster/support.ts";

const PLACES = [0, 1].map((partition) => ({ topic: "orders", partition }));

/** After this many records something is told that is not so. */
const HONEST_UNTIL = 500;

/** Tells that one record was acknowledged at another place than it was. */
class FalseAcknowledgement extends LoadRecorder {
  #hasLied = false;

  override results(code: number, rows: Float64Array): void {
    if (!this.#hasLied && this.counts.acknowledged > HONEST_UNTIL) {
      this.#hasLied = true;
      rows[2] = (rows[2] as number) + 1;
    }
    super.results(code, rows);
  }
}

/** Tells nothing of one batch that a consumer was given. */
class LostBatch extends LoadRecorder {
  #hasLied = false;

  override polled(consumer: string, place: number, baseOffset: number, rows: Int32Array): void {
    if (this.#hasLied || this.counts.polled <= HONEST_UNTIL) super.polled(consumer, place, baseOffset, rows);
    else this.#hasLied = true;
  }
}

/** Real clients of a real cluster write and read until all is read, as `recorder` has it. */
async function runLoad(cluster: Cluster, recorder: LoadRecorder): Promise<void> {
  await cluster.admin.createTopics([{ topic: "orders", partitions: PLACES.length, replicationFactor: 3 }]);
  const clients = new LoadClients({
    handle: cluster.handle,
    load: { recordsPerSecond: 2_000 },
    places: PLACES,
    random: new Random(1),
    recorder,
    onResults: () => {},
    onTrimmed: () => {},
    onFailed: (problem) => {
      throw new Error(problem);
    },
  });
  const done = (condition: () => boolean) =>
    eventually(
      () => (condition() ? true : undefined),
      () => recorder.counts,
    );
  await done(() => clients.areReady);
  clients.begin();
  await done(() => recorder.counts.acknowledged > 3 * HONEST_UNTIL);
  clients.stopWriting();
  await done(() => clients.unfinished("producer").length === 0);
  const ends = await cluster.admin.listOffsets(PLACES.map((place) => ({ ...place, at: "latest" as const })));
  clients.readTo(ends.map(({ offset }) => offset));
  await done(() => clients.unfinished("consumer").length === 0);
  recorder.finish();
  await clients.close(5_000);
}

test.each([
  ["nothing of an honest load", LoadRecorder, []],
  ["an acknowledgement for another place", FalseAcknowledgement, expect.arrayContaining(["lost write"])],
  ["a batch that was not read", LostBatch, expect.arrayContaining(["poll skip"])],
])(
  "the history of real threads shows %s",
  async (_, Recorder: new (options: LoadRecorderOptions) => LoadRecorder, kinds) => {
    await using cluster = await startCluster();
    const rules = { producers: new Map(), consumers: new Map() };
    const recorder = new Recorder({ judge: new HistoryChecker(rules), rules, places: PLACES, now: () => 0 });
    await runLoad(cluster, recorder);
    expect([...new Set(recorder.anomalies.map(({ kind }) => kind))]).toEqual(kinds);
  },
);

test("what does not end in time is a problem, which says who is missing", async () => {
  const report = await runOnThreads(
    {
      topics: [{ topic: "orders", partitions: 2 }],
      load: { recordsPerSecond: 500 },
      durationMs: 500,
      faults: [
        { atMs: 100, fault: "pause", target: { broker: 2 }, forMs: 60_000 },
        { atMs: 200, fault: "kill", target: { broker: 2 }, restartAfterMs: 60_000 }, // held back: it is paused
      ],
    },
    { seed: 1, endTimeoutMs: 1 },
  );
  expect(report.problems).toEqual(["not whole 1 ms after everything was healed: broker 2"]);
  expect(report).toMatchObject({ anomalies: [], faults: { "pause broker": 1 }, heldBack: 1 });
});
