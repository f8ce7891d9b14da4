import type { MetadataImage } from "../../metadata/image.ts";
import type { Invariant, Observed } from "./invariant.ts";

/**
 * The supervisor's state is the replay of its log, and of nothing else: what it holds is what the log says, and a reader
 * that comes late, also one that begins with a snapshot, ends with the same.
 */
export class ReplayedMetadata implements Invariant {
  readonly name = "the supervisor's image is the replay of its log";
  readonly #cluster: Observed;
  #seen = -1;

  constructor(cluster: Observed) {
    this.#cluster = cluster;
  }

  afterTurn(): void {
    const { supervisorImage, image } = this.#cluster;
    if (supervisorImage === undefined || image.version === this.#seen) return;
    this.#seen = image.version;
    if (supervisorImage.version !== image.version)
      throw this.#cluster.failure(this.name, `it has ${supervisorImage.version} records, the log ${image.version}`);
  }

  inFull(): void {
    const { supervisorImage, image } = this.#cluster;
    const log = textOf(image);
    if (supervisorImage !== undefined) this.#compare("the supervisor", textOf(supervisorImage), log);
    this.#compare("a late reader", textOf(this.#cluster.replayedImage()), log);
  }

  #compare(who: string, has: string, log: string): void {
    if (has === log) return;
    let at = 0;
    while (has[at] === log[at]) at++;
    const part = (text: string) => text.slice(Math.max(0, at - 100), at + 100);
    throw this.#cluster.failure(this.name, `${who} has ...${part(has)}..., the log says ...${part(log)}...`);
  }
}

/** Everything that a replay must give, as text. */
function textOf(image: MetadataImage): string {
  const { version, nextTopicId, nextProducerId, supervisorIncarnation, dataLossCount, damagedReplicaCount } = image;
  const counts = { dataLossCount, damagedReplicaCount };
  const numbers = { version, nextTopicId, nextProducerId, supervisorIncarnation, ...counts };
  const { topics, brokers, producers, answers, brokerConfigs } = image;
  return JSON.stringify({ ...numbers, topics, brokers, producers, answers, brokerConfigs }, (_key, value) => {
    if (value instanceof Uint8Array) return Array.from(value);
    if (value instanceof Map) return inOrder(Array.from(value));
    return isPlain(value) ? Object.fromEntries(inOrder(Object.entries(value))) : value;
  });
}

function inOrder<Key extends string | number, Value>(entries: [Key, Value][]): [Key, Value][] {
  return entries.sort(([a], [b]) => (a < b ? -1 : 1));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
