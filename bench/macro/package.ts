import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** What a side imports: the sources, as tests do, or the built package, as users do. */
export type Entry = "sources" | "package";

/** Builds the package and gives its entry point, or that of the sources. */
export async function entryPoint(entry: Entry): Promise<string> {
  if (entry === "sources") return new URL("../../src/index.ts", import.meta.url).href;
  const root = fileURLToPath(new URL("../../", import.meta.url));
  await promisify(execFile)("bash", ["scripts/build.sh"], { cwd: root });
  return new URL("../../dist/src/index.js", import.meta.url).href;
}
