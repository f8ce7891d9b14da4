import { Arena } from "../arena/arena.ts";
import { MillraceError } from "../base/errors.ts";
import { type Remote, remoteControl } from "../platform/control.ts";
import { MessageChannel, type MessagePort, postMessageToThread } from "../platform/threads.ts";
import { ClientEndpoint } from "./client-endpoint.ts";
import type { ClusterHandle } from "./config.ts";
import type { GuardianControl } from "./guardian-control.ts";
import type { AttachRequest } from "./thread-data.ts";

/** What a thread has of a cluster that it is in. */
export interface Joined {
  readonly endpoint: ClientEndpoint;
  readonly control: Remote<GuardianControl>;
  readonly port: MessagePort;
  /** Resolves when this thread's endpoint counts as dead, so that another one may soon have its place. */
  readonly left: Promise<void>;
}

/** Joins a running cluster: see `Cluster.attach`. Throws MillraceError CLUSTER_FAILED, TOO_MANY_ENDPOINTS. */
export async function joinByHandle(handle: ClusterHandle): Promise<Joined> {
  const channel = new MessageChannel();
  const request: AttachRequest = { type: "millrace-attach", control: channel.port2 };
  try {
    await keepingAlive(postMessageToThread(handle.guardianThread, request, [channel.port2]));
  } catch (error) {
    channel.port1.close();
    throw new MillraceError("CLUSTER_FAILED", "The cluster of this handle is closed.", { cause: error });
  }
  return await join(Arena.open(handle.memory), handle.config.logChannel, channel.port1);
}

/** Gives this thread an endpoint in the cluster and a control port to its guardian. Closes `port` when it cannot. */
export async function join(arena: Arena, logChannel: string | undefined, port: MessagePort): Promise<Joined> {
  const failed = () =>
    new MillraceError("CLUSTER_FAILED", "The cluster's guardian is gone: the cluster ended as a whole.");
  const control = remoteControl<GuardianControl>(port, failed);
  const row = await keepingAlive(control.claimEndpoint()).catch((error: unknown) => {
    port.close();
    throw error;
  });
  const endpoint = new ClientEndpoint(arena, row, logChannel);
  port.on("close", () => void endpoint.close(failed()));
  port.unref();
  // An endpoint that takes no turns any more must not be waited for.
  const left = endpoint.quiet.then(() => control.leave()).catch(() => {}); // without a guardian there is nobody to tell
  void left.then(() => port.close());
  endpoint.start();
  endpoint.poll(); // replays the metadata: whoever has joined sees the cluster as it is
  return { endpoint, control, port, left };
}

/** Before there is an endpoint, nothing else keeps the thread alive: neither ports nor `postMessageToThread` do. */
export async function keepingAlive<T>(work: Promise<T>): Promise<T> {
  const alive = setInterval(() => {}, 2 ** 30);
  try {
    return await work;
  } finally {
    clearInterval(alive);
  }
}
