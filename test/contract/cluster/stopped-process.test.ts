import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";

const INDEX = new URL("../../../src/index.ts", import.meta.url).href;
const STOPPED_MS = 10_000;
/** Far below the stop, also twice; far above what a thread waits for a core when all of them wake at once. */
const SESSION_MS = 3_000;

const SCRIPT = `import { Cluster } from ${JSON.stringify(INDEX)};
await using cluster = await Cluster.start({
  arenaBytes: 64 * 1024 * 1024, brokerSessionTimeoutMs: ${SESSION_MS}, brokerTerminateTimeoutMs: ${2 * SESSION_MS},
});
await cluster.admin.createTopics([{ topic: "t", replicationFactor: 3 }]);
await using producer = cluster.producer();
await producer.send({ topic: "t", value: "before" });
const events = cluster.events();
const heard = [];
(async () => { for await (const { type } of events) heard.push(type); })();
// The clock of the process goes on while it is stopped: the gap shows in it, also when the stop comes at once.
let last = performance.now();
console.log("ready");
for (let gap = 0; gap < ${STOPPED_MS / 2}; last = performance.now()) {
  await new Promise((resolve) => setTimeout(resolve, 50));
  gap = performance.now() - last;
}
// Longer than the session timeout, so that a verdict would have come.
const end = performance.now() + ${1.5 * SESSION_MS};
for (let sent = 0; performance.now() < end; sent++) await producer.send({ topic: "t", value: "after " + sent });
console.log(JSON.stringify({ heard, rescued: cluster.stats().rescuedWakeups }));
`;

describe("a process that is stopped for ten seconds and goes on", () => {
  it("finds none of its brokers fenced or ended", async () => {
    const child = spawn(process.execPath, ["--input-type=module", "-e", SCRIPT], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    expect((await lines.next()).value).toBe("ready");
    child.kill("SIGSTOP");
    // The time is what is tested: it stands still for so long.
    await new Promise((resolve) => setTimeout(resolve, STOPPED_MS));
    child.kill("SIGCONT");
    const exited = once(child, "exit");
    expect(JSON.parse(`${(await lines.next()).value}`)).toEqual({ heard: [], rescued: 0 });
    expect(await exited).toEqual([0, null]);
  });
});
