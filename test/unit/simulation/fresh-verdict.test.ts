import { describe, expect, test } from "vitest";
import { type BaseRun, freshVerdict } from "../../../scripts/simulation/fresh-verdict.ts";

const LOST = { invariant: "no acknowledged write is lost", message: "no acknowledged write is lost: offset 7\n  seed" };
const COMMIT = "0123456789abcdef";

function base(...failures: readonly (readonly [seed: number, failure: typeof LOST | undefined])[]): BaseRun {
  return { commit: COMMIT, failures: new Map(failures) };
}

describe("a fresh seed that fails", () => {
  test("fails the run where the base commit is green", () => {
    const { exitCode, lines } = freshVerdict([{ seed: 7, ...LOST }], base([7, undefined]));
    expect(exitCode).toBe(1);
    expect(lines.slice(0, 2)).toEqual([
      "FAILED seed 7, green on the base commit 0123456789. Repeat it with: npm run simulate -- --seed 7",
      "no acknowledged write is lost: offset 7",
    ]);
  });

  test("is KNOWN where the base commit fails, too, and has its entry", () => {
    const { exitCode, lines } = freshVerdict([{ seed: 7, ...LOST }], base([7, LOST]));
    expect(exitCode).toBe(0);
    expect(lines[0]).toMatch(/^KNOWN seed 7: no acknowledged write is lost\. .*0123456789/);
    expect(lines[1]).toContain('{"seed":7,"found":"no acknowledged write is lost: offset 7"}');
  });

  test("fails the run when it is one of several, the others known", () => {
    const { exitCode, lines } = freshVerdict(
      [
        { seed: 7, ...LOST },
        { seed: 8, ...LOST },
      ],
      base([7, LOST], [8, undefined]),
    );
    expect(exitCode).toBe(1);
    expect(lines.filter((line) => /^(KNOWN|FAILED)/.test(line)).map((line) => line.slice(0, 13))).toEqual([
      "KNOWN seed 7:",
      "FAILED seed 8",
    ]);
  });

  test("fails the run where there is no base, or too many fail to ask it for all", () => {
    const shallow = freshVerdict([{ seed: 7, ...LOST }], { missing: "a shallow clone" });
    expect(shallow).toMatchObject({
      exitCode: 1,
      lines: expect.arrayContaining([expect.stringMatching(/no base commit to ask: a shallow clone/)]),
    });
    const many = freshVerdict([{ seed: 9, ...LOST }], base([7, LOST]));
    expect(many).toMatchObject({ exitCode: 1 });
    expect(many.lines[0]).toMatch(/^FAILED seed 9, not run on the base commit/);
  });

  test("shows the beginning and the end of a long timeline", () => {
    const message = Array.from({ length: 400 }, (_, line) => `line ${line}`).join("\n");
    const { lines } = freshVerdict([{ seed: 7, invariant: "x", message }], base([7, undefined]));
    expect(lines).toHaveLength(63);
    expect(lines).toEqual(expect.arrayContaining(["line 0", "  (340 lines left out)", "line 399"]));
  });
});

test("no failure, no word", () => {
  expect(freshVerdict([], { missing: "nobody asks" })).toEqual({ exitCode: 0, lines: [] });
});
