import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "vitest";

/** A folder of Java classes outside the repository, and the script that fills it. */
export interface JavaClasses {
  readonly folder: string;
  readonly jar: string;
  readonly fetch: string;
}

/**
 * The folder of the classes. Where there is no Java or no classes, a test is skipped and says why; CI fetches what it
 * misses, and fails without.
 */
export function javaClasses(context: TestContext, classes: JavaClasses): string {
  const folder = join(process.env["MILLRACE_CACHE"] ?? join(homedir(), ".cache/millrace"), classes.folder);
  const reason = missing(join(folder, classes.jar), classes.fetch);
  if (reason === undefined) return folder;
  if (process.env["CI"] === "true") throw new Error(reason);
  console.warn(`SKIPPED: Java does not judge: ${reason}`);
  context.skip(reason);
  return folder;
}

function missing(jar: string, fetch: string): string | undefined {
  if (spawnSync("java", ["-version"]).status !== 0) return "no java command";
  if (existsSync(jar)) return undefined;
  if (process.env["CI"] !== "true") return `no ${jar}: run ${fetch}`;
  const fetched = spawnSync("sh", [fetch], { encoding: "utf8" });
  return fetched.status === 0 ? undefined : `${fetch}: ${fetched.stderr}`;
}
