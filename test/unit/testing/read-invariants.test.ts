import { describe, expect, test } from "vitest";
import { MetadataImage } from "../../../src/metadata/image.ts";
import { History } from "../../../src/testing/history/history.ts";
import { CommittedLog } from "../../../src/testing/invariants/committed-log.ts";
import { ConsistentOffsets } from "../../../src/testing/invariants/consistent-offsets.ts";
import { FirstAnswers } from "../../../src/testing/invariants/first-answers.ts";
import { HeldRecords } from "../../../src/testing/invariants/held-records.ts";
import type { Invariant } from "../../../src/testing/invariants/invariant.ts";
import { NeighbouringRecords } from "../../../src/testing/invariants/neighbouring-records.ts";
import { PollOrder } from "../../../src/testing/invariants/poll-order.ts";
import { ProducerOrder } from "../../../src/testing/invariants/producer-order.ts";
import { ReadRules } from "../../../src/testing/invariants/reads.ts";
import { ReplayedMetadata } from "../../../src/testing/invariants/replayed-metadata.ts";
import { SeenWrites } from "../../../src/testing/invariants/seen-writes.ts";
import { VisibleRecords } from "../../../src/testing/invariants/visible-records.ts";
import type { SimFrame } from "../../../src/testing/machine/sim-link.ts";
import { batchAt, TOPIC_ID, ToldCluster } from "./observed-cluster.ts";

// What the seeds never show: that each invariant of what users see does notice its violation.

const FIRST = { endpoint: 1, incarnation: 0 };
const seen = (offset: number, value: string, consumer = "c0") => ({
  consumer,
  partition: 0,
  offset,
  leaderEpoch: 0,
  value,
});

/** Two committed records, and all that watches consumers. */
function watched() {
  const cluster = new ToldCluster();
  const history = new History();
  const rules = new ReadRules();
  const committed = new CommittedLog(cluster);
  Object.assign(cluster.first, { log: [batchAt(0, 2, 77)], highWatermark: 2 });
  committed.afterTurn(FIRST);
  for (const value of ["p0:0", "p0:1", "p0:2", "p1:0", "p1:1"]) history.begin(0, value);
  const invariants: readonly Invariant[] = [
    new VisibleRecords(cluster, TOPIC_ID, committed),
    new PollOrder(cluster, rules),
    new ConsistentOffsets(cluster, history),
    new ProducerOrder(cluster, history, rules),
    new SeenWrites(cluster, history, rules),
  ];
  const see = (...records: ReturnType<typeof seen>[]) => {
    for (const record of records) for (const invariant of invariants) invariant.see?.(record);
  };
  const end = () => {
    for (const invariant of invariants) {
      invariant.inFull?.();
      invariant.atEnd?.();
    }
  };
  return { cluster, history, rules, invariants, see, end };
}

describe("what consumers see", () => {
  test("may be committed records in order", () => {
    const { history, see, end } = watched();
    history.end(0, "p0:0", "acknowledged", 0);
    history.end(0, "p0:1", "acknowledged", 1);
    see(seen(0, "p0:0"), seen(1, "p0:1"));
    end();
  });

  test.each([
    { what: "above every high watermark", says: "high watermark has passed", records: [seen(2, "p0:0")] },
    { what: "a poll skip", says: "poll skip", records: [seen(1, "p0:0")] },
    { what: "a non-monotonic poll", says: "non-monotonic poll", records: [seen(0, "p0:0"), seen(0, "p0:0")] },
    { what: "a duplicate", says: "duplicate", records: [seen(0, "p0:0"), seen(1, "p0:0")] },
    { what: "a producer's records out of order", says: "a record is missing", records: [seen(0, "p0:1")] },
    { what: "inconsistent offsets", says: "inconsistent offsets", records: [seen(0, "p0:0"), seen(0, "p1:0", "c1")] },
    { what: "what nobody has sent", says: "nobody has sent", records: [seen(0, "p7:0")] },
  ])("is not $what", ({ says, records }) => {
    const { see } = watched();
    expect(() => see(...records)).toThrow(says);
  });

  test("is not without what was acknowledged", () => {
    const { history, end } = watched();
    history.end(0, "p0:0", "acknowledged", 0);
    expect(end).toThrow("unseen: partition 0, offset 0: p0:0 was acknowledged there, nothing was shown");
  });

  test("is not another record than the one that was acknowledged", () => {
    const { history, see, end } = watched();
    history.end(0, "p0:0", "acknowledged", 0);
    see(seen(0, "p1:0"));
    expect(end).toThrow("lost write");
  });

  test("shows each producer's records at rising offsets", () => {
    const { history, end } = watched();
    history.end(0, "p0:0", "acknowledged", 1);
    history.end(0, "p0:1", "acknowledged", 0);
    expect(end).toThrow("non-monotonic send");
  });
});

describe("a consumer that was sought elsewhere", () => {
  test("goes on there, and only there", () => {
    const { rules, invariants, see } = watched();
    see(seen(0, "p0:0"), seen(1, "p0:1"));
    rules.moved("c0", 0, 1);
    for (const invariant of invariants) invariant.moved?.("c0", 0);
    expect(() => see(seen(0, "p0:0"))).toThrow("non-monotonic poll");
    see(seen(1, "p0:1"));
  });

  test("may go on anywhere after a timestamp, and then in order", () => {
    const { rules, see } = watched();
    rules.moved("c0", 0, undefined);
    see(seen(0, "p0:1"));
    expect(() => see(seen(0, "p0:1"))).toThrow("non-monotonic poll");
  });
});

