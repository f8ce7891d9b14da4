import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type ParseResult, parseSync } from "oxc-parser";

export const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));

/** A file of the repository as the rules see it. `path` is relative to the repository. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** A node of the syntax tree: `type`, `start` and `end` always, the rest by type. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [property: string]: unknown;
}

let tree: readonly SourceFile[] | undefined;

/** Every text file under version control, and those that are new and not ignored. */
export function repositoryFiles(): readonly SourceFile[] {
  tree ??= execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { cwd: REPOSITORY })
    .toString()
    .split("\n")
    .filter((path) => path !== "" && existsSync(REPOSITORY + path))
    .map((path) => ({ path, text: readFileSync(REPOSITORY + path, "utf8") }));
  return tree;
}

/** Hand-written TypeScript. */
export function isOurCode(path: string): boolean {
  return path.endsWith(".ts") && !path.startsWith("src/generated/");
}

/** Hand-written TypeScript of the product, its examples and its benches: not tests, not scripts. */
export function isProductCode(path: string): boolean {
  return isOurCode(path) && /^(src|workers|examples|bench)\//.test(path);
}

/** `base` for `src/base/assert.ts`; the empty string for a file directly in `src`; undefined elsewhere. */
export function sourceFolder(path: string): string | undefined {
  const match = /^src\/(?:([^/]+)\/)?/.exec(path);
  return match === null ? undefined : (match[1] ?? "");
}

const parsed = new Map<string, ParseResult>();

export function parse(file: SourceFile): ParseResult {
  const known = parsed.get(file.text);
  if (known !== undefined) return known;
  const result = parseSync(file.path, file.text, { lang: "ts", sourceType: "module" });
  if (result.errors.length > 0) throw new Error(`${file.path}: ${result.errors[0]?.message}`);
  parsed.set(file.text, result);
  return result;
}

/** Calls `visit` for every node, with its parent. */
export function walk(file: SourceFile, visit: (node: Node, parent: Node | undefined) => void): void {
  visitNode(parse(file).program as unknown as Node, undefined, visit);
}

function visitNode(node: Node, parent: Node | undefined, visit: (node: Node, parent: Node | undefined) => void): void {
  visit(node, parent);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visitNode(child, node, visit);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";
}

/** Every module that the file names: imports, re-exports and `import()` of a literal. */
export function importsOf(file: SourceFile): readonly { readonly specifier: string; readonly line: number }[] {
  const found: { specifier: string; line: number }[] = [];
  walk(file, (node) => {
    if (!/^(Import|ExportNamed|ExportAll)(Declaration|Expression)$|^TSImportType$/.test(node.type)) return;
    const source = (node["source"] ?? node["argument"]) as { value?: unknown } | null;
    if (typeof source?.value === "string") found.push({ specifier: source.value, line: lineOf(file, node.start) });
  });
  return found;
}

export function lineOf(file: SourceFile, position: number): number {
  return file.text.slice(0, position).split("\n").length;
}

/** `path:line`, as terminals link it. */
export function at(file: SourceFile, position: number): string {
  return `${file.path}:${lineOf(file, position)}`;
}
