import { json, string } from "../../src/index.ts";

/** What somebody bought. */
export interface Order {
  readonly customer: string;
  readonly cents: number;
}

export const TOPIC = "orders";
export const SERDES = { key: string(), value: json<Order>() };
