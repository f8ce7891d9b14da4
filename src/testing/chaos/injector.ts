import { MillraceError } from "../../base/errors.ts";
import { pause } from "../../platform/clock.ts";
import type { Cluster } from "../../runtime/cluster.ts";
import type { FaultStep } from "../faults/fault-step.ts";
import type { FaultPlace } from "./fault-place.ts";
import { Guard } from "./guard.ts";
import type { LoadClients } from "./load-clients.ts";
import { faultName, isThreadFault, type ThreadFault, type Victim, victimOf, victimText } from "./thread-faults.ts";

/** What the supervisor may need to see that a silent thread is back, or gone, beyond the time of the fault. */
const SETTLE_MS = 500;
/** A restart of which nobody has heard may still come, for so long. */
const UNCERTAIN_MS = 5_000;
const HEAL_LOOK_MS = 20;

export interface InjectorOptions {
  readonly cluster: Cluster;
  readonly place: FaultPlace;
  readonly clients: LoadClients | undefined;
  readonly now: () => number;
  /** Called for each fault that happens: what it is, and the broker whose thread it ends at once. */
  readonly onFault: (name: string, text: string, killed: number | undefined) => void;
  /** Something worth a line of the timeline. */
  readonly say: (text: string) => void;
}

/** What becomes of a step: it could not happen just now, or nobody is there for it. */
type Outcome = "happens" | "too early" | "nobody";

/** Applies faults to a cluster on real threads, one step after the other, and heals them. */
export class Injector {
  readonly #options: InjectorOptions;
  readonly #guard = new Guard();
  readonly #heals = new Map<ReturnType<typeof setTimeout>, () => void>(); // what is to be undone, and when
  readonly #calls = new Set<Promise<void>>();
  /** The supervisor is away until this moment, or until a later life of it has begun. */
  #supervisorAway: { readonly untilMs: number; readonly incarnation: number } | undefined;
  #isFull = false;
  /** A step that waits until it may happen. At most one: whoever comes meanwhile and may not happen either does not. */
  #owed: FaultStep | undefined;
  /** Steps that did not happen: they would have lost data, hit somebody who is not back yet, or nobody had the role. */
  heldBack = 0;

  constructor(options: InjectorOptions) {
    this.#options = options;
  }

