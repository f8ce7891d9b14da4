import { describe, expect, test } from "vitest";
import { History } from "../../../src/testing/history/history.ts";
import { AcknowledgedWrites } from "../../../src/testing/invariants/acknowledged-writes.ts";
import { CommittedLog } from "../../../src/testing/invariants/committed-log.ts";
import { CompleteInSyncReplicas } from "../../../src/testing/invariants/complete-in-sync-replicas.ts";
import { LeasedExtents } from "../../../src/testing/invariants/leased-extents.ts";
import { MonotoneEpochs } from "../../../src/testing/invariants/monotone-epochs.ts";
import { MonotoneHighWatermark } from "../../../src/testing/invariants/monotone-high-watermark.ts";
import { PlannedEnds } from "../../../src/testing/invariants/planned-ends.ts";
import { SingleLeader } from "../../../src/testing/invariants/single-leader.ts";
import { batchAt, TOPIC_ID, ToldCluster, ToldReplica } from "./observed-cluster.ts";

const FIRST = { endpoint: 1, incarnation: 0 };
const SECOND = { endpoint: 2, incarnation: 0 };

/** Two brokers that agree on one committed batch of two records. */
function committed() {
  const cluster = new ToldCluster();
  const log = new CommittedLog(cluster);
  for (const replica of [cluster.first, cluster.second]) {
    replica.log = [batchAt(0, 2, 77)];
    replica.highWatermark = 2;
  }
  log.afterTurn(FIRST);
  log.afterTurn(SECOND);
  return { cluster, log };
}

// What the seeds never show: that each invariant does notice its violation.

describe("single leader", () => {
  test("notices a second leader of an epoch, not one of the next epoch", () => {
    const cluster = new ToldCluster();
    const invariant = new SingleLeader(cluster);
    cluster.first.role = "leader";
    invariant.afterTurn(FIRST);
    Object.assign(cluster.second, { role: "leader", leaderEpoch: 1 });
    invariant.afterTurn(SECOND);
    cluster.second.leaderEpoch = 0;
    expect(() => invariant.afterTurn(SECOND)).toThrow("partition 0, epoch 0: broker 1 incarnation 0 and broker 2");
  });
});

describe("monotone epochs", () => {
  test("notices an epoch that goes back in the metadata or in a replica", () => {
    const cluster = new ToldCluster();
    const invariant = new MonotoneEpochs(cluster);
    cluster.change({ leaderEpoch: 3 });
    expect(() => cluster.change({ leaderEpoch: 2 })).toThrow("went from epochs 3/1 to 2/2");
    expect(() => cluster.change({ partitionEpoch: 1 })).toThrow("epochs are monotone");
    cluster.first.leaderEpoch = 3;
    invariant.afterTurn(FIRST);
    cluster.first.leaderEpoch = 2;
    expect(() => invariant.afterTurn(FIRST)).toThrow("leader epoch 3 became 2");
  });
});

describe("monotone high watermark", () => {
  test("notices one that goes back or passes the log's end, and forgives a replica that is another one", () => {
    const { cluster } = committed();
    const invariant = new MonotoneHighWatermark(cluster);
    invariant.afterTurn(FIRST);
    cluster.first.highWatermark = 0;
    expect(() => invariant.afterTurn(FIRST)).toThrow("0 after 2");
    const { log } = cluster.first;
    cluster.first = Object.assign(new ToldReplica(1), { log });
    invariant.afterTurn({ endpoint: 1, incarnation: 1 });
    cluster.first.highWatermark = 3;
    expect(() => invariant.afterTurn(FIRST)).toThrow("log end 2");
  });
});

