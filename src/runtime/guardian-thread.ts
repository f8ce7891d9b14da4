import { Arena } from "../arena/arena.ts";
import { exposeControl } from "../platform/control.ts";
import { sendLogTo } from "../platform/thread-log.ts";
import { type MessagePort, onThreadMessage } from "../platform/threads.ts";
import { Guardian } from "./guardian.ts";
import type { AttachRequest, GuardianData } from "./thread-data.ts";

/** The guardian's thread. An interval keeps it alive; it ends when the thread that started the cluster ends it. */
export function runGuardian(data: GuardianData): void {
  sendLogTo(data.config.logChannel);
  const guardian = new Guardian(Arena.open(data.memory), data.memory, data.config);
  const offer = (port: MessagePort): void => exposeControl(guardian.controlFor(port), port);
  offer(data.control);
  onThreadMessage((message) => {
    const request = message as Partial<AttachRequest> | null;
    if (request?.type === "millrace-attach" && request.control !== undefined) offer(request.control);
  });
  guardian.start();
  setInterval(() => {}, 2 ** 30); // keeps the thread alive: its ports are unref'd
}