  apply(step: FaultStep): void {
    const outcome = this.#try(step);
    if (outcome === "too early" && this.#owed === undefined) this.#owed = step;
    else if (outcome !== "happens") this.heldBack++;
  }

  /** Call it now and then: what was held back happens as soon as it may. */
  applyOwed(): void {
    if (this.#owed === undefined) return;
    const outcome = this.#try(this.#owed);
    if (outcome === "too early") return;
    this.#owed = undefined;
    if (outcome === "nobody") this.heldBack++;
  }

  /** Resolves when nothing is broken any more. Rejects when something is not whole within `timeoutMs`. */
  async heal(timeoutMs: number): Promise<void> {
    const { place, now } = this.#options;
    if (this.#owed !== undefined) this.heldBack++;
    this.#owed = undefined;
    const undone = [...this.#heals.values()];
    this.stop();
    for (const undo of undone) undo();
    const deadline = now() + timeoutMs;
    while (this.#calls.size > 0 || this.#guard.broken.size > 0 || this.#isSupervisorAway()) {
      this.#guard.look(place.view, now());
      if (now() > deadline)
        throw new Error(`not whole ${timeoutMs} ms after everything was healed: ${this.#brokenText()}`);
      await pause(HEAL_LOOK_MS);
    }
  }

  /** A role is looked up anew each time. */
  #try(step: FaultStep): Outcome {
    if (!isThreadFault(step)) return "nobody"; // refused before the run
    const { image, view } = this.#options.place;
    this.#guard.look(view, this.#options.now());
    const victim = step.fault === "fillArena" ? undefined : victimOf(step.target, image);
    if (this.#happens(step, victim)) return "happens";
    const isMember = victim === "supervisor" || (typeof victim === "number" && view.brokers.has(victim));
    return isMember ? "too early" : "nobody";
  }

  /** Nothing is undone any more: the cluster is about to be closed. */
  stop(): void {
    for (const timer of this.#heals.keys()) clearTimeout(timer);
    this.#heals.clear();
  }

  #happens(fault: ThreadFault, victim: Victim | undefined): boolean {
    if (fault.fault === "fillArena") return this.#fill(fault.forMs);
    if (victim === undefined) return false;
    if (victim === "supervisor") return this.#breakSupervisor(fault);
    if (typeof victim === "number") return this.#breakBroker(fault, victim);
    const { clients } = this.#options;
    if (fault.fault === "restart" || clients === undefined) return false;
    const happens = fault.fault === "kill" ? clients.kill(victim.client) : clients.hang(victim.client, fault.forMs);
    if (happens) this.#tell(fault, victim);
    return happens;
  }

  #breakBroker(fault: Exclude<ThreadFault, { fault: "fillArena" }>, broker: number): boolean {
    const { cluster, place, now } = this.#options;
    const { view } = place;
    const state = view.brokers.get(broker);
    if (state === undefined || !this.#guard.mayBreak(broker, view)) return false;
    const { incarnation } = state;
    const control = cluster.broker(broker);
    this.#tell(fault, broker);
    switch (fault.fault) {
      case "kill": {
        this.#guard.breaks(broker, { incarnation, fromMs: now(), isEnded: true });
        const { restartAfterMs } = fault;
        this.#call(`kill broker ${broker}`, control.kill({ restart: restartAfterMs === undefined }));
        if (restartAfterMs !== undefined)
          this.#later(restartAfterMs, () => this.#call(`start broker ${broker}`, control.restart()));
        return true;
      }
      case "restart":
        this.#guard.breaks(broker, { incarnation, fromMs: now(), isEnded: true });
        this.#call(`restart broker ${broker}`, control.restart(), (error) => {
          if (error instanceof MillraceError && error.code === "ELIGIBLE_LEADERS_NOT_AVAILABLE")
            this.#guard.forget(broker);
          else this.#guard.breaks(broker, { incarnation, fromMs: now() + UNCERTAIN_MS, isEnded: false });
        });
        return true;
      case "pause":
        this.#guard.breaks(broker, { incarnation, fromMs: now() + fault.forMs + SETTLE_MS, isEnded: false });
        this.#call(`pause broker ${broker}`, control.pause());
        this.#later(fault.forMs, () => this.#call(`resume broker ${broker}`, control.resume()));
        return true;
      case "hang": {
        const isEnded = fault.forMs === Number.POSITIVE_INFINITY;
        const fromMs = now() + (isEnded ? 0 : fault.forMs + SETTLE_MS);
        this.#guard.breaks(broker, { incarnation, fromMs, isEnded });
        this.#call(`hang broker ${broker}`, place.hang(broker, fault.forMs));
        return true;
      }
    }
  }

  #breakSupervisor(fault: Exclude<ThreadFault, { fault: "fillArena" }>): boolean {
    const { cluster, place, now } = this.#options;
    if (this.#isSupervisorAway() || fault.fault === "restart" || fault.fault === "pause") return false;
    const untilMs = fault.fault === "hang" ? now() + fault.forMs + SETTLE_MS : Number.POSITIVE_INFINITY;
    this.#supervisorAway = { untilMs, incarnation: place.image.supervisorIncarnation };
    this.#tell(fault, "supervisor");
    if (fault.fault === "kill") this.#call("kill the supervisor", cluster.supervisor.kill());
    else this.#call("hang the supervisor", place.hang("supervisor", fault.forMs));
    return true;
  }

  #isSupervisorAway(): boolean {
    const away = this.#supervisorAway;
    if (away === undefined) return false;
    const { place, now } = this.#options;
    if (now() < away.untilMs && place.image.supervisorIncarnation <= away.incarnation) return true;
    this.#supervisorAway = undefined;
    return false;
  }

  #fill(forMs: number): boolean {
    if (this.#isFull) return false;
    this.#isFull = true;
    this.#options.place.fill();
    this.#tell({ fault: "fillArena", forMs }, undefined);
    this.#later(forMs, () => {
      this.#isFull = false;
      this.#options.place.empty();
      this.#options.say("the arena has room again");
    });
    return true;
  }

  #tell(fault: ThreadFault, victim: Victim | undefined): void {
    const whom = victim === undefined ? "the arena is filled" : `${fault.fault} ${victimText(victim)}`;
    const time = "forMs" in fault ? (Number.isFinite(fault.forMs) ? ` for ${fault.forMs} ms` : ", without an end") : "";
    const killed = fault.fault === "kill" && typeof victim === "number" ? victim : undefined;
    this.#options.onFault(faultName(fault, victim), `${whom}${time}`, killed);
  }

  #later(delayMs: number, undo: () => void): void {
    const timer = setTimeout(() => {
      this.#heals.delete(timer);
      undo();
    }, delayMs);
    this.#heals.set(timer, undo);
  }

  /** Nobody waits for it; what it is refused for is told. */
  #call(what: string, call: Promise<void>, refused: (error: unknown) => void = () => {}): void {
    const settled = call
      .catch((error: unknown) => {
        refused(error);
        this.#options.say(`${what} was refused: ${error instanceof Error ? error.message : String(error)}`);
      })
      .finally(() => this.#calls.delete(settled));
    this.#calls.add(settled);
  }

  #brokenText(): string {
    const brokers = Array.from(this.#guard.broken.keys(), (broker) => `broker ${broker}`);
    return [...brokers, ...(this.#isSupervisorAway() ? ["the supervisor"] : [])].join(", ") || "a call";
  }
}
