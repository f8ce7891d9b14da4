import { describe, expect, test } from "vitest";
import { exploreAll, exploreDeaths, type ModelRules } from "./ring-model.ts";

const RULES: ModelRules = {
  slots: 8,
  sizes: [2, 3, 1, 4, 2, 3, 6, 2],
  framesPerFlush: 2,
  framesPerRelease: 2,
  firstPosition: 0,
};

describe("every schedule of a small ring with its two doorbells", () => {
  for (const framesPerFlush of [1, 2, 3]) {
    for (const framesPerRelease of [1, 2, 3]) {
      test(`delivers all frames in order, ${framesPerFlush} a flush, ${framesPerRelease} a release`, () => {
        const found = exploreAll({ ...RULES, framesPerFlush, framesPerRelease });
        expect(found.states).toBeGreaterThan(1000);
        expect(found.ends).toBeGreaterThan(0);
      });
    }
  }

  test.each([0x7fffffff - 7, 0x7fffffff - 15, -8, -16])("works across the wrap of positions from %i", (start) => {
    const firstPosition = start & ~7;
    expect(exploreAll({ ...RULES, firstPosition }).ends).toBeGreaterThan(0);
  });

  test("works with every order of small, middle and whole-ring frames", () => {
    for (const first of [1, 3, 4]) {
      for (const second of [1, 3, 4]) {
        for (const third of [1, 3, 4]) {
          const sizes = [first, second, third, first, third];
          exploreAll({ slots: 4, sizes, framesPerFlush: 2, framesPerRelease: 1, firstPosition: 0 });
        }
      }
    }
  });
});

describe("the rings kept in the parked word are enough", () => {
  test("for a sleeper that forgets to look again after it parked", () => {
    for (const framesPerFlush of [1, 2, 3]) exploreAll({ ...RULES, framesPerFlush, mistake: "noLookAfterPark" });
  });

  test("for a producer that asks for space after its last look", () => {
    for (const framesPerRelease of [1, 2, 3]) exploreAll({ ...RULES, framesPerRelease, mistake: "wantsAfterLook" });
  });
});

describe("the death of one side between any two accesses", () => {
  for (const framesPerFlush of [1, 2, 3]) {
    test(`leaves whole published frames, or a producer that waits, ${framesPerFlush} a flush`, () => {
      expect(exploreDeaths({ ...RULES, framesPerFlush }).states).toBeGreaterThan(1000);
    });
  }

  test("also across the wrap of positions", () => {
    exploreDeaths({ ...RULES, firstPosition: 0x7ffffff8 });
    exploreDeaths({ ...RULES, firstPosition: -8 });
  });

  test("shows a tail that was published before the payload", () => {
    expect(() => exploreDeaths({ ...RULES, mistake: "tailBeforePayload" })).toThrow(/torn|size|published/);
  });
});

describe("the exploration finds", () => {
  test("a tail that is published before the payload", () => {
    expect(() => exploreAll({ ...RULES, mistake: "tailBeforePayload" })).toThrow(/torn|size/);
  });

  test("a sleeper that does not look again after it parked, and whose wakers keep no ring in its word", () => {
    expect(() => exploreAll({ ...RULES, mistake: "noLookNoLatch" })).toThrow("lost wake-up");
  });

  test("a producer that does not look again after it asked for space", () => {
    expect(() => exploreAll({ ...RULES, mistake: "noLookAfterWants" })).toThrow("lost wake-up");
  });

  test("a notify that leaves the parked word set", () => {
    expect(() => exploreAll({ ...RULES, mistake: "notifyWithoutFlag" })).toThrow("lost wake-up");
  });
});
