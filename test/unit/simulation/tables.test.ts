import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { DOCUMENT, sectionOf, withSection } from "../../../scripts/simulation/document.ts";
import * as rareEvents from "../../../scripts/simulation/rare-events-table.ts";
import { Tally } from "../../../scripts/simulation/tally.ts";
import { RARE_EVENTS } from "../../../src/testing/coverage/coverage.ts";
import { MUTANTS } from "../../simulation/mutants.ts";
import * as mutants from "../../simulation/mutants-table.ts";

const document = readFileSync(DOCUMENT, "utf8");

describe("docs/simulation.md", () => {
  test("shows every mutant as it is, caught within its bound", () => {
    const measured = mutants.measuredIn(sectionOf(document, mutants.SECTION), MUTANTS);
    for (const { name, seedsMax } of MUTANTS) {
      const caught = measured.get(name);
      expect(caught, `the row of "${name}" is stale: npm run mutants -- --write`).toBeDefined();
      expect(caught?.seed).toBeLessThan(seedsMax);
      expect(caught?.invariant).not.toBe("");
    }
    expect(sectionOf(document, mutants.SECTION)).toHaveLength(MUTANTS.length + 2);
  });

  test("shows every rare event as it is, and that it happened", () => {
    const stale = rareEvents.staleIn(sectionOf(document, rareEvents.SECTION));
    expect(stale, "npm run rare-events -- --write").toEqual([]);
  });
});

describe("a table is stale", () => {
  const table = mutants.mutantsTable(MUTANTS, () => ({ seed: 3, invariant: "some invariant" }));

  test("when a mutant has another name, option or bound", () => {
    const [first, second] = MUTANTS as [(typeof MUTANTS)[number], (typeof MUTANTS)[number]];
    expect(mutants.measuredIn(table, MUTANTS).get(first.name)).toEqual({ seed: 3, invariant: "some invariant" });
    for (const changed of [
      { ...first, name: "another" },
      { ...first, plan: { rules: { fenceByEpoch: false } } },
      { ...first, seedsMax: first.seedsMax + 1 },
    ]) {
      const measured = mutants.measuredIn(table, [changed, second]);
      expect(measured.get(changed.name)).toBeUndefined();
      expect(measured.get(second.name)).toBeDefined();
    }
  });

  test("when an event is missing, never happened, or is not on the list any more", () => {
    const tally = new Tally();
    const events = Object.keys(RARE_EVENTS);
    expect(rareEvents.staleIn(rareEvents.rareEventsTable(tally))).toEqual(events);
    for (const event of events) {
      tally.coverage[event as keyof typeof RARE_EVENTS] = 5;
      tally.seedsWith[event as keyof typeof RARE_EVENTS] = 2;
    }
    const fresh = rareEvents.rareEventsTable(tally);
    expect(rareEvents.staleIn(fresh)).toEqual([]);
    expect(rareEvents.staleIn(fresh.slice(0, -1))).toEqual(events.slice(-1));
    expect(rareEvents.staleIn([...fresh, "| `gone` | It happened once. | 1 | 1 |"])).toHaveLength(1);
  });
});

describe("a section of a document", () => {
  const text = "above\n<!-- t: begin -->\nold\nolder\n<!-- t: end -->\nbelow\n";

  test("is what lies between its markers, and is replaced without them", () => {
    expect(sectionOf(text, "t")).toEqual(["old", "older"]);
    expect(withSection(text, "t", ["new"])).toBe("above\n<!-- t: begin -->\nnew\n<!-- t: end -->\nbelow\n");
  });

  test("has to be there", () => {
    expect(() => sectionOf(text, "u")).toThrow("there is no <!-- u: begin --> with an end");
  });
});
