import { SUPERVISOR_ENDPOINT } from "../../base/ids.ts";
import type { ClusterEvent } from "../../client/api.ts";
import type { MetadataImage, PartitionState } from "../../metadata/image.ts";
import type { ClusterHandle } from "../../runtime/config.ts";
import { type Joined, joinByHandle } from "../../runtime/join.ts";
import type { ClusterView } from "./guard.ts";

/** How often it takes what has become free meanwhile. */
const REFILL_MS = 10;
/** The largest piece that it tries to take at once. */
const PIECE_UNITS_MAX = 64;

/**
 * A place of its own in the cluster for whoever breaks it: the guardian's control, the metadata of this moment, and an
 * owner for the memory that a full arena lacks, which the guardian frees should this thread die. Owned by the thread that
 * runs the scenario.
 */
export class FaultPlace {
  readonly #joined: Joined;
  readonly #taken: { readonly address: number; readonly bytes: number }[] = [];
  #refill: ReturnType<typeof setInterval> | undefined;

  private constructor(joined: Joined) {
    this.#joined = joined;
  }

  static async join(handle: ClusterHandle): Promise<FaultPlace> {
    return new FaultPlace(await joinByHandle(handle));
  }

  /** As new as this thread can know it. */
  get image(): MetadataImage {
    this.#joined.endpoint.poll();
    return this.#joined.endpoint.image;
  }

  get view(): ClusterView {
    const { brokers, topics } = this.image;
    return { brokers, partitions: [...topics.values()].flatMap(({ partitions }) => partitions) };
  }

  partition(topic: string, partition: number): PartitionState | undefined {
    return this.image.topicByName(topic)?.partitions[partition];
  }

  onEvent(listener: (event: ClusterEvent) => void): void {
    this.#joined.endpoint.onEvent(listener);
  }

  hang(broker: number | "supervisor", forMs: number): Promise<void> {
    return this.#joined.control.hang(broker === "supervisor" ? SUPERVISOR_ENDPOINT : broker, forMs);
  }

  /** What endpoints that are not there any more still have of the arena: units that they own, or that only leases keep; leases. */
  get leftByTheDead(): { readonly units: number; readonly leases: number } {
    const { extents, endpoints, leases } = this.#joined.endpoint.arena;
    const { byEndpoint, orphans } = extents.usage();
    const dead = [...byEndpoint.keys()].filter((endpoint) => endpoints.incarnation(endpoint) === undefined);
    const sum = (countOf: (endpoint: number) => number) => dead.reduce((total, one) => total + countOf(one), 0);
    return { units: orphans + sum((one) => byEndpoint[one] ?? 0), leases: sum((one) => leases.countOf(one)) };
  }

  /** Takes all free memory, and what becomes free, until `empty`. */
  fill(): void {
    this.#take();
    this.#refill ??= setInterval(() => this.#take(), REFILL_MS);
  }

  empty(): void {
    clearInterval(this.#refill);
    this.#refill = undefined;
    for (const { address, bytes } of this.#taken.splice(0)) this.#allocator.free(address, bytes);
  }

  async close(): Promise<void> {
    this.empty();
    void this.#joined.endpoint.close(new Error("the scenario is over"));
    await this.#joined.left;
  }

  get #allocator() {
    const { arena, runtime } = this.#joined.endpoint;
    return arena.allocatorOf(runtime.endpoint);
  }

  #take(): void {
    const allocator = this.#allocator;
    for (let bytes = PIECE_UNITS_MAX * allocator.unitBytes; bytes >= allocator.unitBytes; bytes /= 2)
      for (let at = allocator.allocate(bytes); at !== undefined; at = allocator.allocate(bytes))
        this.#taken.push({ address: at, bytes });
  }
}
