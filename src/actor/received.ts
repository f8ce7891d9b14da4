import type { Message, Received } from "./actor.ts";
import type { InboundFrame } from "./transport.ts";

/** A frame as the actor sees it. `answers` is the ask that it ends, if it is an answer. */
export function receivedOf(frame: InboundFrame, answers: number | undefined): Received {
  const wantsAnswer = !frame.reply && frame.correlation !== 0;
  return {
    type: "message",
    kind: frame.kind,
    body: frame.body,
    attachment: frame.attachment,
    from: frame.from,
    replyTo: wantsAnswer
      ? { endpoint: frame.from, incarnation: frame.incarnation, correlation: frame.correlation }
      : undefined,
    answers,
  };
}

/** Timers and ends of asks belong to the instance that waited for them, not to its successor. */
export function isOfInstance(message: Message): boolean {
  if (message.type === "message") return message.answers !== undefined;
  return message.type === "timer" || message.type === "askFailed";
}
