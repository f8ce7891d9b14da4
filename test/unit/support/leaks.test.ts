import { open } from "node:fs/promises";
import { createServer } from "node:net";
import { MessageChannel, Worker } from "node:worker_threads";
import { describe, expect, test } from "vitest";
import { currentLeaks, noLeaks } from "../../support/leaks.ts";

const FAST = { deadlineMs: 50 };

describe("the leak check", () => {
  test("is content when nothing is left", async () => {
    await noLeaks();
    expect(currentLeaks()).toEqual([]);
  });

  test("finds an unref'd worker thread until it is terminated", async () => {
    const worker = new Worker("setInterval(() => {}, 1000)", { eval: true });
    worker.unref();
    await new Promise((resolve) => worker.once("online", resolve));
    await expect(noLeaks(FAST)).rejects.toThrow(/worker thread/);
    await worker.terminate();
    await noLeaks();
  });

  test("finds an unref'd message port until it is closed, and says where it was made", async () => {
    const { port1 } = new MessageChannel();
    port1.unref();
    await expect(noLeaks(FAST)).rejects.toThrow(/MESSAGEPORT made .*leaks\.test\.ts/);
    port1.close();
    await noLeaks();
  });

  test("finds an interval and a timeout, ref'd or not", async () => {
    const interval = setInterval(() => {}, 60_000);
    const timeout = setTimeout(() => {}, 60_000).unref();
    expect(currentLeaks().filter((leak) => leak.startsWith("Timeout"))).toHaveLength(2);
    await expect(noLeaks(FAST)).rejects.toThrow(/Timeout made/);
    clearInterval(interval);
    clearTimeout(timeout);
    await noLeaks();
  });

  test("finds a listening socket", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    await expect(noLeaks(FAST)).rejects.toThrow(/TCPSERVERWRAP/);
    await new Promise((resolve) => server.close(resolve));
    await noLeaks();
  });

  test("finds an open file", async () => {
    const file = await open(import.meta.filename);
    await expect(noLeaks(FAST)).rejects.toThrow(/open file .*leaks\.test\.ts/);
    await file.close();
    await noLeaks();
  });
});
