import { MillraceError } from "../base/errors.ts";

/** `engines` of the package, which npm only warns of. */
export const NODE_MAJOR_MIN = 24;

/** Throws MillraceError START_FAILED on a Node that is too old: its threads would fail, each with an error of its own. */
export function checkNode(version: string = process.versions.node): void {
  if (Number.parseInt(version, 10) >= NODE_MAJOR_MIN) return;
  throw new MillraceError("START_FAILED", `millrace needs Node ${NODE_MAJOR_MIN} or newer; this is Node ${version}`);
}
