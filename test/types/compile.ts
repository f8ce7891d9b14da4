import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Compiles snippets, each as a file of its own, with the options of a project of this repository, in one run of tsc.
 * Gives the TypeScript error codes (`TS2322`) of every snippet in order. A snippet imports sources as `#/client/api.ts`.
 */
export function errorsOf(project: "tsconfig.json" | "tsconfig.pure.json", snippets: readonly string[]): string[][] {
  mkdirSync(join(REPOSITORY, ".cache"), { recursive: true });
  const folder = mkdtempSync(join(REPOSITORY, ".cache/types-"));
  try {
    snippets.forEach((snippet, index) => {
      writeFileSync(join(folder, `${index}.ts`), `${snippet.replaceAll("#/", "../../src/")}\nexport {};\n`);
    });
    const ambient = project === "tsconfig.pure.json" ? ["../../src/web-names.d.ts"] : [];
    const files = [...snippets.map((_, index) => `${index}.ts`), "../../src/wasm.d.ts", ...ambient];
    const config = { extends: `../../${project}`, files, include: [], compilerOptions: { noUnusedLocals: false } };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
    return codesByFile(runCompiler(folder), folder, snippets.length);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function runCompiler(folder: string): string {
  const tsc = join(REPOSITORY, "node_modules/.bin/tsc");
  const run = spawnSync(tsc, ["-p", folder, "--pretty", "false"], { cwd: REPOSITORY, encoding: "utf8" });
  if (run.error !== undefined) throw run.error;
  return run.stdout + run.stderr;
}

function codesByFile(output: string, folder: string, fileCount: number): string[][] {
  const codes: string[][] = Array.from({ length: fileCount }, () => []);
  for (const line of output.split("\n")) {
    const match = /^(.*?)\(\d+,\d+\): error (TS\d+)/.exec(line);
    if (match?.[1]?.includes(basename(folder)) === true)
      codes[Number.parseInt(basename(match[1]), 10)]?.push(match[2] ?? "");
    else if (/^error TS/.test(line)) throw new Error(line);
  }
  return codes;
}
