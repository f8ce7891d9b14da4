import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { workerUrl } from "../../../src/platform/worker-url.ts";

const REPOSITORY = new URL("../../../", import.meta.url);

function packageFolder(): URL {
  const folder = mkdtempSync(join(tmpdir(), "millrace-worker-url-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "dist/workers"), { recursive: true });
  writeFileSync(join(folder, "dist/workers/broker.js"), "");
  return pathToFileURL(`${folder}/`);
}

describe("the URL of a worker", () => {
  test("is its source beside src when sources run directly", () => {
    expect(workerUrl("broker").href).toBe(new URL("workers/broker.ts", REPOSITORY).href);
  });

  test("is its bundle in the package, seen from an entry point and from another worker", () => {
    const folder = packageFolder();
    const expected = new URL("dist/workers/broker.js", folder).href;
    expect(workerUrl("broker", new URL("dist/src/chunk-ABCD.js", folder).href).href).toBe(expected);
    expect(workerUrl("broker", new URL("dist/workers/guardian.js", folder).href).href).toBe(expected);
  });

  test("says how to bundle when the code was moved away from its workers", () => {
    const moved = new URL("app/out/main.js", packageFolder()).href;
    const refusal = expect.objectContaining({
      code: "START_FAILED",
      message: expect.stringMatching(/app\/workers\/broker\.js.*external: \["millrace"\]/),
    });
    expect(() => workerUrl("broker", moved)).toThrow(refusal);
  });

  test.each(["", "https://example.org/bundle.js", "data:text/javascript,1"])("is refused for code at %j", (self) => {
    const refusal = expect.objectContaining({
      code: "START_FAILED",
      message: expect.stringContaining("not in a file"),
    });
    expect(() => workerUrl("broker", self)).toThrow(refusal);
  });
});
