import type { ChildProcess } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { BenchFailure } from "../harness/failure.ts";
import { Java, lastLines } from "./java.ts";
import { freePorts, nodeProperties } from "./kafka-properties.ts";

const NODES = [1, 2, 3] as const;
const CLUSTER_ID = Buffer.from("millrace-bench-1").toString("base64url"); // a Kafka UUID: 16 bytes
const START_TIMEOUT_MS = 60_000;
const TOOL_TIMEOUT_MS = 20_000;
const MEASURE_TIMEOUT_MS = 300_000;
const DELETE_TIMEOUT_MS = 60_000; // Kafka first looks for what to delete 30 s after its start
const PARTITIONS = 6;
const RECORD = "m".repeat(100);
// millrace's own defaults. Kafka's batch.size would be 16,384, and halve its rate with acks=all.
const PRODUCER_PROPERTIES = ["batch.size=65536", "linger.ms=5"];
// What Kafka's own start scripts set.
const NODE_OPTIONS = ["-Xms1g", "-Xmx1g", "-XX:+UseG1GC", "-XX:MaxGCPauseMillis=20"];
const TOOL_OPTIONS = ["-Xmx512m"];

export interface KafkaLoad {
  readonly replicationFactor: number;
  readonly acks: 1 | "all";
  readonly records: number;
}

/** Three brokers of a real Apache Kafka on this machine, the first with the controller; gone with this process. */
export class KafkaPeer {
  readonly #java: Java;
  readonly folder = mkdtempSync(join(tmpdir(), "millrace-kafka-"));
  readonly #nodes: ChildProcess[] = [];
  #servers = "";
  #topics = 0;
  readonly #filled = new Map<string, number>();

  private constructor(java: Java) {
    this.#java = java;
    process.once("exit", () => this.close());
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.once(signal, () => process.exit(128 + constants.signals[signal]));
  }

  static async start(): Promise<KafkaPeer> {
    const peer = new KafkaPeer(await Java.find());
    try {
      await peer.#startNodes();
    } catch (error) {
      peer.close();
      throw error;
    }
    return peer;
  }

  /** Kills the brokers and deletes their data; synchronous, so that it works while the process exits. */
  close(): void {
    this.#java.killAll();
    // A process that is being killed may write a last file.
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }

  /** Records per second of Kafka's own ProducerPerformance; its warm-up, a tenth more records, does not count. */
  async produce(load: KafkaLoad): Promise<number> {
    const topic = `load-${++this.#topics}`;
    await this.#createTopic(topic, load.replicationFactor);
    const printed = await this.#fill(topic, load);
    await this.#deleteTopic(topic);
    const rate = /^(\d+) steady state records sent, ([\d.]+) records\/sec/m.exec(printed);
    if (rate === null) throw new BenchFailure(`ProducerPerformance printed no rate: ${lastLines(printed)}`);
    return Number(rate[2]);
  }

  /**
   * Records per second that Kafka's own ConsumerPerformance fetched, from a topic that is filled at the first call. The
   * time until its group had its partitions does not count.
   */
  async consume(records: number): Promise<number> {
    if (this.#filled.get("read") !== records) {
      await this.#createTopic("read", 1);
      await this.#fill("read", { replicationFactor: 1, acks: 1, records });
      this.#filled.set("read", records);
    }
    const args = [
      "--bootstrap-server",
      this.#servers,
      "--topic",
      "read",
      "--num-records",
      `${records}`,
      "--hide-header",
    ];
    const printed = await this.#tool("ConsumerPerformance", args, MEASURE_TIMEOUT_MS);
    // Start, end, MB, MB/s, records, records/s, then the same without the time for the rebalance.
    const cells =
      /^\d{4}-.*$/m
        .exec(printed)?.[0]
        .split(",")
        .map((cell) => cell.trim()) ?? [];
    const rate = Number(cells[9]);
    if (Number(cells[4]) < records || !(rate > 0))
      throw new BenchFailure(`ConsumerPerformance printed no rate of ${records} records: ${lastLines(printed)}`);
    return rate;
  }

