import type { Log } from "./log.ts";

/** How long records stay, with Kafka's names and meaning; -1: no limit. */
export interface Retention {
  /** retention.bytes: the oldest chunks go while the rest holds at least that much. */
  readonly retentionBytes: number;
  /** retention.ms: a chunk goes when its newest record is older. */
  readonly retentionMs: number;
}

/**
 * Where the log should start: behind whole chunks that retention does not keep, never above `highWatermark`. As in Kafka,
 * time may empty a log, size leaves it its last chunk. A chunk takes the place of Kafka's segment: memory gives it its
 * size, so segment.bytes and segment.ms decide nothing here.
 */
export function retainedStart(log: Log, retention: Retention, highWatermark: number, wallTime: number): number {
  const { retentionBytes, retentionMs } = retention;
  let bytes = log.bytes;
  let start = log.startOffset;
  for (const [number, { stored, maxTimestamp }] of log.chunks.entries()) {
    const end = log.chunkEnd(number);
    if (end > highWatermark) break;
    const isOld = retentionMs >= 0 && wallTime - maxTimestamp > retentionMs;
    const isTooMuch = retentionBytes >= 0 && bytes - stored.filled >= retentionBytes && end < log.endOffset;
    if (!isOld && !isTooMuch) break;
    bytes -= stored.filled;
    start = end;
  }
  return start;
}
