import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";

export interface NodeSettings {
  readonly node: number;
  readonly port: number;
  readonly controller: string; // its node, address and port, as in a list of voters
  readonly logFolder: string;
}

/** Kafka's defaults, but for its place on this machine and what a group's first start takes. The node that is named as the controller is also a broker. */
export function nodeProperties({ node, port, controller, logFolder }: NodeSettings): string {
  const [controllerNode, controllerAddress] = controller.split("@");
  const controls = controllerNode === `${node}`;
  const listener = `PLAINTEXT://127.0.0.1:${port}`;
  return [
    `node.id=${node}`,
    `process.roles=${controls ? "broker,controller" : "broker"}`,
    `controller.quorum.voters=${controller}`,
    `listeners=${listener}${controls ? `,CONTROLLER://${controllerAddress}` : ""}`,
    `advertised.listeners=${listener}`,
    "controller.listener.names=CONTROLLER",
    "listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
    `log.dirs=${logFolder}`,
    "log.segment.delete.delay.ms=1000", // a measured topic goes at once
    "offsets.topic.num.partitions=4",
    "group.initial.rebalance.delay.ms=0",
  ].join("\n");
}

/** Ports that nobody listened on a moment ago. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => server[Symbol.asyncDispose]()));
  return ports;
}
