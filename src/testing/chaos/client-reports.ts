import type { MessagePort } from "../../platform/threads.ts";
import type { ClientReport } from "./client-messages.ts";

/** Reports on their way to the driver; then a client waits: its thread must not outrun the checker. */
const REPORTS_OPEN_MAX = 16;

/** The client's end of the port to the driver: a bounded number of reports on their way. */
export class ClientReports {
  readonly #port: MessagePort;
  #open = 0;
  #waiters: (() => void)[] = [];

  constructor(port: MessagePort) {
    this.#port = port;
  }

  get hasRoom(): boolean {
    return this.#open < REPORTS_OPEN_MAX;
  }

  post(report: ClientReport, bytes?: ArrayBufferLike): void {
    this.#open++;
    this.#port.postMessage(report, bytes === undefined ? [] : [bytes as ArrayBuffer]);
  }

  taken(): void {
    this.#open--;
    if (this.hasRoom) for (const resolve of this.#waiters.splice(0)) resolve();
  }

  async room(): Promise<void> {
    while (!this.hasRoom) await new Promise<void>((resolve) => this.#waiters.push(resolve));
  }
}
