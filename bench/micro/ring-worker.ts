import { type MessagePort, parentPort } from "node:worker_threads";
import { bareLoop } from "./bare-loop.ts";
import {
  type Contender,
  type ContenderName,
  type Load,
  millrace,
  type Paths,
  postMessage,
  ringbuf,
} from "./ring-contenders.ts";

const CONTENDERS: Readonly<Record<ContenderName, Contender>> = {
  millrace,
  "bare loop": bareLoop,
  "ringbuf.js": ringbuf,
  postMessage,
};

/** One side of one run. */
export interface Task {
  readonly contender: ContenderName;
  readonly role: "send" | "receive" | "ping" | "pong";
  readonly load: Load;
  readonly paths: Omit<Paths, "port">;
}

// The port between the two workers comes first and stays for all runs.
let port: MessagePort | undefined;

parentPort?.on("message", async (task: Task | { port: MessagePort }) => {
  if ("port" in task) {
    port = task.port;
    return;
  }
  const paths: Paths = { ...task.paths, port: port as MessagePort };
  parentPort?.postMessage(await CONTENDERS[task.contender][task.role](task.load, paths));
});
