import { describeTarget } from "../cluster/targets.ts";
import type { FaultSchedule, FaultStep, Target } from "./fault-step.ts";

/** One step as a person reads it, without its moment. */
export function describeStep(step: FaultStep): string {
  switch (step.fault) {
    case "kill": {
      const when = step.when === "inTurn" ? " in its next turn" : "";
      const back = isClient(step.target) ? "" : `, back after ${step.restartAfterMs ?? RESTART_AFTER_MS} ms`;
      return `kill ${describeTarget(step.target)}${when}${back}`;
    }
    case "restart":
      return `restart ${describeTarget(step.target)} as planned`;
    case "pause":
    case "hang":
      return `${step.fault} ${describeTarget(step.target)} for ${step.forMs} ms`;
    case "slow":
      return `slow ${describeTarget(step.from)} -> ${describeTarget(step.to)} by ${step.byMs} ms for ${step.forMs} ms`;
    case "partition":
      return `partition ${step.sides.map(describeSide).join(" | ")} for ${step.forMs} ms`;
    case "storage":
      return `storage of ${describeTarget(step.target)}: ${step.kind}`;
    case "fillArena":
      return `fill the arena for ${step.forMs} ms`;
  }
}

/** A schedule, a line for each step. */
export function describeSchedule(schedule: FaultSchedule): string {
  return schedule.map((step) => `  ${String(step.atMs).padStart(7)} ms  ${describeStep(step)}`).join("\n");
}

/** How long somebody who was killed is away, unless the step says so. */
export const RESTART_AFTER_MS = 100;

function describeSide(targets: readonly Target[]): string {
  return targets.map(describeTarget).join(", ");
}

function isClient(target: Target): boolean {
  return typeof target === "object" && "client" in target;
}
