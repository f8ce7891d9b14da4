import { MillraceError } from "../../base/errors.ts";
import type { MetadataImage } from "../../metadata/image.ts";
import { brokerOf } from "../cluster/targets.ts";
import type { FaultAction, FaultSchedule, Target } from "../faults/fault-step.ts";

/** Kinds of faults that real threads can have. */
export const THREAD_FAULTS = ["kill", "restart", "pause", "hang", "fillArena"] as const;

/** A fault that a cluster on real threads can have. */
export type ThreadFault = Extract<FaultAction, { readonly fault: (typeof THREAD_FAULTS)[number] }>;

/** Whom a target means at this moment. */
export type Victim = "supervisor" | number | { readonly client: string };

/** Which fault threads cannot have, by name; undefined when they can. */
export function misfitOnThreads(fault: FaultAction): string | undefined {
  if (!isThreadFault(fault)) return fault.fault;
  if (fault.fault !== "restart" && fault.fault !== "pause") return undefined;
  if (fault.target === "supervisor") return `${fault.fault} of the supervisor`;
  return fault.fault === "restart" && "client" in fault.target ? "restart of a client" : undefined;
}

export function isThreadFault(fault: FaultAction): fault is ThreadFault {
  return THREAD_FAULTS.some((kind) => kind === fault.fault);
}

/** Throws MillraceError INVALID_OPTION, which names all faults of a schedule that threads cannot have. */
export function checkThreadFaults(schedule: FaultSchedule): void {
  const misfits = new Set(schedule.map(misfitOnThreads).filter((misfit) => misfit !== undefined));
  if (misfits.size === 0) return;
  const message = `faults that do not exist on threads: ${[...misfits].join(", ")}. Simulate this scenario, or leave them out.`;
  throw new MillraceError("INVALID_OPTION", message);
}

/** Looks a role up in the metadata; undefined when nobody has it. */
export function victimOf(target: Target, image: MetadataImage): Victim | undefined {
  if (target === "supervisor" || "client" in target) return target;
  return brokerOf(target, image);
}

export function victimText(victim: Victim): string {
  if (victim === "supervisor") return "the supervisor";
  return typeof victim === "number" ? `broker ${victim}` : victim.client;
}

/** For reports: what a fault is for, by kind. */
export function faultName(fault: ThreadFault, victim: Victim | undefined): string {
  if (victim === undefined) return fault.fault;
  const whom = typeof victim === "number" ? "broker" : victim === "supervisor" ? "supervisor" : "client";
  return `${fault.fault} ${whom}`;
}
