import { basename } from "node:path/posix";
import { at, isOurCode, parse, type SourceFile, walk } from "../source-file.ts";

const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|types|config))?(\.d)?\.(ts|js|mjs|sh|proto|java|html|css|json)$/;
const CODE = /\.(ts|js|mjs|sh|proto|html|css)$/;

export function kebabCaseNames(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => CODE.test(file.path) && !KEBAB_CASE.test(basename(file.path)))
    .map((file) => `${file.path} is not in kebab-case`);
}

// Put together from parts, so that this file keeps its own rule.
const LEFTOVER = new RegExp(`\\b(${["TO" + "DO", "FIX" + "ME", "HA" + "CK"].join("|")})\\b`);
const TEST_FUNCTIONS: ReadonlySet<string> = new Set(["test", "it", "describe", "suite", "bench"]);
const TEST_LEFTOVERS: ReadonlySet<string> = new Set(["only", "skip", "todo", "fails"]);

/** No unfinished work: no notes to oneself, no test that is left out or runs alone. */
export function leftovers(files: readonly SourceFile[]): string[] {
  const problems: string[] = [];
  for (const file of files.filter((entry) => isOurCode(entry.path) || /\.(sh|proto|md)$/.test(entry.path))) {
    file.text.split("\n").forEach((line, index) => {
      const word = LEFTOVER.exec(line)?.[1];
      if (word !== undefined) problems.push(`${file.path}:${index + 1} says ${word}`);
    });
    if (file.path.endsWith(".ts")) problems.push(...testLeftovers(file));
  }
  return problems;
}

function testLeftovers(file: SourceFile): string[] {
  if (!/\.(only|skip|todo|fails)\b/.test(file.text) || parse(file).errors.length > 0) return [];
  const problems: string[] = [];
  walk(file, (node) => {
    if (node.type !== "MemberExpression") return;
    const object = (node["object"] as { name?: string }).name ?? "";
    const property = (node["property"] as { name?: string }).name ?? "";
    if (TEST_FUNCTIONS.has(object) && TEST_LEFTOVERS.has(property)) {
      problems.push(`${at(file, node.start)} says ${object}.${property}`);
    }
  });
  return problems;
}

// Hosts of package registries, in parts for the same reason.
const REGISTRY_HOST = new RegExp(
  ["regis" + "try\\.[a-z]", "npm" + "js\\.(org|com)", "npm" + "mirror", "repo1?\\." + "maven", "artifac" + "tory"].join(
    "|",
  ),
  "i",
);

/** Where packages come from is the machine's business, and a file that names a host breaks elsewhere. */
export function registryHosts(files: readonly SourceFile[]): string[] {
  return files.filter((file) => REGISTRY_HOST.test(file.text)).map((file) => `${file.path} names a registry host`);
}
