/** A thread's place in the mesh: 0 the supervisor, 1..N the brokers (equal to their broker id), above that the clients. */
export type EndpointId = number;
export const SUPERVISOR_ENDPOINT: EndpointId = 0;

/** An actor within its endpoint: slot (20 bits) and generation (12 bits), so that a message to a dead actor reaches nobody. */
export type ActorId = number;

export interface ActorRef {
  readonly endpoint: EndpointId;
  readonly actor: ActorId;
}

/** The slot of every endpoint's first actor (generation 0): supervisor, broker, or a client's dispatcher. */
export const ROOT_ACTOR: ActorId = 0;

export const ACTOR_SLOT_BITS = 20;
export const ACTOR_GENERATION_MASK = 0xfff;

/** A run of bytes in the arena. */
export interface Slice {
  readonly address: number; // byte offset in the arena
  readonly length: number; // bytes
}

/** A partition as one number, for maps: topic ids stay below 2^31, partitions below 2^20. */
export function partitionKey(topicId: number, partition: number): number {
  return topicId * 1_048_576 + partition;
}
