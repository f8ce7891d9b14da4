import { type Remote, remoteControl } from "../../../src/platform/control.ts";
import { MessageChannel, postMessageToThread } from "../../../src/platform/threads.ts";
import type { Cluster } from "../../../src/runtime/cluster.ts";
import type { GuardianControl } from "../../../src/runtime/guardian-control.ts";

/** A control port of the test's own to a cluster's guardian, for faults that are not in the public API. */
export async function guardianOf(cluster: Cluster): Promise<Remote<GuardianControl> & Disposable> {
  const channel = new MessageChannel();
  const request = { type: "millrace-attach", control: channel.port2 };
  await postMessageToThread(cluster.handle.guardianThread, request, [channel.port2]);
  const control = remoteControl<GuardianControl>(channel.port1, () => new Error("the guardian is gone"));
  return new Proxy(control as Remote<GuardianControl> & Disposable, {
    get: (target, name) => (name === Symbol.dispose ? () => channel.port1.close() : Reflect.get(target, name, target)),
  });
}
