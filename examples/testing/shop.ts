import type { SimulatedUser } from "../../src/testing/index.ts";
import { type Order, SERDES, TOPIC } from "./orders.ts";

const ORDERS = 30;

/** Sends its orders one by one, and ends when the last one is acknowledged. */
export async function shop(user: SimulatedUser): Promise<void> {
  await using producer = user.producer(SERDES);
  for (let number = 0; number < ORDERS; number++) {
    const order: Order = { customer: user.random.pick(["ada", "grace"]), cents: user.random.between(1, 99) };
    await producer.send({ topic: TOPIC, key: order.customer, value: order });
    await user.sleep(user.random.between(1, 20));
  }
}
