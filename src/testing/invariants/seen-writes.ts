import type { History } from "../history/history.ts";
import type { Invariant, Observed } from "./invariant.ts";
import type { ReadRules } from "./reads.ts";

/** What was acknowledged with acks=all is shown where its producer was told: no lost write, nothing unseen (Jepsen's words). */
export class SeenWrites implements Invariant {
  readonly name = "consumers see what was acknowledged";
  readonly #cluster: Observed;
  readonly #history: History;
  readonly #rules: ReadRules;

  constructor(cluster: Observed, history: History, rules: ReadRules) {
    this.#cluster = cluster;
    this.#history = history;
    this.#rules = rules;
  }

  inFull(): void {
    this.#compare(false);
  }

  /** Every consumer has read everything. */
  atEnd(): void {
    this.#compare(true);
  }

  #compare(isEnd: boolean): void {
    for (const [key, { state, offset }] of this.#history.sent) {
      if (state !== "acknowledged" || offset < 0) continue;
      const cut = key.indexOf("/");
      const partition = Number(key.slice(0, cut));
      const shown = this.#history.shown(partition).get(offset);
      if (shown === undefined && (!isEnd || this.#rules.mayJump)) continue;
      if (shown !== key.slice(cut + 1)) {
        const word = shown === undefined ? "unseen" : "lost write";
        const where = `partition ${partition}, offset ${offset}`;
        const what = `${key.slice(cut + 1)} was acknowledged there, ${shown ?? "nothing"} was shown`;
        throw this.#cluster.failure(this.name, `${word}: ${where}: ${what}`);
      }
    }
  }
}
