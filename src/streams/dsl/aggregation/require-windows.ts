import { invalidTopology } from "../../topology/problem.ts";
import type { Windows } from "../../windows/windows.ts";
import { describeValue } from "../checks.ts";

export function requireWindows(windows: Windows): void {
  if (typeof windows?.windowsFor === "function") return;
  throw invalidTopology(
    `windowedBy: give TimeWindows, UnlimitedWindows, SlidingWindows or SessionWindows, got ${describeValue(windows)}`,
  );
}