describe("the committed log", () => {
  test.each([
    { what: "another content", batch: batchAt(0, 2, 78) },
    { what: "another epoch", batch: batchAt(0, 2, 77, 1) },
    { what: "another length", batch: batchAt(0, 1, 77) },
  ])("notices $what below the high watermark, also of a replica that was right before", ({ batch }) => {
    const { cluster, log } = committed();
    cluster.second.log = [batch];
    log.afterTurn(SECOND); // looked at already
    expect(() => log.inFull()).toThrow("replicas agree below the high watermark: broker 2, partition 0, offset 0");
  });

  test("does not look below a log's start, where bytes may lie that nobody has compared", () => {
    const { cluster, log } = committed();
    const { first, second } = cluster;
    // Broker 1 has committed offset 2 and let it go within one turn; broker 2 had it and hears of both later.
    Object.assign(first, { log: [batchAt(3, 1, 90)], logStartOffset: 3, highWatermark: 4 });
    log.afterTurn(FIRST);
    Object.assign(second, { log: [batchAt(2, 1, 80), batchAt(3, 1, 90)], logStartOffset: 3, highWatermark: 4 });
    log.afterTurn(SECOND);
    expect(log.end(TOPIC_ID, 0)).toBe(4);
    second.log = [batchAt(3, 1, 91)];
    expect(() => log.inFull()).toThrow("broker 2, partition 0, offset 3");
  });

  test("forgets what every replica has let go, but for the last few thousand batches", () => {
    const { cluster, log } = committed();
    const { first, second } = cluster;
    const batches = Array.from({ length: 5_000 }, (_, index) => batchAt(2 * index, 2, 77));
    for (const replica of [first, second]) Object.assign(replica, { log: batches, highWatermark: 10_000 });
    for (const turned of [FIRST, SECOND]) log.afterTurn(turned);
    first.logStartOffset = 9_000;
    log.afterTurn(FIRST);
    expect(log.batch(TOPIC_ID, 0, 0)).toBeDefined(); // broker 2 still has it
    second.logStartOffset = 8_000;
    log.afterTurn(SECOND);
    expect(log.batch(TOPIC_ID, 0, 1_800)).toBeUndefined();
    expect(log.batch(TOPIC_ID, 0, 1_808)).toBeDefined();
    second.logStartOffset = 0; // as after a crash that took the trim back
    log.inFull();
    second.log = second.log.map((batch) => (batch.baseOffset === 8_000 ? batchAt(8_000, 2, 78) : batch));
    expect(() => log.inFull()).toThrow("broker 2, partition 0, offset 8000");
  });

  test("leaves what is above the high watermark alone", () => {
    const { cluster, log } = committed();
    cluster.first.log = [batchAt(0, 2, 77), batchAt(2, 1, 80)];
    cluster.second.log = [batchAt(0, 2, 77), batchAt(2, 1, 81)];
    log.inFull();
    expect(log.end(TOPIC_ID, 0)).toBe(2);
  });
});

describe("a topic that allows unclean elections", () => {
  test("may lose what was committed", () => {
    const { cluster, log } = committed();
    cluster.lossy.add(TOPIC_ID);
    const highWatermark = new MonotoneHighWatermark(cluster);
    highWatermark.afterTurn(SECOND);
    Object.assign(cluster.second, { log: [], highWatermark: 0 });
    highWatermark.afterTurn(SECOND);
    log.inFull();
    new CompleteInSyncReplicas(cluster, log).inFull();
  });
});

describe("complete in-sync replicas", () => {
  test("notices a member without committed records, not a replica out of the ISR", () => {
    const { cluster, log } = committed();
    const invariant = new CompleteInSyncReplicas(cluster, log);
    invariant.inFull();
    cluster.second.log = [];
    expect(() => invariant.inFull()).toThrow("broker 2 is in the ISR of partition 0, its log ends at 0");
    cluster.change({ isr: [1] });
    invariant.inFull();
  });
});

