import { readFileSync } from "node:fs";
import { BenchFailure } from "../harness/failure.ts";

/** Resident memory of this process, and what of it lies in mappings of at least so many bytes, in MB. */
export interface Resident {
  readonly residentMb: number;
  readonly largeMb: number;
}

const BYTES_PER_KIB = 1_024;
const BYTES_PER_MB = 1e6;

/** Reads the kernel's list of this process' mappings (Linux only). */
export function resident(largeBytesMin: number): Resident {
  if (process.platform !== "linux") throw new BenchFailure("the memory bench reads /proc/self/smaps: it needs Linux");
  return residentOf(readFileSync("/proc/self/smaps", "utf8"), largeBytesMin);
}

/** A line `Size:` opens what is said of a mapping, `Rss:` follows it; both in KiB. */
export function residentOf(smaps: string, largeBytesMin: number): Resident {
  let size = 0;
  let all = 0;
  let large = 0;
  for (const match of smaps.matchAll(/^(Size|Rss): +(\d+) kB$/gm)) {
    const bytes = Number(match[2]) * BYTES_PER_KIB;
    if (match[1] === "Size") size = bytes;
    else {
      all += bytes;
      if (size >= largeBytesMin) large += bytes;
    }
  }
  return { residentMb: all / BYTES_PER_MB, largeMb: large / BYTES_PER_MB };
}
