/** Public types of the clients, one file for each concept in `api/`. */

export type { ClusterEvent } from "../metadata/events.ts";
export type { WaitOptions } from "./abort.ts";
export type * from "./api/admin.ts";
export type * from "./api/consumer.ts";
export type * from "./api/producer.ts";
export type * from "./api/record.ts";
