import type { ActorContext } from "../actor/actor.ts";
import type { MetadataImage } from "../metadata/image.ts";
import type { ConsumerPartition } from "./consumer-partition.ts";
import { FetchSession } from "./fetch-session.ts";
import { leaderOf } from "./leader.ts";

/** A consumer's fetch sessions, one per leader broker, and which partition is in which. Part of the consumer's actor. */
export class FetchSessions {
  readonly #image: MetadataImage;
  readonly #maxBytes: number;
  readonly #byEndpoint = new Map<number, FetchSession>();

  constructor(image: MetadataImage, maxBytes: number) {
    this.#image = image;
    this.#maxBytes = maxBytes;
  }

  /** Puts the partition into its leader's session; while there is no leader, into none. */
  join(partition: ConsumerPartition, context: ActorContext): void {
    const leader = leaderOf(this.#image, partition.topicId, partition.partition);
    if (!leader) return; // the metadata image will tell
    const { endpoint } = leader.target;
    let session = this.#byEndpoint.get(endpoint);
    if (!session || session.incarnation !== leader.incarnation) {
      for (const stranded of session ? [...session.partitions] : []) session?.leave(stranded);
      if (session?.isAsking) session.close(context);
      // Ids need to differ within this endpoint only, and an actor has one session with a broker.
      session = new FetchSession(leader.target, leader.incarnation, context.self.actor >>> 0, this.#maxBytes);
      this.#byEndpoint.set(endpoint, session);
    }
    partition.leaderEpoch = leader.leaderEpoch;
    session.join(partition);
    session.bufferedBytes += partition.bufferedBytes;
  }

  leave(partition: ConsumerPartition): void {
    if (!partition.session) return;
    partition.session.bufferedBytes -= partition.bufferedBytes;
    partition.session.leave(partition);
  }

  /** After a move of the image: a partition whose leader is another process leaves; a new epoch is passed on. */
  follow(partition: ConsumerPartition): void {
    const { session } = partition;
    const leader = session && leaderOf(this.#image, partition.topicId, partition.partition);
    if (!leader) return;
    if (leader.target.endpoint !== session.target.endpoint || leader.incarnation !== session.incarnation) {
      this.leave(partition);
    } else if (leader.leaderEpoch !== partition.leaderEpoch) {
      partition.leaderEpoch = leader.leaderEpoch;
      session.moved(partition);
    }
  }

  /** The session whose request this correlation ended. */
  landed(correlation: number | undefined): FetchSession | undefined {
    for (const session of this.#byEndpoint.values()) {
      if (!session.isAnsweredBy(correlation)) continue;
      session.landed();
      return session;
    }
    return undefined;
  }

  /** Sends the next request of every session with room for a whole answer. False: one of them met back-pressure. */
  pump(context: ActorContext): boolean {
    let isAllSent = true;
    for (const [endpoint, session] of this.#byEndpoint) {
      if (session.partitions.size === 0) {
        if (session.close(context)) this.#byEndpoint.delete(endpoint);
        else isAllSent = false;
      } else if (this.#mayFetch(session, context) && !session.send(context)) isAllSent = false;
    }
    return isAllSent;
  }

  /** False: some brokers cannot be told now; call it again. */
  close(context: ActorContext): boolean {
    for (const [endpoint, session] of this.#byEndpoint) if (session.close(context)) this.#byEndpoint.delete(endpoint);
    return this.#byEndpoint.size === 0;
  }

  #mayFetch(session: FetchSession, context: ActorContext): boolean {
    if (session.isAsking && !session.mustReopen) return false;
    return session.retryAtMs <= context.now && session.bufferedBytes * 2 <= this.#maxBytes;
  }
}
