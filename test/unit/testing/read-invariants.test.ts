import { describe, expect, test } from "vitest";
import { REQUESTS_REMEMBERED_MAX } from "../../../src/base/limits.ts";
import { MetadataImage } from "../../../src/metadata/image.ts";
import { History } from "../../../src/testing/history/history.ts";
import { CommittedLog } from "../../../src/testing/invariants/committed-log.ts";
import { FirstAnswers } from "../../../src/testing/invariants/first-answers.ts";
import { HeldRecords } from "../../../src/testing/invariants/held-records.ts";
import { NeighbouringRecords } from "../../../src/testing/invariants/neighbouring-records.ts";
import { ReplayedMetadata } from "../../../src/testing/invariants/replayed-metadata.ts";
import { UserHistory, type UserHistoryOptions } from "../../../src/testing/invariants/user-history.ts";
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

const PLACE = { at: 5, topic: "t", partition: 0 };

/** What the users of topic t did and saw. */
function watched(options: Partial<UserHistoryOptions> = {}) {
  const cluster = new ToldCluster();
  const history = new History();
  const invariant = new UserHistory(cluster, {
    topic: "t",
    topicId: TOPIC_ID,
    history,
    producers: new Map([["l0", { idempotent: false, acks: 1 as const }]]),
    consumers: new Map(),
    mayLose: false,
    mayTrim: false,
    isReadToEnd: true,
    keepsAll: false,
    now: () => 5,
    ...options,
  });
  for (const producer of ["p0", "p1", "l0"])
    for (let number = 0; number < 5; number++) history.note({ type: "sending", ...PLACE, producer, number });
  const see = (...records: ReturnType<typeof seen>[]) => {
    for (const record of records) invariant.see(record);
  };
  const acknowledge = (producer: string, number: number, offset: number) =>
    history.note({ type: "sent", ...PLACE, producer, number, offset });
  return { cluster, history, invariant, see, acknowledge };
}

describe("what consumers see", () => {
  test("is committed", () => {
    const { cluster } = watched();
    const committed = new CommittedLog(cluster);
    const invariant = new VisibleRecords(cluster, TOPIC_ID, committed);
    Object.assign(cluster.first, { log: [batchAt(0, 2, 77)], highWatermark: 2 });
    committed.afterTurn(FIRST);
    invariant.see(seen(1, "p0:0"));
    expect(() => invariant.see(seen(2, "p0:0"))).toThrow("high watermark has passed");
  });

  test("has no anomaly when it is what was sent, with or without padding", () => {
    const { see, acknowledge, invariant } = watched();
    see(seen(0, "p0:0"), seen(1, "p0:1:xxxx"));
    acknowledge("p0", 0, 0);
    acknowledge("p0", 1, 1);
    invariant.atEnd();
  });

  test.each([
    { says: "no poll skip: poll skip", records: [seen(1, "p0:0")] },
    { says: "no non-monotonic poll: ", records: [seen(0, "p0:0"), seen(0, "p0:0")] },
    { says: "no duplicate: ", records: [seen(0, "p0:0"), seen(1, "p0:0")] },
    { says: "no non-monotonic send: ", records: [seen(0, "p0:1")] },
    { says: "no inconsistent offsets: ", records: [seen(0, "p0:0"), seen(0, "p1:0", "c1")] },
    { says: "no record that was never sent: ", records: [seen(0, "p7:0")] },
    { says: "no record that was never sent: ", records: [seen(0, "p0:5")] },
    { says: "no record that was never sent: ", records: [seen(0, "null")] },
  ])("fails as $says", ({ says, records }) => {
    expect(() => watched().see(...records)).toThrow(says);
  });

  test("fails with an acknowledgement, and at the end", () => {
    const { see, acknowledge, invariant } = watched();
    see(seen(0, "p1:0"));
    acknowledge("p0", 0, 0); // in the producer's turn
    expect(() => invariant.afterTurn(FIRST)).toThrow(
      "no lost write: lost write: p0:0 was acknowledged at offset 0, where p1:0 is, in partition 0 of topic t",
    );
    const behind = watched();
    behind.see(seen(0, "p0:0"));
    behind.acknowledge("p0", 1, 1);
    expect(() => behind.invariant.atEnd()).toThrow("no unseen write");
    const partly = watched({ isReadToEnd: false });
    partly.see(seen(0, "p0:0"));
    partly.acknowledge("p0", 1, 1);
    partly.invariant.atEnd();
  });
});

