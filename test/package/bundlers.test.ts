import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { type BuildOptions, build } from "esbuild";
import { describe, expect, inject, test } from "vitest";

const { folder } = inject("packedProject");
const execute = promisify(execFile);
/** Far below the 30 s after which a start is given up: it has to fail at once. */
const PROCESS_TIMEOUT_MS = 20_000;

/** Bundles `source` as a user would, and runs the result. Rejects when it does not end by itself with exit code 0. */
async function bundleAndRun(name: string, source: string, options: BuildOptions) {
  await writeFile(join(folder, `${name}.ts`), source);
  const outfile = join(folder, "out", `${name}.${options.format === "cjs" ? "cjs" : "mjs"}`);
  const shared = { bundle: true, platform: "node", target: "node24", logLevel: "silent" } as const;
  await build({ ...shared, entryPoints: [join(folder, `${name}.ts`)], outfile, ...options });
  return execute(process.execPath, [outfile], { cwd: folder, timeout: PROCESS_TIMEOUT_MS });
}

const SENDS = `
import { Cluster } from "millrace";
async function main() {
  const cluster = await Cluster.start({ brokers: 1, arenaBytes: 64 * 1024 * 1024 });
  await cluster.admin.createTopics([{ topic: "bundled" }]);
  const { offset } = await cluster.producer().send({ topic: "bundled", value: "v" });
  console.log("offset", offset);
  await cluster.close();
}
main().catch((error) => console.log(error.code, error.message));
`;

describe("a program that was bundled", () => {
  test("runs when millrace stays outside", async () => {
    const result = await bundleAndRun("outside", SENDS, { format: "esm", external: ["millrace"] });
    expect(result).toEqual({ stdout: "offset 0\n", stderr: "" });
  });

  test("runs as CommonJS when millrace stays outside", async () => {
    const result = await bundleAndRun("outside-common", SENDS, { format: "cjs", external: ["millrace"] });
    expect(result).toEqual({ stdout: "offset 0\n", stderr: "" });
  });

  test.each(["esm", "cjs"] as const)("is told what to do when millrace was inlined as %s, and ends", async (format) => {
    const { stdout } = await bundleAndRun(`inlined-${format}`, SENDS, { format, external: ["@node-rs/crc32"] });
    expect(stdout).toMatch(/^START_FAILED .*guardian.*external: \["millrace"\]/);
  });

  test("cannot be made when the native code is to be inlined too", async () => {
    const failure = expect.objectContaining({
      message: expect.stringContaining('No loader is configured for ".node"'),
    });
    await expect(bundleAndRun("native", SENDS, { format: "esm" })).rejects.toEqual(failure);
  });

  test("may inline millrace/ring and millrace/testing, which have no workers", async () => {
    const source = `
import { createRing, RingReader, RingWriter } from "millrace/ring";
import { simulate } from "millrace/testing";
const ring = createRing({ capacity: 1024 });
new RingWriter(ring).tryWrite(new Uint8Array([7]));
setImmediate(() => console.log(new RingReader(ring).readInto(new Uint8Array(8)), typeof simulate));
`;
    const result = await bundleAndRun("ring", source, { format: "esm" });
    expect(result).toEqual({ stdout: "1 function\n", stderr: "" });
  });

  test("may inline millrace/streams and its test driver, which load nothing native", async () => {
    const source = `
import { Consumed, Produced, StreamsBuilder, string } from "millrace/streams";
import { TopologyTestDriver } from "millrace/testing/streams";
const text = string();
const builder = new StreamsBuilder();
builder.stream("in", Consumed.with(text, text)).to("out", Produced.with(text, text));
const driver = new TopologyTestDriver(builder.build());
driver.createInputTopic("in", text, text).pipeInput("key", "value");
console.log(driver.createOutputTopic("out", text, text).readValue());
`;
    const result = await bundleAndRun("streams", source, { format: "esm" });
    expect(result).toEqual({ stdout: "value\n", stderr: "" });
  });
});
