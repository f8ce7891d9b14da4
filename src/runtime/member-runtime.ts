import { Arena } from "../arena/arena.ts";
import { monotonicNow } from "../platform/clock.ts";
import { log, sendLogTo } from "../platform/thread-log.ts";
import { endThisThread, listen, onPeerGone } from "../platform/threads.ts";
import { declareDead } from "./declare-dead.ts";
import { EndpointRuntime } from "./endpoint-runtime.ts";
import type { MemberData, MemberEnds, MemberMessage, MemberSilent, Peer } from "./thread-data.ts";

/**
 * What supervisor and brokers have in common: an endpoint runtime, the ports whose close is a death notice, and the
 * guardian's messages. The ports are kept here, because a port that nobody holds is collected, which closes it.
 */
export class MemberRuntime {
  readonly arena: Arena;
  readonly runtime: EndpointRuntime;
  readonly #peers = new Map<number, Peer>();
  readonly #guardian: MemberData["guardian"];

  constructor(data: MemberData, label: string) {
    sendLogTo(data.config.logChannel);
    this.arena = Arena.open(data.memory);
    this.runtime = new EndpointRuntime({
      arena: this.arena,
      endpoint: data.endpoint,
      incarnation: data.incarnation,
      escalate: (error) => fail(label, error),
    });
    this.#guardian = data.guardian;
    for (const peer of data.peers) this.#watch(peer);
    listen(this.#guardian, (message) => this.#onGuardian(message as MemberMessage));
  }

  tellGuardian(message: MemberSilent | MemberEnds): void {
    this.#guardian.postMessage(message);
  }

  #onGuardian(message: MemberMessage): void {
    switch (message.type) {
      case "peer":
        this.#watch(message.peer);
        break;
      case "pause":
        this.runtime.pause(message.paused);
        break;
      case "hang":
        hang(message.durationMs);
        break;
    }
  }

  #watch(peer: Peer): void {
    this.#peers.set(peer.endpoint, peer);
    onPeerGone(peer.port, () => {
      if (this.#peers.get(peer.endpoint) === peer) this.#peers.delete(peer.endpoint);
      declareDead(this.arena, this.runtime.bell, peer.endpoint, peer.incarnation);
    });
  }
}

/** What a bug would do: a loop that nothing in this thread ends early. */
function hang(durationMs: number): void {
  const end = monotonicNow() + durationMs;
  while (monotonicNow() < end);
}

/** An actor failed for good: the thread ends as a crashed process would, and the guardian sees it. */
function fail(label: string, error: unknown): never {
  log("error", `${label} ends: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  endThisThread();
}
