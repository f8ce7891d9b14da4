import { EventEmitter } from "node:events";
import type { MessagePort } from "node:worker_threads";
import * as comlink from "comlink";
import nodeEndpointModule from "comlink/dist/esm/node-adapter.mjs";
import { MillraceError, type MillraceErrorCode } from "../base/errors.ts";

// The rare control calls between threads (start, kill, stop) go through comlink. Two things it lacks are added here:
// an error keeps its class and code, and a call to a peer that dies does not stay pending for ever.

type NodeEndpoint = (port: MessagePort) => comlink.Endpoint;
const nodeEndpoint = nodeEndpointModule as unknown as NodeEndpoint;

interface ThrownError {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly code: string | undefined;
}

const plainThrow = comlink.transferHandlers.get("throw") as comlink.TransferHandler<{ value: unknown }, unknown>;

comlink.transferHandlers.set("throw", {
  canHandle: plainThrow.canHandle,
  serialize: ({ value }: { value: unknown }) => {
    const error = value instanceof Error ? value : new Error(String(value));
    const code = (error as { code?: unknown }).code;
    const thrown: ThrownError = {
      name: error.name,
      message: error.message,
      stack: error.stack,
      code: typeof code === "string" ? code : undefined,
    };
    return [thrown, []];
  },
  deserialize: (thrown: ThrownError) => {
    const error =
      thrown.name === "MillraceError"
        ? new MillraceError(thrown.code as MillraceErrorCode, thrown.message)
        : Object.assign(new Error(thrown.message), { name: thrown.name });
    if (thrown.stack !== undefined) error.stack = thrown.stack;
    throw error;
  },
} as comlink.TransferHandler<{ value: unknown }, ThrownError>);

/** Makes `target` callable from the other end of `port`. Methods and results must be structured-cloneable. */
export function exposeControl(target: object, port: MessagePort): void {
  comlink.expose(target, nodeEndpoint(port));
}

/** The other side's methods: every one answers with a promise, which rejects when the peer is gone. */
export type Remote<T> = {
  readonly [Name in keyof T]: T[Name] extends (...parameters: infer Parameters) => infer Result
    ? (...parameters: Parameters) => Promise<Awaited<Result>>
    : never;
};

/**
 * Calls over `port` to what the other side exposed. `gone` makes the error of calls that the peer's death ends.
 * The port is unref'd: a pending call does not keep the process alive.
 */
export function remoteControl<T extends object>(port: MessagePort, gone: () => Error): Remote<T> {
  const proxy = comlink.wrap(nodeEndpoint(port));
  const remote = proxy as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
  const closed = new EventEmitter().setMaxListeners(0);
  let isClosed = false;
  port.on("close", () => {
    isClosed = true;
    closed.emit("close");
    // Its registry of proxies keeps the port, and all that listens to it, until the proxy is collected: never, as they
    // refer to each other.
    proxy[comlink.releaseProxy]();
  });
  port.unref(); // last: attaching a message listener refs a port again
  const call = (name: string, parameters: unknown[]): Promise<unknown> => {
    if (isClosed) return Promise.reject(gone());
    return new Promise((resolve, reject) => {
      const onClose = (): void => reject(gone());
      closed.once("close", onClose);
      const answer = (remote[name] as (...args: unknown[]) => Promise<unknown>)(...parameters);
      answer.then(resolve, reject).finally(() => closed.off("close", onClose));
    });
  };
  return new Proxy({} as Remote<T>, {
    get: (_, name) =>
      typeof name === "string" && name !== "then" ? (...args: unknown[]) => call(name, args) : undefined,
  });
}
