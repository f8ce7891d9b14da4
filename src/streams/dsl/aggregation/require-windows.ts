import { describeValue, invalidTopology } from "../checks.ts";
import type { Windows } from "../../windows/windows.ts";

export function requireWindows(windows: Windows): void {
  if (typeof windows?.windowsFor === "function") return;
  throw invalidTopology(
    `windowedBy: give TimeWindows, UnlimitedWindows, SlidingWindows or SessionWindows, got ${describeValue(windows)}`,
  );
}
