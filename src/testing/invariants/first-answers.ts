import { REQUESTS_REMEMBERED_MAX } from "../../base/limits.ts";
import type { Invariant, Observed } from "./invariant.ts";

/** Answers that are kept: several times as many as the metadata remembers, after which a request may be done again. */
const KEPT_MAX = 4 * REQUESTS_REMEMBERED_MAX;

/**
 * A request that changed something is done once: whoever asks again with its id, also another supervisor, is given the
 * first answer, byte by byte, and no id is answered twice in the metadata log.
 */
export class FirstAnswers implements Invariant {
  readonly name = "requests that are repeated get their first answer";
  /** What was checked, so that a test can ask whether there was anything to check. */
  repeated = 0;
  readonly #cluster: Observed;
  readonly #recorded = new Map<string, Uint8Array>(); // by request id
  readonly #expected = new Map<string, { readonly requestId: string; readonly answer: Uint8Array }>(); // by asker and correlation

  constructor(cluster: Observed) {
    this.#cluster = cluster;
    cluster.onMetadata.push((entry) => {
      if (entry.type !== "requestAnswered") return;
      if (this.#recorded.has(entry.requestId))
        throw cluster.failure(this.name, `request ${entry.requestId} was done twice`);
      this.#recorded.set(entry.requestId, entry.response);
      keepNewest(this.#recorded);
    });
    cluster.onFrame.push((from, to, frame, body) => {
      if (to === 0) this.#asked(`${from}/${frame.correlation}`, body);
      else if (from === 0 && frame.reply) this.#answered(`${to}/${frame.correlation}`, frame.body);
    });
  }

  #asked(key: string, body: unknown): void {
    const { requestId } = body as { requestId?: string };
    const answer = requestId === undefined ? undefined : this.#recorded.get(requestId);
    if (requestId === undefined || answer === undefined) this.#expected.delete(key);
    else {
      this.#expected.set(key, { requestId, answer });
      keepNewest(this.#expected); // who dies is not answered
    }
  }

  #answered(key: string, body: Uint8Array): void {
    const expected = this.#expected.get(key);
    if (expected === undefined) return;
    this.#expected.delete(key);
    this.repeated++;
    if (body.length !== expected.answer.length || body.some((byte, index) => byte !== expected.answer[index]))
      throw this.#cluster.failure(
        this.name,
        `request ${expected.requestId} was answered ${expected.answer}, and now ${body}`,
      );
  }
}

function keepNewest(entries: Map<string, unknown>): void {
  const [oldest] = entries.size > KEPT_MAX ? entries.keys() : [];
  if (oldest !== undefined) entries.delete(oldest);
}
