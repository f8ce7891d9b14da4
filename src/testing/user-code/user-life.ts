import type { Actor, ActorContext, Message } from "../../actor/actor.ts";
import { MillraceError } from "../../base/errors.ts";
import type { ActorRef } from "../../base/ids.ts";
import type { Random } from "../../base/random.ts";
import { EngineAdmin } from "../../client/admin.ts";
import type { Admin, Consumer, ConsumerOptions, ProducerOptions } from "../../client/api.ts";
import { EngineConsumer } from "../../client/consumer.ts";
import { producerOf } from "../../client/serializing-producer.ts";
import { type ContextWatch, runInContext } from "../../platform/user-context.ts";
import type { SimRuntime } from "../machine/sim-runtime.ts";
import type { SimClient } from "../users/sim-client.ts";
import { Gate } from "./gate.ts";
import type { SimulatedUser, UserPlan } from "./simulated-user.ts";
import { MountedDisk, type UserDisk } from "./user-disk.ts";

export interface UserLifeOptions {
  readonly runtime: SimRuntime;
  readonly client: SimClient;
  readonly plan: UserPlan;
  readonly life: number;
  /** What survives. */
  readonly disk: Map<string, unknown>;
}

/** The alarms of a user's process: they fire in turns of its endpoint, so that a paused one sleeps on. */
class Alarms implements Actor {
  readonly #rings = new Map<number, () => void>(); // by tag
  #nextTag = 0;

  set(delayMs: number, ring: () => void, context: ActorContext): void {
    this.#rings.set(this.#nextTag, ring);
    context.setTimer(delayMs, this.#nextTag++);
  }

  receive(message: Message): void {
    if (message.type !== "timer") return;
    const ring = this.#rings.get(message.tag);
    this.#rings.delete(message.tag);
    ring?.();
  }
}

/**
 * One life of a user's process: its code, from its start to its end or its death, over an endpoint of the simulation. The
 * code runs in microtasks after turns of that endpoint, and nowhere else.
 */
export class UserLife implements ContextWatch {
  readonly client: SimClient;
  readonly #plan: UserPlan;
  readonly #life: number;
  readonly #runtime: SimRuntime;
  readonly #gate: Gate;
  readonly #disk: MountedDisk;
  readonly #alarms = new Alarms();
  readonly #ref: ActorRef;
  #hasBegun = false;
  /** Its program has returned. */
  hasEnded = false;
  /** What its program threw. */
  error: { readonly thrown: unknown } | undefined;

  /** Its program begins in a turn that follows. */
  constructor({ runtime, client, plan, life, disk }: UserLifeOptions) {
    this.client = client;
    this.#plan = plan;
    this.#life = life;
    this.#runtime = runtime;
    this.#gate = new Gate(plan.name);
    client.onWarning = (message) => this.#note(message);
    this.#ref = client.spawn(this.#alarms);
    this.#disk = new MountedDisk(disk, runtime.random.fork(), (delayMs, then) => this.#after(delayMs, then));
    const user = this.#user(runtime.random.fork());
    this.#after(0, () => queueMicrotask(() => void this.#run(user)));
  }

  get name(): string {
    return this.#plan.name;
  }
  get isDead(): boolean {
    return this.#gate.isShut;
  }
  /** It goes on, and nothing that the simulation does will ever resume it. */
  get isStuck(): boolean {
    return this.#hasBegun && !this.hasEnded && !this.isDead && this.#gate.waiting === 0;
  }

  refuse(name: string): never {
    const advice = "wait with user.sleep(), keep to user.now, and let another user be the service that it calls";
    const error = new MillraceError("INVALID_STATE", `${name}() is not simulated: ${advice}`);
    this.unheard(error); // also when the code catches it
    throw error;
  }

  unheard(reason: unknown): void {
    if (!this.isDead) this.error ??= { thrown: reason };
  }

  /** Its code has run as far as it can, and virtual time goes on. */
  momentOver(): void {
    this.#gate.momentOver();
  }

  /** Its process dies, right before its endpoint does: what it holds there is still its own. */
  die(): void {
    if (this.isDead) return;
    this.#gate.shut();
    this.#disk.crash();
    this.client.close(new MillraceError("CLOSED", `user ${this.name} was killed`));
  }

  async #run(user: SimulatedUser): Promise<void> {
    if (this.isDead) return;
    this.#hasBegun = true;
    try {
      await runInContext(this, () => this.#plan.start(user));
      this.#note("ended");
      this.hasEnded = true;
    } catch (thrown) {
      this.unheard(thrown);
    }
  }

  /** What its program is given: functions that need no `this`. */
  #user(random: Random): SimulatedUser {
    const gate = this.#gate;
    const { time } = this.#runtime;
    const { client, name } = this;
    let admin: Admin | undefined;
    return {
      name,
      life: this.#life,
      random,
      disk: gate.guard<UserDisk>(this.#disk),
      get now() {
        return gate.call(() => time.now);
      },
      get wallTime() {
        return gate.call(() => time.wall);
      },
      get admin() {
        admin ??= gate.call(() => gate.guard<Admin>(new EngineAdmin(client)));
        return admin;
      },
      producer: (options = {}) => gate.call(() => gate.guard(producerOf(client, this.#withCallbacks(options)))),
      consumer: <K, V>(options: ConsumerOptions<K, V> = {}) =>
        gate.call(() => gate.guard<Consumer<K, V>>(new EngineConsumer(client, options))),
      sleep: (ms) => gate.wait(() => this.#slept(ms)),
      note: (text) => gate.call(() => this.#note(text)),
    };
  }

  async #slept(ms: number): Promise<void> {
    if (!(typeof ms === "number" && ms >= 0 && ms <= Number.MAX_SAFE_INTEGER))
      throw new MillraceError("INVALID_OPTION", `sleep takes virtual milliseconds from 0 up, not ${String(ms)}`);
    await new Promise<void>((resolve) => this.#after(Math.ceil(ms), resolve));
  }

  #note(text: string): void {
    if (!this.isDead) this.#runtime.timeline.note(`${this.name}: ${text}`);
  }

  /** `then` runs within a turn. */
  #after(delayMs: number, then: () => void): void {
    this.client.enter(this.#ref, (context) => this.#alarms.set(delayMs, then, context));
  }

  /** What a callback throws is an uncaught exception in a process: it ends this one. */
  #withCallbacks<K, V>(options: ProducerOptions<K, V>): ProducerOptions<K, V> {
    const { onError } = options;
    if (typeof onError !== "function") return options;
    const heard: typeof onError = (error, record) => {
      if (this.isDead) return;
      try {
        onError(error, record);
      } catch (thrown) {
        this.unheard(thrown);
      }
    };
    return { ...options, onError: heard };
  }
}
