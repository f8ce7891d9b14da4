import { describe, expect, test } from "vitest";
import { main } from "../../scripts/simulate.ts";

/** Runs the command as on a terminal that keeps what is written. */
async function run(...args: readonly string[]) {
  const texts = { stdout: "", stderr: "" };
  const screen = (name: keyof typeof texts) => ({
    write: (text: string | Uint8Array) => {
      texts[name] += text;
      return true;
    },
  });
  const exitCode = await main(args, screen("stdout"), screen("stderr"));
  return { exitCode, ...texts };
}

describe("npm run simulate", () => {
  test("runs a few seeds, and ends with what they came to", async () => {
    const { exitCode, stdout } = await run("--seeds", "4", "--first", "3", "--storage", "memory");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^seeds from 3 on/);
    expect(stdout).toMatch(/duplicateSuppressed +[1-9]/);
    expect(stdout).toMatch(/4 seeds \(3 to 6\) in .*: every invariant held\n$/);
  });

  test("says of a single seed what it drew", async () => {
    const { exitCode, stdout } = await run("--seed", "3");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^seed 3: green, \d brokers, .* trace [\da-f]+\n$/);
  });

  test("prints the timeline of a mutant that is caught, and what repeats it", async () => {
    const { exitCode, stdout } = await run("--seeds", "8", "--rule", "acknowledge=appended", "--no-shrink");
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(
      /seed (\d+), step \d+, virtual time[\s\S]*--seed \1 --rule acknowledge=appended[\s\S]* elected, epoch /,
    );
    expect(stdout).toMatch(/8 seeds .*: \d failed\n$/);
  });

  test("shows the smallest run of one that fails, if it may", async () => {
    const { stdout } = await run("--seeds", "6", "--storage", "memory", "--rule", "acknowledge=appended");
    expect(stdout).toMatch(/seed \d+ shrunk from \d+ faults to [0-3] in \d+ runs/);
  });

  test("ends with its time", async () => {
    const { exitCode, stdout } = await run("--minutes", "0.01", "--threads", "1");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/\d+ seeds \(\d+ to \d+\)/);
  });

  test("gives one object to whoever asks for JSON", async () => {
    const { stdout } = await run("--seeds", "2", "--json");
    expect(JSON.parse(stdout)).toMatchObject({
      first: 0,
      seeds: 2,
      failed: [],
      coverage: { leaseOutlivesLog: expect.any(Number) },
    });
  });

  test("refuses what it does not know", async () => {
    const { exitCode, stdout, stderr } = await run("--sedes", "2");
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(/unknown option '--sedes'/);
  });
});
