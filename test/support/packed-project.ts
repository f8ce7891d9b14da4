import { execFile } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    readonly packedProject: PackedProject;
  }
}

/** A user's project, made once for all tests of the package: the tarball is installed in it as npm would. */
export interface PackedProject {
  readonly folder: string; // an ESM project, "consumer" beside the sources of test/package/consumer
  readonly tarball: string;
}

const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));
const CONSUMER = join(REPOSITORY, "test/package/consumer");
const TOOL_TIMEOUT_MS = 120_000;

const run = promisify(execFile);

export default async function makePackedProject(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "millrace-package-"));
  const npm = (...words: string[]) =>
    run("npm", [...words, "--loglevel=error"], { cwd: folder, timeout: TOOL_TIMEOUT_MS });
  const packed = await run("npm", ["pack", "--json", "--loglevel=error", "--pack-destination", folder], {
    cwd: REPOSITORY,
    timeout: TOOL_TIMEOUT_MS,
  });
  const name = /"filename": "(.+\.tgz)"/.exec(packed.stdout)?.[1];
  if (name === undefined) throw new Error(`npm pack named no file:\n${packed.stdout}`);
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));
  await npm("install", "--prefer-offline", "--no-fund", "--no-audit", `./${name}`);
  await cp(CONSUMER, folder, { recursive: true });
  project.provide("packedProject", { folder, tarball: join(folder, name) });
  return () => rm(folder, { recursive: true });
}
