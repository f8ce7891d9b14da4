import { deepStrictEqual } from "node:assert/strict";
import type { Check, Scenario, UserPlan } from "../../src/testing/index.ts";
import { SERDES, TOPIC } from "./orders.ts";
import { shop } from "./shop.ts";

/** In the end every account holds what its customer ordered: nothing is left out, and nothing is billed twice. */
const EVERY_ORDER_IS_BILLED_ONCE: Check = {
  name: "every order is billed once",
  eventually: ({ records, disk }) => {
    const ordered = new Map<string, unknown>();
    for (const { value } of records(TOPIC, SERDES)) {
      if (value) ordered.set(value.customer, Number(ordered.get(value.customer) ?? 0) + value.cents);
    }
    const accounts = new Map(disk("billing"));
    accounts.delete("position");
    deepStrictEqual(accounts, ordered);
  },
};

/** A shop, this billing service, and a cluster: brokers and the service die at moments that the seed decides. */
export function scenarioOf(start: UserPlan["start"]): Scenario {
  return {
    topics: [{ topic: TOPIC, partitions: 1, minInSyncReplicas: 2 }],
    users: [
      { name: "shop", start: shop },
      { name: "billing", start, service: true, mortal: true },
    ],
    checks: [EVERY_ORDER_IS_BILLED_ONCE],
    durationMs: 300,
    faults: { kinds: ["kill", "killClient"], gapMsMax: 250 },
    deadlineMs: 2_000,
  };
}
