import { expect, test } from "vitest";
import { workerUrl } from "../../../src/platform/worker-url.ts";

const REPOSITORY = new URL("../../../", import.meta.url);

test("names the worker's source beside src when sources run directly", () => {
  expect(workerUrl("broker").href).toBe(new URL("workers/broker.ts", REPOSITORY).href);
});
