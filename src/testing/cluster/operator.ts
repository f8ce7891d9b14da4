import type { MetadataImage } from "../../metadata/image.ts";
import { SimAdmin } from "../users/sim-admin.ts";
import type { SimClient } from "../users/sim-client.ts";
import type { LivingBroker } from "./lives.ts";

interface Operated {
  readonly image: MetadataImage;
  readonly storage: "memory" | "directory";
  readonly flushesEveryBatch: boolean;
  readonly livingBrokers: ReadonlyMap<number, LivingBroker>;
  client(name: string): SimClient;
}

/** Asks for planned restarts of brokers, through the product's controlled shutdown. */
export class Operator {
  readonly #cluster: Operated;
  /** Incarnations that were asked to end, by broker. */
  readonly #ending = new Map<number, number>();
  #admin: SimAdmin | undefined;

  constructor(cluster: Operated) {
    this.#cluster = cluster;
  }

  /** Nothing happens unless this incarnation is registered, and the operator itself can act. */
  restart(brokerId: number): void {
    const { livingBrokers, image, storage, flushesEveryBatch } = this.#cluster;
    const incarnation = livingBrokers.get(brokerId)?.endpoint.incarnation;
    if (incarnation === undefined || image.brokers.get(brokerId)?.incarnation !== incarnation) return;
    this.#admin ??= new SimAdmin(this.#cluster.client("operator"));
    if (this.#admin.client.endpoint.paused) return;
    this.#ending.set(brokerId, incarnation);
    const force = storage === "directory" && flushesEveryBatch;
    this.#admin.shutDown(brokerId, incarnation, force, () => this.#ending.delete(brokerId));
  }

  isEnding(brokerId: number): boolean {
    const incarnation = this.#cluster.livingBrokers.get(brokerId)?.endpoint.incarnation;
    return incarnation !== undefined && this.#ending.get(brokerId) === incarnation;
  }
}
