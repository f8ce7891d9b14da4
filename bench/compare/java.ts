import { type ChildProcess, execFile, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { BenchFailure } from "../harness/failure.ts";

const FETCH_TIMEOUT_MS = 600_000;

/** A class to run: its name, its arguments and the JVM's own options. */
export interface JavaCall {
  readonly mainClass: string;
  readonly args: readonly string[];
  readonly options: readonly string[];
}

interface Failed {
  readonly code?: number | string;
  readonly killed?: boolean;
  readonly stdout?: string;
  readonly stderr?: string;
}

/** Java with Kafka's jars, and the processes that run: `killAll` leaves none behind. */
export class Java {
  readonly #classPath: string;
  readonly #running = new Set<ChildProcess>();

  constructor(jars: string) {
    this.#classPath = `${jars}/*`;
  }

  /** Fetches the jars unless they are there, with a script that prints their folder. */
  static async find(fetchScript = new URL("fetch-kafka.sh", import.meta.url)): Promise<Java> {
    await promisify(execFile)("java", ["-version"]).catch(() => {
      throw new BenchFailure("The comparison needs Java 17 or newer: there is no `java` that runs");
    });
    const fetched = promisify(execFile)("sh", [fileURLToPath(fetchScript)], { timeout: FETCH_TIMEOUT_MS });
    const { stdout } = await fetched.catch((failed: Failed) => {
      const reason = failed.code === 127 ? "there is no `mvn`" : lastLines(`${failed.stdout}${failed.stderr}`);
      throw new BenchFailure(`The comparison needs Maven to fetch Kafka's jars once: ${reason}`);
    });
    return new Java(stdout.trim());
  }

  /** Runs a class to its end and gives what it printed. */
  async run(call: JavaCall, timeoutMs: number): Promise<string> {
    const ended = promisify(execFile)("java", this.#words(call), { timeout: timeoutMs, killSignal: "SIGKILL" });
    this.#running.add(ended.child);
    try {
      return (await ended).stdout;
    } catch (error) {
      const { killed, stdout, stderr } = error as Failed;
      const problem = killed ? `did not end within ${timeoutMs / 1000} s` : "failed";
      throw new BenchFailure(`${call.mainClass} ${problem}: ${lastLines(`${stdout}${stderr}`)}`);
    } finally {
      this.#running.delete(ended.child);
    }
  }

  /** Starts a class that runs until it is killed. */
  start(call: JavaCall, outputFile: string): ChildProcess {
    const output = openSync(outputFile, "a");
    const child = spawn("java", this.#words(call), { stdio: ["ignore", output, output] });
    closeSync(output); // the child has its own
    this.#running.add(child);
    return child;
  }

  killAll(): void {
    for (const child of this.#running) child.kill("SIGKILL");
    this.#running.clear();
  }

  #words({ mainClass, args, options }: JavaCall): string[] {
    return [...options, "-cp", this.#classPath, mainClass, ...args];
  }
}

export function lastLines(text: string): string {
  return text.trim().split("\n").slice(-10).join("\n");
}
