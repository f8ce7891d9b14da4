import type { Arena, SharedArenaSource } from "../arena/arena.ts";
import type { Doorbell } from "../arena/doorbell.ts";
import { LeaseWatch } from "../arena/lease-watch.ts";
import { MillraceError } from "../base/errors.ts";
import { SUPERVISOR_ENDPOINT } from "../base/ids.ts";
import { ENDPOINTS_MAX } from "../base/limits.ts";
import { monotonicNow } from "../platform/clock.ts";
import { log } from "../platform/thread-log.ts";
import { MessageChannel, type MessagePort, onPeerGone, startThread } from "../platform/threads.ts";
import { ClientPlace } from "./client-place.ts";
import { type ClusterConfig, firstClientEndpoint } from "./config.ts";
import { declareDead } from "./declare-dead.ts";
import type { BrokerThread, ClientRow, GuardianControl } from "./guardian-control.ts";
import { Member } from "./member.ts";
import { Reclaimer } from "./reclaimer.ts";
import { decideRestartOfMember } from "./restart-backoff.ts";
import { SupervisorWatch } from "./supervisor-watch.ts";
import type { MemberData, MemberEnds, MemberSilent, Peer } from "./thread-data.ts";

/** A thread that ended so often without a stable time between does not let a cluster start. */
const FAILURES_IN_A_ROW_MAX = 4;

/** How long a client waits for a row that is leaving: it is free when every living thread has taken a turn. */
const LEAVING_ROW_WAIT_MS = 5_000;

/** How often it looks for leases that are too old. */
const LEASE_LOOK_MS = 1_000;

/**
 * Creates, ends and restarts the supervisor's and the brokers' threads, and frees what the dead leave behind. Lives in a
 * thread of its own which runs no user code, because only the creator of a thread can end it and hears its exit.
 * Control calls come from clients through comlink.
 */
export class Guardian {
  readonly #arena: Arena;
  readonly #memory: SharedArenaSource;
  readonly #config: ClusterConfig;
  readonly #bell: Doorbell; // only rings: the guardian never sleeps on it
  readonly #members = new Map<number, Member>();
  readonly #openPorts = new Set<MessagePort>(); // of clients
  readonly #reclaimer: Reclaimer;
  readonly #supervisorWatch: SupervisorWatch;
  readonly #closing = Promise.withResolvers<void>();
  readonly #keepsFailing = Promise.withResolvers<string>();
  #leaseTimer: ReturnType<typeof setInterval> | undefined;
  #stopping = false;

