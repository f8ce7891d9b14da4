import { describe, expect, it } from "vitest";
import { Random } from "../../../src/base/random.ts";

function draws(seed: number, count = 8): number[] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => random.next());
}

describe("seeded random", () => {
  it("gives the same run for the same seed", () => {
    expect(draws(42)).toEqual(draws(42));
  });

  it("gives other runs for other seeds, also above 32 bits and for 0", () => {
    const runs = [0, 1, 2, 2 ** 32, 2 ** 32 + 1, 2 ** 40].map((seed) => draws(seed).join());
    expect(new Set(runs).size).toBe(runs.length);
  });

  it("draws unsigned 32-bit integers that use all bits", () => {
    const random = new Random(7);
    let ones = 0;
    let zeros = 0;
    for (let draw = 0; draw < 200; draw++) {
      const value = random.next();
      expect(Number.isInteger(value) && value >= 0 && value <= 4_294_967_295).toBe(true);
      ones |= value;
      zeros |= ~value;
    }
    expect([ones, zeros]).toEqual([-1, -1]);
  });

  it("stays between its bounds and reaches both", () => {
    const random = new Random(3);
    const seen = new Set(Array.from({ length: 200 }, () => random.between(-2, 2)));
    expect([...seen].sort((left, right) => left - right)).toEqual([-2, -1, 0, 1, 2]);
    expect(random.between(5, 5)).toBe(5);
  });

  it("is true about as often as asked", () => {
    const random = new Random(5);
    const hits = Array.from({ length: 4_000 }, () => random.chance(1, 4)).filter(Boolean).length;
    expect(hits).toBeGreaterThan(850);
    expect(hits).toBeLessThan(1_150);
    expect(random.chance(0, 5)).toBe(false);
    expect(random.chance(5, 5)).toBe(true);
  });

  it("picks every value in the end", () => {
    const random = new Random(9);
    const seen = new Set(Array.from({ length: 100 }, () => random.pick(["a", "b", "c"])));
    expect([...seen].sort()).toEqual(["a", "b", "c"]);
  });

  it("forks a generator whose draws do not disturb it", () => {
    const [left, right] = [new Random(11), new Random(11)];
    const fork = left.fork();
    right.fork();
    for (let draw = 0; draw < 10; draw++) fork.next();
    expect(left.next()).toBe(right.next());
    expect(fork.next()).not.toBe(left.next());
  });
});
