import { describe, expect, test } from "vitest";
import { type Broken, type ClusterView, Guard } from "../../../src/testing/chaos/guard.ts";

/** Partitions as "replicas/isr": "123/13" has replicas 1, 2 and 3, of which 1 and 3 are in sync. */
function view(partitions: readonly string[], { fenced = [] as number[], incarnation = 1 } = {}): ClusterView {
  const ids = (digits: string | undefined) => Array.from(digits ?? "", Number);
  const brokers = new Map([1, 2, 3, 4].map((id) => [id, { fenced: fenced.includes(id), incarnation }]));
  return {
    brokers,
    partitions: partitions.map((text) => {
      const [replicas, isr] = text.split("/");
      return { replicas: ids(replicas), isr: ids(isr) };
    }),
  };
}

function guardWith(broken: Readonly<Record<number, Broken>>): Guard {
  const guard = new Guard();
  for (const [broker, what] of Object.entries(broken)) guard.breaks(Number(broker), what);
  return guard;
}

const KILLED: Broken = { incarnation: 1, fromMs: 0, isEnded: true };
const PAUSED_UNTIL_100: Broken = { incarnation: 1, fromMs: 100, isEnded: false };

describe("who may be broken", () => {
  test.each([
    ["any of three in-sync replicas", ["123/123"], {}, true],
    ["one that a partition does not have, whatever that lacks", ["234/2"], {}, true],
    ["not one of two that are left of three", ["123/12"], {}, false],
    ["one that is not in sync, where two others are", ["123/23"], {}, true],
    ["not the last one in sync", ["123/1"], {}, false],
    ["one of two where there are only two", ["12/12"], {}, true],
    ["not the only replica", ["1/1"], {}, false],
    ["not while another is broken that counts as in sync still", ["123/123"], { 2: KILLED }, false],
    ["while another is broken that holds nothing of it", ["123/123"], { 4: KILLED }, true],
    ["with four replicas also while another is broken", ["1234/1234"], { 2: KILLED }, true],
    ["not with four replicas while two others are broken", ["1234/1234"], { 2: KILLED, 3: PAUSED_UNTIL_100 }, false],
    ["not one that is broken already", ["123/123"], { 1: PAUSED_UNTIL_100 }, false],
  ])("%s", (_, partitions, broken, may) => {
    expect(guardWith(broken).mayBreak(1, view(partitions))).toBe(may);
  });

  test("not one that is fenced, and a fenced one counts for nothing", () => {
    expect(new Guard().mayBreak(1, view(["123/123"], { fenced: [1] }))).toBe(false);
    expect(new Guard().mayBreak(1, view(["123/123"], { fenced: [2] }))).toBe(false);
  });
});

describe("who is whole again", () => {
  test.each([
    ["a killed one in its next life, in sync everywhere", KILLED, view(["123/123"], { incarnation: 2 }), true],
    ["not a killed one of which the metadata know nothing yet", KILLED, view(["123/123"]), false],
    ["not one that is not in sync everywhere", KILLED, view(["123/123", "12/2"], { incarnation: 2 }), false],
    ["not one that is fenced", KILLED, view(["123/123"], { incarnation: 2, fenced: [1] }), false],
    ["not a paused one before its time", PAUSED_UNTIL_100, view(["123/123"]), false],
  ])("%s", (_, broken, state, isWhole) => {
    const guard = guardWith({ 1: broken });
    guard.look(state, 50);
    expect(guard.broken.has(1)).toBe(!isWhole);
  });

  test("a paused one after its time, in the same life", () => {
    const guard = guardWith({ 1: PAUSED_UNTIL_100 });
    guard.look(view(["123/123"]), 100);
    expect(guard.broken.size).toBe(0);
  });
});
