import { Cluster } from "../../runtime/cluster.ts";
import type { ClientCommand, ClientData } from "./client-messages.ts";
import { ClientReports } from "./client-reports.ts";
import { ConsumingClient } from "./consuming-client.ts";
import { ProducingClient } from "./producing-client.ts";

/** What has no result by then was given up by the driver already. */
const CLOSE_TIMEOUT_MS = 1_000;

/**
 * The thread of one client of a scenario's load: joins the cluster, works from "begin" to "finish", and leaves at "close".
 * It can be terminated at any moment: what it has not reported is not known then.
 */
export async function runClientThread(data: ClientData): Promise<void> {
  const { handle, port, task } = data;
  const reports = new ClientReports(port);
  const begun = Promise.withResolvers<void>();
  const finished = Promise.withResolvers<readonly number[]>();
  const closed = Promise.withResolvers<void>();
  port.on("message", (command: ClientCommand) => {
    if (command.type === "begin") begun.resolve();
    else if (command.type === "taken") reports.taken();
    else if (command.type === "finish") finished.resolve(command.ends);
    else if (command.type === "hang") hang(command.forMs);
    else closed.resolve();
  });
  try {
    const cluster = await Cluster.attach(handle);
    const client =
      task.role === "producer"
        ? new ProducingClient(cluster, data, task, reports)
        : new ConsumingClient(cluster, data, task, reports);
    if (client instanceof ConsumingClient) await client.assign();
    reports.post({ type: "ready" });
    await begun.promise;
    void finished.promise.then((ends) => client.finish(ends));
    await Promise.race([client.run(), closed.promise]);
    reports.post({ type: "done" });
    await closed.promise;
    client.finish([]);
    await cluster.close({ timeoutMs: CLOSE_TIMEOUT_MS });
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    reports.post({ type: "failed", message });
    await closed.promise;
  }
  port.close();
}

/** The thread is stuck, without using a core that others need. */
function hang(forMs: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, forMs);
}
