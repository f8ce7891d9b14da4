import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { expect, it } from "vitest";
import { type LogEntry, newLogChannel, receiveLog } from "../../../src/platform/thread-log.ts";

function sayFromWorker(channel: string, message: string): Worker {
  return new Worker(new URL("thread-log-worker.ts", import.meta.url), { workerData: { channel, message } });
}

it("brings the last words of a thread that ends right after them", async () => {
  const channel = newLogChannel();
  const entries: LogEntry[] = [];
  const stop = receiveLog(channel, (entry) => entries.push(entry));
  const worker = sayFromWorker(channel, "I end");
  const [code] = await once(worker, "exit");
  stop();
  expect({ code, entries }).toEqual({ code: 1, entries: [{ level: "error", message: "I end" }] });
});

it("brings what was said while this thread was busy, when it stops listening", async () => {
  const channel = newLogChannel();
  const entries: LogEntry[] = [];
  const stop = receiveLog(channel, (entry) => entries.push(entry));
  const worker = sayFromWorker(channel, "heard late");
  const said = new Int32Array(new SharedArrayBuffer(4));
  worker.postMessage(said);
  await once(worker, "online");
  Atomics.wait(said, 0, 0, 10_000); // the event loop stands still until the worker has spoken
  expect(entries).toEqual([]);
  stop();
  expect(entries).toEqual([{ level: "error", message: "heard late" }]);
  await once(worker, "exit");
});

it("keeps channels apart", () => {
  expect(newLogChannel()).not.toBe(newLogChannel());
});

it("takes one listener of the process's exit for all receivers, and leaves none", () => {
  const before = process.listenerCount("exit");
  const stops = Array.from({ length: 12 }, () => receiveLog(newLogChannel(), () => {}));
  expect(process.listenerCount("exit")).toBe(before + 1);
  for (const stop of stops) stop();
  expect(process.listenerCount("exit")).toBe(before);
});