describe("a consumer that was moved", () => {
  test("to an offset goes on there, and only there", () => {
    const { invariant, see } = watched();
    see(seen(0, "p0:0"), seen(1, "p0:1"));
    invariant.moved("c0", 0, 1);
    expect(() => see(seen(0, "p0:0"))).toThrow("non-monotonic poll");
  });

  test("to a timestamp goes on anywhere, and then in order", () => {
    const { invariant, see } = watched();
    invariant.moved("c0", 0, "anywhere");
    see(seen(3, "p0:1"));
    expect(() => see(seen(3, "p0:1"))).toThrow("non-monotonic poll");
  });

  test("by its reset policy, or because a log was cut, goes on anywhere only where records may be lost", () => {
    const kept = watched();
    kept.invariant.moved("c0", 0, "reset");
    expect(() => kept.see(seen(3, "p0:3"))).toThrow("poll skip");
    const lossy = watched({ mayLose: true });
    lossy.invariant.moved("c0", 0, "reset");
    lossy.see(seen(3, "p0:3"));
    lossy.invariant.truncated("c0");
    lossy.see(seen(1, "p1:1"));
    expect(() => lossy.see(seen(3, "p1:3"))).toThrow("poll skip");
  });

  test("from the world owes nothing", () => {
    const { invariant, see, acknowledge } = watched();
    see(seen(0, "p0:0"));
    acknowledge("p0", 1, 1);
    invariant.ended("c0");
    invariant.atEnd();
  });
});

describe("records that may be trimmed", () => {
  test("may be missing up to where a log begins", () => {
    const { cluster, invariant, see } = watched({ mayTrim: true });
    Object.assign(cluster.second, { logStartOffset: 2 });
    invariant.afterTurn({ endpoint: 2, incarnation: 0 });
    see(seen(2, "p0:2"));
    const lossy = watched({ mayLose: true });
    Object.assign(lossy.cluster.second, { logStartOffset: 2 });
    lossy.invariant.afterTurn({ endpoint: 2, incarnation: 0 });
    lossy.see(seen(2, "p0:2"));
    const strict = watched();
    Object.assign(strict.cluster.second, { logStartOffset: 2 });
    strict.invariant.afterTurn({ endpoint: 2, incarnation: 0 });
    expect(() => strict.see(seen(2, "p0:2"))).toThrow("poll skip");
  });
});

describe("a history", () => {
  test("counts what has no result", () => {
    const { history, acknowledge } = watched();
    acknowledge("p0", 0, 0);
    history.note({ type: "unknown", ...PLACE, producer: "p0", number: 1 });
    history.note({ type: "failed", ...PLACE, producer: "p0", number: 2 });
    expect([history.openOf("p0"), history.openOf("p1"), history.openOf("p9")]).toEqual([2, 5, 0]);
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

  test("are known for longer than the metadata remembers them, and then forgotten", () => {
    const { cluster } = asked(Uint8Array.of(1), Uint8Array.of(1));
    const done = (requestId: string) =>
      cluster.tell({ type: "requestAnswered", requestId, kind: 33, response: Uint8Array.of(1) });
    for (let count = 0; count < 4 * REQUESTS_REMEMBERED_MAX - 1; count++) done(`${count}`);
    expect(() => done("r")).toThrow("request r was done twice");
    done("one more");
    done("r");
  });
});
