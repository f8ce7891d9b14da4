import type { Random } from "../../base/random.ts";
import { listen, MessageChannel, onPeerGone, startThread } from "../../platform/threads.ts";
import type { ClusterHandle } from "../../runtime/config.ts";
import type { PartitionPlace } from "../faults/fault-step.ts";
import type { Load } from "../scenario/scenario.ts";
import type { ClientCommand, ClientData, ClientReport, ConsumerTask, ProducerTask } from "./client-messages.ts";
import type { LoadRecorder } from "./load-recorder.ts";
import { type PlannedClient, plannedClients } from "./planned-clients.ts";

/** One life of a client: a thread, until it is killed or told to close. */
interface Life {
  readonly slot: Slot;
  /** In the history: the client's name, and which life of it this is beyond the first. */
  readonly name: string;
  readonly code: number;
  terminate(): Promise<void>;
  post(command: ClientCommand): void;
  isReady: boolean;
  isDone: boolean;
  /** Its end is no surprise. */
  mayEnd: boolean;
  readonly ended: Promise<void>;
}

/** A client and its life now. A dead one is followed by another life. */
interface Slot extends PlannedClient {
  lives: number;
  life: Life | undefined;
}

export interface LoadClientsOptions {
  readonly handle: ClusterHandle;
  readonly load: Load;
  readonly places: readonly PartitionPlace[];
  readonly random: Random;
  readonly recorder: LoadRecorder;
  /** Is called with each result as it was reported: see RESULT_FIELDS. */
  readonly onResults: (rows: Float64Array) => void;
  /** The log of a place begins at `offset`. */
  readonly onTrimmed: (place: number, offset: number) => void;
  /** A client that failed by itself, and why. */
  readonly onFailed: (problem: string) => void;
}

/**
 * The clients of a scenario's load, each in a thread of its own that joins the cluster as a user's would. What they report
 * goes to the recorder. Owned by the thread that runs the scenario.
 */
export class LoadClients {
  readonly #options: LoadClientsOptions;
  readonly #slots: readonly Slot[];
  readonly #lives = new Set<Life>();
  #codes = 0;
  #hasBegun = false;
  #ends: readonly number[] | undefined; // consumers read up to these
  #isClosing = false;
  #isWriting = true;

