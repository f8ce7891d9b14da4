import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BaseRun } from "./fresh-verdict.ts";
import { SeedPool } from "./seed-pool.ts";
import { NOT_LOADED, type SeedFailure } from "./seed-task.ts";

/** So many seeds are run on the base: where more fail, the change is to blame. */
const SEEDS_MAX = 20;

/**
 * The commit that the change of `repository` began from: where it left origin/main, or the one before it where it is on
 * origin/main itself. Undefined in a clone that does not have it, and before the first commit.
 */
export function baseCommit(repository: string): string | undefined {
  const head = git(repository, "rev-parse", "HEAD");
  const fork = git(repository, "merge-base", "HEAD", "origin/main");
  if (fork !== undefined && fork !== head) return fork;
  return git(repository, "rev-parse", "--verify", "--quiet", "HEAD^");
}

/** Runs seeds on the base commit. */
export async function runOnBase(repository: string, seeds: readonly number[]): Promise<BaseRun> {
  const run = await inBaseTree(repository, (tree, commit) => runIn(tree, commit, seeds));
  return typeof run === "string" ? { missing: run } : run;
}

/** Runs `work` in a worktree of the base commit, which is removed again; answers why where there is none. */
export async function inBaseTree<T>(
  repository: string,
  work: (tree: string, commit: string) => Promise<T>,
): Promise<T | string> {
  const commit = baseCommit(repository);
  if (commit === undefined) return "a shallow clone, or the first commit";
  const folder = mkdtempSync(join(tmpdir(), "millrace-base-"));
  const tree = join(folder, "tree");
  try {
    if (git(repository, "worktree", "add", "--quiet", "--detach", tree, commit) === undefined)
      return `${commit} cannot be checked out`;
    const modules = join(repository, "node_modules");
    if (existsSync(modules)) symlinkSync(modules, join(tree, "node_modules"));
    return await work(tree, commit);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    git(repository, "worktree", "prune");
  }
}

async function runIn(repository: string, commit: string, seeds: readonly number[]): Promise<BaseRun> {
  const failures = new Map<number, SeedFailure | undefined>();
  const pool = new SeedPool({ repository });
  try {
    await pool.runAll(seeds.slice(0, SEEDS_MAX).values(), {}, ({ seed, failure }) => failures.set(seed, failure));
  } finally {
    await pool.close();
  }
  const unusable = Array.from(failures.values()).find((failure) => failure?.invariant === NOT_LOADED);
  if (unusable !== undefined) return { missing: `its simulation cannot be used here: ${unusable.message}` };
  return { commit, failures };
}

/** What git prints; undefined when it refuses. */
function git(cwd: string, ...args: readonly string[]): string | undefined {
  try {
    return execFileSync("git", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return undefined;
  }
}
