import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runChild } from "../../../bench/harness/child.ts";
import { BenchFailure } from "../../../bench/harness/failure.ts";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "millrace-child-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function script(name: string, body: string): URL {
  const file = join(folder, `${name}-side.ts`);
  const side = new URL("../../../bench/harness/side.ts", import.meta.url).href;
  writeFileSync(file, `import { answer, job } from "${side}";\n${body}`);
  return pathToFileURL(file);
}

describe("a side in a process of its own", () => {
  it("gets its job and gives its answer", async () => {
    const double = script("double", "answer({ doubled: job<{ value: number }>().value * 2 });");
    expect(await runChild(double, { value: 21 })).toEqual({ doubled: 42 });
  });

  it("that fails says why", async () => {
    const failing = script("failing", 'throw new Error("no such broker");');
    const outcome = runChild(failing, {});
    await expect(outcome).rejects.toThrow(BenchFailure);
    await expect(outcome).rejects.toThrow(/ended with 1: [\s\S]*no such broker/);
  });

  it("that does not end is killed", async () => {
    const endless = script("endless", "setInterval(() => {}, 1_000);");
    await expect(runChild(endless, {}, { timeoutMs: 500 })).rejects.toThrow(/did not end within 0.5 s/);
  });

  it("leaves a CPU profile of each thread where it is asked to", async () => {
    const profileFolder = join(folder, "profiles");
    const idle = script("idle", "answer({});");
    await runChild(idle, {}, { profileFolder });
    expect(readdirSync(profileFolder).filter((name) => name.endsWith(".cpuprofile"))).toHaveLength(1);
  });
});