describe("a loose producer's records", () => {
  test("may come twice and in another order, but are the same for all", () => {
    const { rules, see } = watched();
    rules.loose.add("p0");
    see(seen(0, "p0:1"), seen(1, "p0:1"));
    expect(() => see(seen(0, "p0:0", "c1"))).toThrow("inconsistent offsets");
  });
});

describe("a consumer of a log that unclean elections cut", () => {
  /** Two logs that part at offset 2: broker 1 leads epoch 0 and has four records, broker 2 epoch 3 and has two of its own. */
  function parted() {
    const cluster = new ToldCluster();
    const invariant = new NeighbouringRecords(cluster, TOPIC_ID);
    Object.assign(cluster.first, { role: "leader", log: [batchAt(0, 4, 77)] });
    Object.assign(cluster.second, { role: "leader", leaderEpoch: 3, log: [batchAt(0, 2, 77), batchAt(2, 3, 78, 3)] });
    for (const endpoint of [1, 2]) invariant.afterTurn({ endpoint, incarnation: 0 });
    /** Each word is a record: offset@epoch. */
    const see = (read: string) => {
      for (const word of read.split(" ")) {
        const [offset = 0, leaderEpoch = 0] = word.split("@").map(Number);
        invariant.see({ ...seen(offset, "p0:0"), leaderEpoch });
      }
    };
    return { cluster, invariant, see };
  }

  test.each([
    { what: "stays in one log", read: "0@0 1@0 2@0 3@0" },
    { what: "was there when it was cut", read: "1@0 2@3 3@3" },
    { what: "goes back to where the logs part", read: "1@0 2@0 3@0 2@3 3@3" },
    { what: "goes back further", read: "1@0 2@0 1@0 2@3" },
    { what: "jumps", read: "1@0 4@3" },
  ])("may be one that $what", ({ read }) => {
    expect(() => parted().see(read)).not.toThrow();
  });

  test.each([
    { what: "reads over it", read: "1@0 2@0 3@3" },
    { what: "does not go back far enough", read: "1@0 2@0 3@0 3@3" },
  ])("is noticed when it $what", ({ read }) => {
    expect(() => parted().see(read)).toThrow(
      "it had read one of epoch 0 before it, and in the log there is one of epoch 3",
    );
  });

  test("has read nothing before a place that it was sought to, and nothing is known of what was deleted", () => {
    const { cluster, invariant, see } = parted();
    see("2@0");
    invariant.moved("c0", 0);
    see("3@3");
    Object.assign(cluster.second, { logStartOffset: 4 });
    see("3@0 4@3");
  });
});

describe("held records", () => {
  test("notice a leader's log that begins above what a living consumer reads next", () => {
    const { cluster } = watched();
    const invariant = new HeldRecords(cluster, TOPIC_ID);
    Object.assign(cluster.first, { role: "leader", logStartOffset: 5 });
    invariant.afterTurn(FIRST);
    invariant.see(seen(3, "p0:0"));
    expect(() => invariant.afterTurn(FIRST)).toThrow("begins at 5 at broker 1, and c0 reads 4 next");
    invariant.ended("c0");
    invariant.afterTurn(FIRST);
  });
});

describe("the supervisor's image", () => {
  test("is compared with the log, and so is what a late reader gets", () => {
    const { cluster } = watched();
    const invariant = new ReplayedMetadata(cluster);
    cluster.supervisorImage = new MetadataImage();
    expect(() => invariant.afterTurn()).toThrow("it has 0 records");
    expect(() => invariant.inFull()).toThrow("the supervisor has");
    cluster.supervisorImage = cluster.image;
    invariant.inFull();
    cluster.lateImage = new MetadataImage();
    expect(() => invariant.inFull()).toThrow("a late reader has");
  });
});

describe("repeated requests", () => {
  function asked(first: Uint8Array<ArrayBuffer>, again: Uint8Array<ArrayBuffer>) {
    const { cluster } = watched();
    const invariant = new FirstAnswers(cluster);
    const frame = (correlation: number, reply: boolean, body = new Uint8Array(0)) =>
      ({ correlation, reply, body }) as unknown as SimFrame;
    const deliver = (from: number, to: number, sent: SimFrame, body: unknown) => {
      for (const watch of cluster.onFrame) watch(from, to, sent, body);
    };
    deliver(7, 0, frame(1, false), { requestId: "r" });
    cluster.tell({ type: "requestAnswered", requestId: "r", kind: 33, response: first });
    deliver(0, 7, frame(1, true, first), {});
    deliver(7, 0, frame(2, false), { requestId: "r" });
    deliver(0, 7, frame(2, true, again), {});
    return { cluster, invariant };
  }

  test("get the first answer", () => {
    expect(asked(Uint8Array.of(1, 2), Uint8Array.of(1, 2)).invariant.repeated).toBe(1);
    expect(() => asked(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toThrow("request r was answered 1,2, and now 1,3");
  });

  test("are not done again", () => {
    const { cluster } = asked(Uint8Array.of(1), Uint8Array.of(1));
    const again = { type: "requestAnswered", requestId: "r", kind: 33, response: Uint8Array.of(1) } as const;
    expect(() => cluster.tell(again)).toThrow("request r was done twice");
  });
});
