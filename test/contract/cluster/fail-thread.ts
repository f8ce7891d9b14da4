// Preloaded into every thread of a process: the thread with the given name fails as it starts.
import { threadName } from "node:worker_threads";

if (threadName === process.env["MILLRACE_TEST_FAILING_THREAD"]) throw new Error("it was told to fail");