  constructor(options: LoadClientsOptions) {
    this.#options = options;
    const planned = plannedClients(options.load, options.places);
    this.#slots = planned.map((client) => ({ ...client, lives: 0, life: undefined }));
    for (const slot of this.#slots) this.#start(slot);
  }

  /** Everybody is there, and nobody has begun. */
  get areReady(): boolean {
    return this.#slots.every(({ life }) => life?.isReady);
  }

  begin(): void {
    this.#hasBegun = true;
    for (const life of this.#lives) life.post({ type: "begin" });
  }

  /** Ends the client's thread in the middle of whatever it does; another life takes its place. False: it is not there. */
  kill(name: string): boolean {
    const life = this.#slots.find((slot) => slot.name === name)?.life;
    if (life === undefined || !life.isReady) return false;
    life.mayEnd = true;
    life.slot.life = undefined;
    void life.terminate();
    return true;
  }

  /** Its thread is stuck for so long. False: it is not there. */
  hang(name: string, forMs: number): boolean {
    const life = this.#slots.find((slot) => slot.name === name)?.life;
    if (life === undefined || !life.isReady) return false;
    life.post({ type: "hang", forMs });
    return true;
  }

  /** Producers send no more. */
  stopWriting(): void {
    this.#isWriting = false;
    for (const life of this.#lives) if (life.slot.role === "producer") life.post({ type: "finish", ends: [] });
  }

  /** Consumers read up to these offsets, by place. */
  readTo(ends: readonly number[]): void {
    this.#ends = ends;
    for (const life of this.#lives) if (life.slot.role === "consumer") life.post({ type: "finish", ends });
  }

  /** Clients of this role that have not done all that they were asked for. */
  unfinished(role: Slot["role"]): string[] {
    return this.#slots.filter((slot) => slot.role === role && !slot.life?.isDone).map(({ name }) => name);
  }

  /** Resolves when no thread is left. Who does not leave within `timeoutMs` is terminated. */
  async close(timeoutMs: number): Promise<void> {
    this.#isClosing = true;
    for (const life of this.#lives) {
      life.mayEnd = true;
      life.post({ type: "close" });
    }
    const timer = setTimeout(() => {
      for (const life of this.#lives) void life.terminate();
    }, timeoutMs);
    while (this.#lives.size > 0) await Promise.all(Array.from(this.#lives, ({ ended }) => ended));
    clearTimeout(timer);
  }

  #start(slot: Slot): void {
    const { handle, places } = this.#options;
    const code = this.#codes++;
    const name = ++slot.lives === 1 ? slot.name : `${slot.name}.${slot.lives}`;
    const task = slot.role === "producer" ? this.#producerTask(code, name) : this.#consumerTask(slot, name);
    const { port1, port2 } = new MessageChannel();
    const data: ClientData = { handle, port: port2, places, own: slot.own, task };
    const thread = startThread("chaos-client", `millrace-${name}`, data, [port2]);
    const ended = Promise.withResolvers<void>();
    const life: Life = {
      slot,
      name,
      code,
      terminate: () => thread.terminate(),
      post: (command) => port1.postMessage(command),
      isReady: false,
      isDone: false,
      mayEnd: false,
      ended: ended.promise,
    };
    slot.life = life;
    this.#lives.add(life);
    listen(port1, (report) => this.#onReport(life, report as ClientReport));
    // The port closes after the last report that was posted, however the thread ended.
    const gone = new Promise<void>((resolve) => onPeerGone(port1, resolve));
    thread.onExit(() => void gone.then(() => this.#onGone(life)).then(ended.resolve));
  }

  #producerTask(code: number, name: string): ProducerTask {
    const { load, places, random, recorder } = this.#options;
    const { acks = -1, recordsPerSecond = 1_000, recordBytes = 100, lingerMs = 5 } = load;
    const begun = new Int32Array(new SharedArrayBuffer(places.length * Int32Array.BYTES_PER_ELEMENT));
    const idempotent = load.idempotent ?? acks === -1;
    const producers = this.#slots.filter(({ role }) => role === "producer").length;
    recorder.beginProducer(code, name, begun, { idempotent, acks });
    return {
      role: "producer",
      code,
      seed: random.next(),
      begun,
      recordsPerSecond: recordsPerSecond / producers,
      recordBytes,
      lingerMs,
      acks: acks === -1 ? "all" : acks,
      idempotent,
    };
  }

  #consumerTask({ lives, own }: Slot, name: string): ConsumerTask {
    const isFirst = lives === 1;
    this.#options.recorder.beginConsumer(name, own, isFirst ? 0 : undefined);
    return { role: "consumer", start: isFirst ? 0 : "earliest" };
  }

  #onReport(life: Life, report: ClientReport): void {
    const { recorder, onResults, onTrimmed, onFailed } = this.#options;
    switch (report.type) {
      case "ready":
        life.isReady = true;
        if (this.#hasBegun) life.post({ type: "begin" });
        this.#catchUp(life);
        break;
      case "results":
        recorder.results(life.code, report.rows);
        onResults(report.rows);
        break;
      case "polled":
        recorder.polled(life.name, report.place, report.baseOffset, report.rows);
        break;
      case "trimmed":
        onTrimmed(report.place, report.offset);
        break;
      case "done":
        life.isDone = true;
        break;
      case "failed":
        if (!life.mayEnd) onFailed(`${life.name} failed: ${report.message}`);
        life.mayEnd = true;
        break;
    }
    life.post({ type: "taken" });
  }

  /** A life that began late is told what the others were told. */
  #catchUp(life: Life): void {
    if (life.slot.role === "producer" && !this.#isWriting) life.post({ type: "finish", ends: [] });
    if (life.slot.role === "consumer" && this.#ends !== undefined) life.post({ type: "finish", ends: this.#ends });
  }

  #onGone(life: Life): void {
    const { recorder, onFailed } = this.#options;
    this.#lives.delete(life);
    if (life.slot.role === "producer") recorder.endProducer(life.code);
    else recorder.endConsumer(life.name, life.slot.own);
    if (!life.mayEnd) onFailed(`the thread of ${life.name} ended by itself`);
    else if (!this.#isClosing && life.slot.life === undefined) this.#start(life.slot);
  }
}