  constructor(arena: Arena, memory: SharedArenaSource, config: ClusterConfig) {
    this.#arena = arena;
    this.#memory = memory;
    this.#config = config;
    this.#bell = arena.doorbellOf(SUPERVISOR_ENDPOINT);
    this.#reclaimer = new Reclaimer(arena);
    this.#supervisorWatch = new SupervisorWatch({
      endpoints: arena.endpoints,
      timeoutMs: config.brokerSessionTimeoutMs,
      onSilent: (incarnation, beat) => this.#endSilent({ endpoint: SUPERVISOR_ENDPOINT, incarnation, beat }),
    });
  }

  /** Starts all members at once; they register by themselves. */
  start(): void {
    this.#startMember(SUPERVISOR_ENDPOINT);
    for (let broker = 1; broker <= this.#config.brokers; broker++) this.#startMember(broker);
    this.#supervisorWatch.start();
    const { leaseMsMax } = this.#config;
    const leases = new LeaseWatch(this.#arena, leaseMsMax);
    this.#leaseTimer = setInterval(() => leases.look(monotonicNow()), Math.min(leaseMsMax, LEASE_LOOK_MS));
  }

  /** What a client may call over `port`, whose close is the death of the client's endpoint. */
  controlFor(port: MessagePort): GuardianControl {
    const onGone = ({ endpoint, incarnation }: ClientRow): void => this.#threadGone(endpoint, incarnation, true);
    const place = new ClientPlace({ claim: () => this.#claimClient(), onGone });
    this.#openPorts.add(port);
    onPeerGone(port, () => {
      this.#openPorts.delete(port);
      place.gone();
    });
    return {
      claimEndpoint: () => place.claim(),
      leave: () => place.gone(),
      untilMemberKeepsFailing: () => this.#keepsFailing.promise,
      untilClosing: () => this.#closing.promise,
      killBroker: (broker, restart) => this.killBroker(broker, restart),
      startBroker: (broker) => this.startBroker(broker),
      untilBrokerSucceeded: (broker, incarnation) => this.#fateOf(broker, incarnation),
      pauseBroker: (broker, paused) => this.pauseBroker(broker, paused),
      killSupervisor: () => this.killSupervisor(),
      hang: (endpoint, durationMs) => this.hang(endpoint, durationMs),
      stop: async () => {
        await this.stop();
        return [...this.#openPorts].every((other) => other === port);
      },
    };
  }

  async #claimClient(): Promise<ClientRow> {
    const end = monotonicNow() + LEAVING_ROW_WAIT_MS;
    for (let mayCome = true; mayCome; mayCome = await this.#reclaimer.untilRetired(end - monotonicNow())) {
      if (this.#stopping) break;
      const row = this.#arena.endpoints.claimFree(firstClientEndpoint(this.#config), ENDPOINTS_MAX - 1);
      if (row !== undefined) return row;
    }
    if (this.#stopping) throw new MillraceError("CLUSTER_FAILED", "The cluster is being closed.");
    const message = `All ${ENDPOINTS_MAX} endpoints are taken: close a client thread first.`;
    throw new MillraceError("TOO_MANY_ENDPOINTS", message);
  }

  async killBroker(broker: number, restart: boolean): Promise<void> {
    const member = this.#broker(broker);
    if (!restart) member.decideFate(false);
    if (!restart && member.cancelRestart()) return;
    if (!member.alive) throw brokerIsDead(broker, member);
    member.restartWanted = restart;
    member.wasKilled = true;
    await member.thread.terminate();
  }

  startBroker(broker: number): BrokerThread {
    const member = this.#broker(broker);
    const { alive, incarnation } = member;
    if (!alive && !member.restartPending) this.#startMember(broker);
    return { wasAlive: alive, incarnation };
  }

  async #fateOf(broker: number, incarnation: number): Promise<boolean> {
    const member = this.#broker(broker);
    return member.incarnation === incarnation ? member.fate : true;
  }

  pauseBroker(broker: number, paused: boolean): void {
    const member = this.#broker(broker);
    if (!member.alive) throw brokerIsDead(broker, member);
    member.isPaused = paused;
    member.post({ type: "pause", paused });
  }

  hang(endpoint: number, durationMs: number): void {
    this.#members.get(endpoint)?.post({ type: "hang", durationMs });
  }

  async killSupervisor(): Promise<void> {
    const member = this.#members.get(SUPERVISOR_ENDPOINT);
    if (!member?.alive)
      throw new MillraceError("INVALID_STATE", "The supervisor is dead and about to be restarted: call again later.");
    member.wasKilled = true;
    await member.thread.terminate();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#closing.resolve();
    this.#reclaimer.stop();
    this.#supervisorWatch.stop();
    clearInterval(this.#leaseTimer);
    await Promise.all(Array.from(this.#members.values(), (member) => member.end()));
  }

  #broker(broker: number): Member {
    const member = broker === SUPERVISOR_ENDPOINT ? undefined : this.#members.get(broker);
    if (member === undefined)
      throw new MillraceError("INVALID_OPTION", `There is no broker ${broker}: choose 1 to ${this.#config.brokers}.`);
    return member;
  }

  #startMember(endpoint: number): void {
    if (this.#stopping) return;
    const incarnation = this.#arena.endpoints.claim(endpoint);
    if (incarnation === undefined) throw new MillraceError("INVALID_STATE", `Endpoint ${endpoint} is alive already.`);
    const guardianLink = new MessageChannel();
    const peers = this.#connect(endpoint, incarnation);
    const data: MemberData = {
      memory: this.#memory,
      config: this.#config,
      endpoint,
      incarnation,
      guardian: guardianLink.port2,
      peers,
    };
    const role = endpoint === SUPERVISOR_ENDPOINT ? "supervisor" : "broker";
    const thread = startThread(role, labelOf(endpoint), data, [guardianLink.port2, ...peers.map((peer) => peer.port)]);
    const earlier = this.#members.get(endpoint);
    const member = new Member(thread, incarnation, guardianLink.port1, earlier?.failures ?? 0);
    this.#members.set(endpoint, member);
    earlier?.decideFate(true);
    member.onMessage((message) => (message.type === "end" ? this.#endAsPlanned(message) : this.#endSilent(message)));
    onPeerGone(guardianLink.port1, () => declareDead(this.#arena, this.#bell, endpoint, incarnation));
    thread.onExit(() => this.#memberExited(endpoint, incarnation, member));
  }

  /** New channels between the supervisor and the brokers; the far ends go to those that run already. */
  #connect(endpoint: number, incarnation: number): Peer[] {
    const others =
      endpoint === SUPERVISOR_ENDPOINT
        ? Array.from(this.#members.keys()).filter((other) => other !== SUPERVISOR_ENDPOINT)
        : [SUPERVISOR_ENDPOINT];
    const peers: Peer[] = [];
    for (const other of others) {
      const member = this.#members.get(other);
      const otherIncarnation = this.#arena.endpoints.incarnation(other);
      if (!member?.alive || otherIncarnation === undefined) continue;
      const channel = new MessageChannel();
      peers.push({ endpoint: other, incarnation: otherIncarnation, port: channel.port1 });
      member.post({ type: "peer", peer: { endpoint, incarnation, port: channel.port2 } }, [channel.port2]);
    }
    return peers;
  }

  /** A thread that takes no turns any more is ended; its exit does the rest. One that a user paused comes back. */
  #endSilent({ endpoint, incarnation, beat }: Omit<MemberSilent, "type">): void {
    const member = this.#members.get(endpoint);
    if (!member?.alive || member.incarnation !== incarnation || member.isPaused || this.#stopping) return;
    if (this.#arena.endpoints.beats(endpoint) !== beat) return;
    log("warn", `${labelOf(endpoint)} is silent: its thread is ended`);
    void member.thread.terminate();
  }

  /**
   * Its thread has ended: from here on it is dead for certain, whoever was first to say so. Nobody but this bell wakes a
   * sleeper whose flag it had taken; it is counted once for each death.
   */
  #threadGone(endpoint: number, incarnation: number, isClient: boolean): void {
    if (this.#stopping) return; // everything goes
    this.#reclaimer.add(endpoint, incarnation, isClient);
    this.#arena.endpoints.countDeathRung();
    this.#arena.endpoints.countDeathWakeups(this.#bell.ringAll());
  }

  #endAsPlanned({ endpoint, incarnation }: MemberEnds): void {
    const member = this.#members.get(endpoint);
    if (!member?.alive || member.incarnation !== incarnation || this.#stopping) return;
    member.wasKilled = true;
    member.isPlannedEnd = true;
    void member.thread.terminate();
  }

  #memberExited(endpoint: number, incarnation: number, member: Member): void {
    member.alive = false;
    this.#threadGone(endpoint, incarnation, false);
    if (this.#stopping || !member.restartWanted) return;
    const isAtOnce = endpoint === SUPERVISOR_ENDPOINT || member.isPlannedEnd;
    const baseMs = isAtOnce ? 0 : this.#config.brokerRestartDelayMs;
    const { livedMs, wasKilled } = member;
    const { delayMs, failures } = decideRestartOfMember({ livedMs, wasKilled, failures: member.failures, baseMs });
    member.failures = failures;
    if (failures >= FAILURES_IN_A_ROW_MAX)
      this.#keepsFailing.resolve(`${labelOf(endpoint)} ended ${failures} times in a row; standard error says why.`);
    member.restartLater(delayMs, () => this.#startMember(endpoint));
  }
}

function labelOf(endpoint: number): string {
  return endpoint === SUPERVISOR_ENDPOINT ? "millrace-supervisor" : `millrace-broker-${endpoint}`;
}

function brokerIsDead(broker: number, { restartPending }: Member): MillraceError {
  const hint = restartPending ? " and about to be restarted: wait for its registration" : ": restart() it first";
  return new MillraceError("BROKER_NOT_AVAILABLE", `Broker ${broker} is dead${hint}.`);
}
