import { expect, test } from "vitest";
import { Random } from "../../../src/base/random.ts";
import { ArenaStorage } from "../../../src/log/arena-storage.ts";
import { Log } from "../../../src/log/log.ts";
import type { SequenceCheck } from "../../../src/log/producer-state.ts";
import { crc, TestArena } from "../replica/support.ts";

const PRODUCERS = 8;
const SEQUENCES = 40;

/** What the log says to every batch that its producers may have sent. */
function verdicts({ producers }: Log): SequenceCheck[] {
  const all: SequenceCheck[] = [];
  for (let producerId = 0; producerId < PRODUCERS; producerId++)
    for (let baseSequence = 0; baseSequence < SEQUENCES; baseSequence++)
      all.push(producers.check({ producerId, producerEpoch: 0, baseSequence, recordCount: 1 }, 0));
  return all;
}

/** One producer appends its next batch, if the log says that it is the next. */
function append(log: Log, arena: TestArena, random: Random): void {
  const producerId = random.between(0, PRODUCERS - 1);
  for (let baseSequence = 0; baseSequence < SEQUENCES; baseSequence++) {
    const stamp = { producerId, producerEpoch: 0, baseSequence };
    if (log.producers.check({ ...stamp, recordCount: 1 }, 0).type !== "next") continue;
    expect(log.appendAsLeader(arena.batch(1, { ...stamp, valueBytes: random.between(10, 1_500) }), 1)).toBe(true);
    return;
  }
}

test("a log that was truncated anywhere knows of its producers what its batches say", () => {
  for (let seed = 0; seed < 40; seed++) {
    const random = new Random(seed);
    const arena = new TestArena();
    const storage = new ArenaStorage(arena.memory, arena, () => 8_192);
    const log = new Log({ memory: arena.memory, storage, crc, flush: "none" });
    for (let step = 0; step < 150; step++) {
      if (random.chance(1, 10)) log.truncate(random.between(0, log.endOffset), random.pick([0, log.endOffset]));
      else append(log, arena, random);
    }
    const recovered = new Log({ memory: arena.memory, storage, crc, flush: "none" });
    expect(recovered.endOffset).toBe(log.endOffset);
    expect(verdicts(log)).toEqual(verdicts(recovered));
  }
});
