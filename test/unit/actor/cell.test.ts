import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import type { Message } from "../../../src/actor/actor.ts";
import { Cell } from "../../../src/actor/cell.ts";
import { Random } from "../../../src/base/random.ts";

function note(number: number): Message {
  return { type: "local", note: { number } };
}

function makeCell(): Cell {
  return new Cell({ endpoint: 1, actor: 0 }, { receive: () => {} }, new Random(1), undefined);
}

describe("the mailbox of an actor", () => {
  test("gives messages in the order in which they came, however many wait and were taken", () => {
    const cell = makeCell();
    const random = new Random(7);
    let pushed = 0;
    let taken = 0;
    while (taken < 20_000) {
      for (let more = random.between(0, 3_000); more > 0 && cell.waiting < 5_000; more--) cell.push(note(pushed++));
      for (let some = random.between(0, 3_000); some > 0 && cell.waiting > 0; some--)
        expect(cell.shift()).toEqual(note(taken++));
      expect(cell.waiting).toBe(pushed - taken);
      if (random.chance(1, 10)) expect(cell.withdraw(() => false)).toEqual([]);
    }
    expect(cell.withdraw(() => true)).toEqual(
      Array.from({ length: pushed - taken }, (_, index) => note(taken + index)),
    );
    expect(cell.shift()).toBeUndefined();
  });

  test("keeps nothing of what it has given, also when it is never empty", async () => {
    setFlagsFromString("--expose-gc");
    const collect: () => void = runInNewContext("gc");
    const cell = makeCell();
    const given: WeakRef<Message>[] = [];
    cell.push(note(0));
    for (let number = 1; number <= 20_000; number++) {
      cell.push(note(number));
      given.push(new WeakRef(cell.shift() as Message));
    }
    await new Promise(setImmediate); // until the end of its job a WeakRef holds what it was made for
    collect();
    expect(given.filter((one) => one.deref() !== undefined).length).toBeLessThan(1_100);
    expect(cell.waiting).toBe(1);
  });
});