  #fill(topic: string, { acks, records }: KafkaLoad): Promise<string> {
    const warmUp = records / 10;
    const counts = ["--num-records", `${records + warmUp}`, "--warmup-records", `${warmUp}`];
    // A file, because with --record-size the tool makes every byte of every record by chance, within the measured time.
    const payloadFile = join(this.folder, "payload");
    writeFileSync(payloadFile, RECORD);
    const args = ["--topic", topic, ...counts, "--payload-file", payloadFile, "--throughput", "-1"];
    args.push("--bootstrap-server", this.#servers, "--command-property", `acks=${acks}`, ...PRODUCER_PROPERTIES);
    return this.#tool("ProducerPerformance", args, MEASURE_TIMEOUT_MS);
  }

  async #startNodes(): Promise<void> {
    const [controllerPort = 0, ...ports] = await freePorts(NODES.length + 1);
    this.#servers = ports.map((port) => `127.0.0.1:${port}`).join(",");
    const controller = `${NODES[0]}@127.0.0.1:${controllerPort}`;
    for (const [index, node] of NODES.entries()) {
      const file = this.#path(node, ".properties");
      const port = ports[index] ?? 0;
      writeFileSync(file, nodeProperties({ node, port, controller, logFolder: this.#path(node, ".data") }));
      const args = ["format", "-t", CLUSTER_ID, "-c", file];
      await this.#java.run({ mainClass: "kafka.tools.StorageTool", args, options: TOOL_OPTIONS }, TOOL_TIMEOUT_MS);
    }
    for (const node of NODES) {
      const call = { mainClass: "kafka.Kafka", args: [this.#path(node, ".properties")], options: NODE_OPTIONS };
      this.#nodes.push(this.#java.start(call, this.#path(node, ".out")));
    }
    await this.#answering();
  }

  /** Resolves when a topic with a replica on every broker can be made. */
  async #answering(): Promise<void> {
    const deadline = performance.now() + START_TIMEOUT_MS;
    for (;;) {
      try {
        await this.#createTopic("first", NODES.length);
        return;
      } catch (error) {
        if (this.#nodes.some(hasEnded) || performance.now() > deadline) throw error;
      }
    }
  }

  #createTopic(topic: string, replicationFactor: number): Promise<string> {
    const counts = ["--partitions", `${PARTITIONS}`, "--replication-factor", `${replicationFactor}`];
    return this.#tool("TopicCommand", ["--bootstrap-server", this.#servers, "--create", "--topic", topic, ...counts]);
  }

  /** Until its files are gone, so that the brokers are idle when the other side measures. */
  async #deleteTopic(topic: string): Promise<void> {
    await this.#tool("TopicCommand", ["--bootstrap-server", this.#servers, "--delete", "--topic", topic]);
    const deadline = performance.now() + DELETE_TIMEOUT_MS;
    while (NODES.some((node) => readdirSync(this.#path(node, ".data")).some((name) => name.startsWith(`${topic}-`)))) {
      if (performance.now() > deadline) throw new BenchFailure(`Kafka did not delete ${topic}`);
      await sleep(50);
    }
  }

  async #tool(name: string, args: readonly string[], timeoutMs = TOOL_TIMEOUT_MS): Promise<string> {
    const call = { mainClass: `org.apache.kafka.tools.${name}`, args, options: TOOL_OPTIONS };
    try {
      return await this.#java.run(call, timeoutMs);
    } catch (error) {
      const states = NODES.map((node, index) => {
        const child = this.#nodes[index];
        const state = child !== undefined && hasEnded(child) ? "has ended" : "runs";
        return `Broker ${node} ${state}. ${lastLines(readFileSync(this.#path(node, ".out"), "utf8"))}`;
      });
      throw new BenchFailure(`${(error as Error).message}\n${states.join("\n")}`);
    }
  }

  #path(node: number, ending: ".properties" | ".out" | ".data"): string {
    return join(this.folder, `node-${node}${ending}`);
  }
}

function hasEnded(process: ChildProcess): boolean {
  return process.exitCode !== null || process.signalCode !== null;
}
