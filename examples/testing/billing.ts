import type { ConsumerBatch } from "../../src/index.ts";
import type { SimulatedUser } from "../../src/testing/index.ts";
import { type Order, SERDES, TOPIC } from "./orders.ts";

/**
 * Adds orders to their customers' accounts, which it keeps on its disk beside its position. It has a bug: the position says
 * that a batch is done before it is. Whoever takes over after a crash in between goes on behind orders that nobody billed.
 */
export async function hastyBilling(user: SimulatedUser): Promise<void> {
  for await (const batch of ordersFromPosition(user)) {
    await user.disk.commit({ position: batch.lastOffset + 1 });
    await user.disk.commit(billed(user, batch));
  }
}

/** The same without the bug: position and accounts change together, or not at all. */
export async function billing(user: SimulatedUser): Promise<void> {
  for await (const batch of ordersFromPosition(user)) {
    await user.disk.commit({ position: batch.lastOffset + 1, ...billed(user, batch) });
  }
}

async function* ordersFromPosition(user: SimulatedUser): AsyncGenerator<ConsumerBatch<string, Order>> {
  const consumer = user.consumer(SERDES);
  const offset = user.disk.get<number>("position") ?? 0;
  user.note(`goes on with order ${offset}`);
  await consumer.assign([{ topic: TOPIC, partition: 0, offset }]);
  yield* consumer;
}

/** The accounts after this batch. */
function billed(user: SimulatedUser, batch: ConsumerBatch<string, Order>): Record<string, number> {
  const accounts: Record<string, number> = {};
  for (const { value } of batch) {
    if (value === null) continue;
    const { customer, cents } = value;
    accounts[customer] = (accounts[customer] ?? user.disk.get<number>(customer) ?? 0) + cents;
  }
  user.note(`bills orders ${batch.baseOffset} to ${batch.lastOffset}`);
  return accounts;
}