describe("acknowledged writes", () => {
  test("notices one that the leader elected after it does not have, or has in another form", () => {
    for (const log of [[], [batchAt(0, 2, 78)]]) {
      const { cluster, log: committedLog } = committed();
      const history = new History();
      const invariant = new AcknowledgedWrites(cluster, TOPIC_ID, history, committedLog);
      history.acknowledge({ partition: 0, baseOffset: 0, lastOffset: 1, at: 5 });
      cluster.change({ leader: 2, leaderEpoch: 1 });
      Object.assign(cluster.second, { role: "leader", leaderEpoch: 1, log });
      expect(() => invariant.afterTurn(SECOND)).toThrow(
        "offsets 0 to 1, acknowledged at 5 ms, are not in the log of broker 2",
      );
    }
  });

  test("asks nothing of a leader elected before, but of the present one at the end", () => {
    const { cluster, log } = committed();
    const history = new History();
    const invariant = new AcknowledgedWrites(cluster, TOPIC_ID, history, log);
    Object.assign(cluster.first, { role: "leader" });
    history.acknowledge({ partition: 0, baseOffset: 2, lastOffset: 3, at: 5 });
    invariant.afterTurn(FIRST);
    expect(() => invariant.inFull()).toThrow("offsets 2 to 3");
  });

  test("forgets those that begin in no log any more, and asks for the others as before", () => {
    const { cluster, log } = committed();
    const history = new History();
    const invariant = new AcknowledgedWrites(cluster, TOPIC_ID, history, log);
    const { first, second } = cluster;
    const batches = Array.from({ length: 10_240 }, (_, index) => batchAt(2 * index, 2, 77));
    for (const { baseOffset, lastOffset } of batches.slice(0, 9_216))
      history.acknowledge({ partition: 0, baseOffset, lastOffset, at: 5 });
    cluster.change({ leader: 2, leaderEpoch: 1 }); // 9,216 were acknowledged before
    for (const logStartOffset of [0, 10_000]) {
      for (const replica of [first, second])
        Object.assign(replica, { log: batches, highWatermark: 20_480, logStartOffset });
      for (const turned of [FIRST, SECOND]) log.afterTurn(turned);
    }
    expect(invariant.kept).toBe(9_216);
    for (const { baseOffset, lastOffset } of batches.slice(9_216))
      history.acknowledge({ partition: 0, baseOffset, lastOffset, at: 5 });
    expect(invariant.kept).toBe(10_240 - 5_000);
    const lackOne = (missing: number) => batches.filter(({ baseOffset }) => baseOffset !== missing);
    Object.assign(second, { role: "leader", leaderEpoch: 1, log: lackOne(18_432) }); // acknowledged after its election
    invariant.afterTurn(SECOND);
    expect(() => invariant.inFull()).toThrow("offsets 18432 to 18433");
    const elected = new AcknowledgedWrites(cluster, TOPIC_ID, history, log);
    for (const { baseOffset, lastOffset } of batches)
      history.acknowledge({ partition: 0, baseOffset, lastOffset, at: 5 });
    cluster.change({ leader: 2, leaderEpoch: 2 });
    Object.assign(second, { leaderEpoch: 2, log: lackOne(10_000) });
    expect(() => elected.afterTurn(SECOND)).toThrow("offsets 10000 to 10001");
  });
});

describe("leased extents", () => {
  test("notices bytes that were given out again", () => {
    const cluster = new ToldCluster();
    cluster.leases.push({ endpoint: 5, unit: 3, generation: 1 });
    const invariant = new LeasedExtents(cluster);
    invariant.afterTurn();
    cluster.generations.set(3, 2);
    expect(() => invariant.afterTurn()).toThrow("unit 3, leased by endpoint 5");
  });
});

describe("who ends as planned", () => {
  const SUPERVISOR = { endpoint: 0, incarnation: 0 };

  test("is noticed where it leads, or is waited for, and not where it alone has everything", () => {
    const cluster = new ToldCluster();
    const invariant = new PlannedEnds(cluster);
    cluster.change({ leader: 2, isr: [2, 1] });
    cluster.tell({ type: "brokerShutdownStarted", brokerId: 1, brokerEpoch: 1 });
    expect(() => invariant.afterTurn(SUPERVISOR)).toThrow("has leader 2 and ISR 2, 1");
    cluster.change({ leader: 1, isr: [1] });
    expect(() => invariant.afterTurn(SUPERVISOR)).toThrow("has leader 1 and ISR 1");
    for (const state of [
      { leader: -1, isr: [1] },
      { leader: 2, isr: [2] },
    ]) {
      cluster.change(state);
      invariant.afterTurn(SUPERVISOR);
    }
  });
});

describe("a batch that rotted", () => {
  test("is compared when it was repaired, and nobody else may have it", () => {
    const { cluster, log } = committed();
    cluster.rots.set(1, 0);
    cluster.first.log = [batchAt(0, 2, 78)];
    log.inFull();
    cluster.rots.set(1, Number.POSITIVE_INFINITY);
    expect(() => log.inFull()).toThrow("replicas agree below the high watermark");
    cluster.first.log = [batchAt(0, 2, 77)];
    log.inFull();
    cluster.second.damagedAt = 0;
    expect(() => log.inFull()).toThrow("broker 2, partition 0: the batch at offset 0 is not what its CRC says");
  });

  test("takes the high watermark back with it, once it is given up", () => {
    const { cluster } = committed();
    const invariant = new MonotoneHighWatermark(cluster);
    invariant.afterTurn(FIRST);
    Object.assign(cluster.first, { highWatermark: 0, log: [] });
    expect(() => invariant.afterTurn(FIRST)).toThrow("high watermark is monotone");
    cluster.first.repairs++;
    invariant.afterTurn(FIRST);
  });
});
