import { workerData } from "node:worker_threads";
import type { ClientData } from "../src/testing/chaos/client-messages.ts";
import { runClientThread } from "../src/testing/chaos/client-thread.ts";

await runClientThread(workerData as ClientData);
