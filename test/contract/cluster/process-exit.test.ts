import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";

const INDEX = new URL("../../../src/index.ts", import.meta.url).href;

/** A script of its own, as a user would run it. */
async function runScript(body: string, onLine?: (line: string, pid: number) => void, flags: readonly string[] = []) {
  const source = `import { Cluster } from ${JSON.stringify(INDEX)};
const cluster = await Cluster.start({ arenaBytes: 64 * 1024 * 1024 });
await cluster.admin.createTopics([{ topic: "t", replicationFactor: 3 }]);
const producer = cluster.producer();
${body}`;
  const child = spawn(process.execPath, [...flags, "--input-type=module-typescript", "-e", source], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let errors = "";
  child.stdout.on("data", (chunk: Buffer) => {
    out += chunk.toString();
    for (const line of chunk.toString().split("\n")) if (line !== "") onLine?.(line, child.pid ?? 0);
  });
  child.stderr.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  return { code, signal, out, errors };
}

describe("a script that uses a cluster", () => {
  it("exits by itself when it forgets close, after what it still awaits", async () => {
    const result = await runScript(
      `producer.send({ topic: "t", value: "last" }).then((m) => console.log("offset", m.offset));`,
    );
    expect(result).toMatchObject({ code: 0, out: "offset 0\n", errors: "" });
  });

  it("stays until its admin calls, control calls and waits are answered, and no longer", async () => {
    const result = await runScript(`
      cluster.admin.listOffsets("t", "latest").then(([{ offset }]) => console.log("offset", offset));
      cluster.broker(1).kill().then(() => cluster.settled()).then(() => console.log("settled"));
      const consumer = cluster.consumer();
      consumer.assign([{ topic: "t", partition: 0 }])
        .then(() => consumer.poll({ timeoutMs: 300 }))
        .then((batch) => console.log("polled", batch));`);
    expect(result).toMatchObject({ code: 0, errors: "" });
    expect(result.out.trim().split("\n").sort()).toEqual(["offset 0", "polled undefined", "settled"]);
  });

  it("stays while a consumer is iterated", async () => {
    const result = await runScript(`
      const consumer = cluster.consumer();
      await consumer.assign([{ topic: "t", partition: 0, offset: "earliest" }]);
      setTimeout(() => producer.write({ topic: "t", value: "late" }), 300).unref(); // keeps nothing alive by itself
      for await (const batch of consumer) {
        console.log("read", batch.recordCount);
        break;
      }`);
    expect(result).toMatchObject({ code: 0, out: "read 1\n", errors: "" });
  });

  it("is not kept by who listens to events, looks at figures, or keeps clients open", async () => {
    const result = await runScript(`
      (async () => { for await (const event of cluster.events()); })();
      const consumer = cluster.consumer();
      await consumer.assign([{ topic: "t", partition: 0 }]);
      consumer.pause(consumer.assignment());
      console.log(cluster.stats().brokersAlive);`);
    expect(result).toMatchObject({ code: 0, out: "3\n", errors: "" });
  });

  it("exits after close", async () => {
    const result = await runScript(`await cluster.close(); console.log("closed");`);
    expect(result).toMatchObject({ code: 0, out: "closed\n", errors: "" });
  });

  it("tells of written records that were lost, when nobody asks for them", async () => {
    const result = await runScript(`
      const hasty = cluster.producer({ maxBlockMs: 100 });
      for (let index = 0; index < 1_000; index++) hasty.write({ topic: "flihgts", value: String(index) });`);
    expect(result).toMatchObject({ code: 0, out: "" });
    expect(result.errors).toMatch(/^millrace: records of write\(\) were not delivered: topic flihgts[^\n]*\n$/);
  });

  it("may run with flags of V8, which its threads inherit", async () => {
    const flags = ["--expose-gc", "--stack-trace-limit=7", "--no-warnings"];
    const result = await runScript(`await cluster.close(); console.log(typeof gc);`, undefined, flags);
    expect(result).toMatchObject({ code: 0, out: "function\n", errors: "" });
  });

  it("exits with 1 on an uncaught error, threads and all", async () => {
    const result = await runScript(
      `setTimeout(() => { throw new Error("user's bug"); }, 1); await producer.flush(); for (;;) await producer.send({ topic: "t", value: "x" });`,
    );
    expect(result.code).toBe(1);
    expect(result.errors).toContain("user's bug");
  });

  it("dies of SIGINT in the middle of its work", async () => {
    const result = await runScript(
      `console.log("ready"); for (;;) await producer.send({ topic: "t", value: "x" });`,
      (line, pid) => {
        if (line === "ready") process.kill(pid, "SIGINT");
      },
    );
    expect(result.signal).toBe("SIGINT");
  });

  // The new thread is started 100 ms after the end of the old one, and needs about as long until it serves.
  it.each([0, 60, 90, 110, 150, 220])(
    "ends with the code of process.exit also %i ms after a broker's death, while it is started again",
    async (delayMs) => {
      const result = await runScript(`
        (async () => {
          for await (const { type } of cluster.events())
            if (type === "brokerDied") setTimeout(() => process.exit(7), ${delayMs});
        })();
        cluster.broker(1).kill();
        for (;;) await producer.send({ topic: "t", value: "x" });`);
      expect(result).toMatchObject({ code: 7, signal: null, errors: "" });
    },
  );
});
