// Says one line and ends as a crash would; tells who waits, if somebody does.
import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { log, sendLogTo } from "../../../src/platform/thread-log.ts";

const { channel, message } = workerData as { channel: string; message: string };
sendLogTo(channel);
log("error", message);
const waiting = parentPort && (receiveMessageOnPort(parentPort)?.message as Int32Array | undefined);
if (waiting) {
  Atomics.store(waiting, 0, 1);
  Atomics.notify(waiting, 0);
}
process.exit(1);
