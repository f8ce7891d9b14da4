import { Arena, type SharedArenaSource } from "../../../src/arena/arena.ts";
import { FRAME_HEADER_BYTES, writeFrameHeader } from "../../../src/arena/frame.ts";
import type { RingProducer } from "../../../src/arena/ring.ts";
import { ROOT_ACTOR } from "../../../src/base/ids.ts";
import type { ClusterOptions } from "../../../src/index.ts";
import { Cluster, type Consumer, type ConsumerBatch } from "../../../src/index.ts";
import { HOLD_POSITIONS } from "../../../src/message/kinds.ts";

/** Small enough that a test costs little, large enough for a few hundred thousand records. */
export const TEST_ARENA_BYTES = 96 * 1024 * 1024;

export function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
  return Cluster.start({ arenaBytes: TEST_ARENA_BYTES, ...options });
}

export interface SeenRecord {
  readonly partition: number;
  readonly offset: number;
  readonly key: string | null;
  readonly value: string | null;
}

const decoder = new TextDecoder();

export function textOf(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : decoder.decode(bytes.slice()); // TextDecoder refuses shared memory
}

function recordsOf(batch: ConsumerBatch): SeenRecord[] {
  return Array.from(batch, (record) => ({
    partition: record.partition,
    offset: record.offset,
    key: textOf(record.key),
    value: textOf(record.value),
  }));
}

/** The next `count` records. Fails when they do not come within `deadlineMs`. */
export async function readRecords(consumer: Consumer, count: number, deadlineMs = 30_000): Promise<SeenRecord[]> {
  const seen: SeenRecord[] = [];
  const deadline = performance.now() + deadlineMs;
  while (seen.length < count) {
    const batch = await consumer.poll({ timeoutMs: Math.max(1, deadline - performance.now()) });
    if (batch !== undefined) seen.push(...recordsOf(batch));
    else if (performance.now() >= deadline) throw new Error(`only ${seen.length} of ${count} records came`);
  }
  return seen;
}

/** Reads every record of a topic's partitions from the first on. */
export async function readTopic(cluster: Cluster, topic: string, count: number): Promise<SeenRecord[]> {
  const [description] = await cluster.admin.describeTopics([topic]);
  await using consumer = cluster.consumer({ autoOffsetReset: "earliest" });
  await consumer.assign((description?.partitions ?? []).map(({ partition }) => ({ topic, partition })));
  return await readRecords(consumer, count);
}

/** Not in every turn of the event loop: what is waited for may need the core. */
const LOOK_MS = 2;

/** Polls until `look` gives something; fails with what `say` says. A condition with a deadline, never a sleep. */
export async function eventually<T>(
  look: () => Promise<T | undefined> | T | undefined,
  say: () => unknown,
  deadlineMs = 30_000,
): Promise<T> {
  const deadline = performance.now() + deadlineMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error(`not within ${deadlineMs} ms: ${JSON.stringify(say())}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

export async function leaderOf(cluster: Cluster, topic: string, partition: number): Promise<number> {
  const [description] = await cluster.admin.describeTopics([topic]);
  return description?.partitions[partition]?.leader ?? -1;
}

/** Resolves when partition 0 is led by another broker than `before`. */
export async function otherLeader(cluster: Cluster, topic: string, before: number): Promise<void> {
  let leader = before;
  await eventually(
    async () => {
      leader = await leaderOf(cluster, topic, 0);
      return leader !== before && leader > 0 ? true : undefined;
    },
    () => ({ before, leader }),
  );
}

const STRANGER = 40; // an endpoint that nobody has
const UNKNOWN_KIND = 250;
const NO_ACTOR = 100_000;

/** Has `endpoint` read a frame that cannot be. */
export function corrupt(memory: SharedArenaSource, endpoint: number): void {
  sendFrame(memory, endpoint, UNKNOWN_KIND, ROOT_ACTOR);
}

/** Has `endpoint` read a frame for an actor that it does not have. */
export function sendAstray(memory: SharedArenaSource, endpoint: number): void {
  sendFrame(memory, endpoint, HOLD_POSITIONS.number, NO_ACTOR);
}

function sendFrame(memory: SharedArenaSource, endpoint: number, type: number, target: number): void {
  const arena = Arena.open(memory);
  const incarnation = arena.endpoints.claim(STRANGER) ?? -1;
  const ring = arena.openProducer(STRANGER, endpoint, "control") as RingProducer;
  const header = { type, flags: 0, bodyLength: 0, target, correlation: 0 };
  writeFrameHeader(arena.memory.words, ring.claim(FRAME_HEADER_BYTES), header);
  ring.flush();
  arena.endpoints.markDead(STRANGER, incarnation);
  arena.doorbellOf(STRANGER).ring(endpoint);
}

/** Takes all that is free of an arena, as an endpoint that nobody has. Returns the way to give it back. */
export function fillArena(memory: SharedArenaSource): () => void {
  const arena = Arena.open(memory);
  const incarnation = arena.endpoints.claim(STRANGER) ?? -1;
  const allocator = arena.allocatorOf(STRANGER);
  const { unitBytes } = arena.layout;
  const taken: number[] = [];
  for (let at = allocator.allocate(unitBytes); at !== undefined; at = allocator.allocate(unitBytes)) taken.push(at);
  return () => {
    for (const address of taken) allocator.free(address, unitBytes);
    arena.endpoints.markDead(STRANGER, incarnation);
  };
}
