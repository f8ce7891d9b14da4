import { MillraceError } from "../base/errors.ts";
import type { EngineAdmin } from "../client/admin.ts";
import { checkNames } from "../client/options.ts";
import type { Remote } from "../platform/control.ts";
import type { ClientEndpoint } from "./client-endpoint.ts";
import type { GuardianControl } from "./guardian-control.ts";

const REGISTRATION_TIMEOUT_MS = 30_000;

export interface RestartOptions {
  /** Default false: refused where records would be lost. */
  readonly force?: boolean;
}

export interface BrokerRestart {
  readonly broker: number;
  readonly force: boolean;
  readonly endpoint: ClientEndpoint;
  readonly control: Remote<GuardianControl>;
  readonly admin: EngineAdmin;
}

/** Throws MillraceError INVALID_OPTION. */
export function forceWanted(options: RestartOptions = {}): boolean {
  checkNames("restart", options, ["force"]);
  const { force = false } = options;
  if (typeof force === "boolean") return force;
  throw new MillraceError("INVALID_OPTION", "restart option force must be true or false");
}

/**
 * Has a broker end as planned and come back: the supervisor moves its leaders and sees to its end, whatever becomes of the
 * caller. A dead one is started. Resolves when the next incarnation has registered.
 */
export async function restartBroker({ broker, force, endpoint, control, admin }: BrokerRestart): Promise<void> {
  const { wasAlive, incarnation } = await control.startBroker(broker);
  const registered = (atLeast: number): Promise<void> =>
    endpoint.waitForImage(
      ({ brokers }) => {
        const state = brokers.get(broker);
        return state !== undefined && state.incarnation >= atLeast && (!state.fenced || atLeast === incarnation);
      },
      REGISTRATION_TIMEOUT_MS,
      () =>
        new MillraceError(
          "REQUEST_TIMED_OUT",
          `broker ${broker} has not registered within ${REGISTRATION_TIMEOUT_MS} ms; standard error or the logger says why`,
        ),
    );
  if (!wasAlive) {
    await registered(incarnation + 1);
    return;
  }
  const succeeded = control.untilBrokerSucceeded(broker, incarnation);
  succeeded.catch(() => {}); // heard below, unless one of these fails first
  await registered(incarnation); // it may have started just now
  await admin.shutDownBroker(broker, incarnation, force);
  const next = registered(incarnation + 1); // has a time limit, which the other has not
  if (await Promise.race([succeeded, next.then(() => true)])) {
    await next;
    return;
  }
  const message = `broker ${broker} was killed for good before it came back: restart() starts it`;
  throw new MillraceError("BROKER_NOT_AVAILABLE", message);
}
