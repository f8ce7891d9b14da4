/** Ctrl-C and its like: the first asks for a clean stop, the second ends the process at once. */
import { constants } from "node:os";

export interface StopSignals {
  /** Aborted at the first stop signal. */
  readonly signal: AbortSignal;
  /** 128 and the signal's number, as a shell reports it: 130 for Ctrl-C. */
  exitCode(): number;
  dispose(): void;
}

export function onStopSignals(announce: (name: string) => void): StopSignals {
  const controller = new AbortController();
  let code = 0;
  const stop = (name: "SIGINT" | "SIGTERM"): void => {
    code = 128 + constants.signals[name];
    if (controller.signal.aborted) process.exit(code);
    announce(name === "SIGINT" ? "Ctrl-C" : name);
    controller.abort(new Error(`stopped by ${name}`));
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return {
    signal: controller.signal,
    exitCode: () => code,
    dispose: () => {
      process.off("SIGINT", stop);
      process.off("SIGTERM", stop);
    },
  };
}
