import { dirname, join } from "node:path/posix";
import { ARROW_EXCEPTIONS, ENTRY_LAYER, layerOf, PACKAGE_IMPORTERS, STREAMS_FOLDERS } from "../layers.ts";
import { importsOf, isOurCode, type SourceFile, sourceFolder } from "../source-file.ts";

/** An import goes to a lower layer, or stays in its folder. */
export function layerArrows(files: readonly SourceFile[]): string[] {
  const problems: string[] = [];
  for (const file of files.filter((entry) => isProduction(entry.path))) {
    for (const { specifier, line } of importsOf(file)) {
      if (!specifier.startsWith(".")) continue;
      const problem = wrongArrow(file.path, join(dirname(file.path), specifier));
      if (problem !== undefined) problems.push(`${file.path}:${line} ${problem}`);
    }
  }
  return problems;
}

/** Within `src/streams` an import goes to a folder with a lower rank, or stays in its own. */
export function streamsArrows(files: readonly SourceFile[]): string[] {
  const problems: string[] = [];
  for (const file of files.filter((entry) => isOurCode(entry.path))) {
    const source = streamsFolder(file.path);
    if (source === undefined) continue;
    for (const { specifier, line } of importsOf(file)) {
      const target = streamsFolder(join(dirname(file.path), specifier));
      if (target === undefined || source === target) continue;
      const problem = wrongRank(source, target);
      if (problem !== undefined) problems.push(`${file.path}:${line} ${problem}`);
    }
  }
  return problems;
}

/** `dsl` for `src/streams/dsl/kstream.ts`; the empty string for a file directly in `src/streams`; undefined elsewhere. */
function streamsFolder(path: string): string | undefined {
  const match = /^src\/streams\/(?:([^/]+)\/)?/.exec(path);
  return match === null ? undefined : (match[1] ?? "");
}

function wrongRank(source: string, target: string): string | undefined {
  const [from, to] = [source, target].map((name) => STREAMS_FOLDERS.find((folder) => folder.name === name)?.rank);
  if (from === undefined) return `lies in a folder without a rank: add ${source} to test/tidy/layers.ts`;
  if (to === undefined) return `imports a folder without a rank: add ${target} to test/tidy/layers.ts`;
  return to < from ? undefined : `goes from ${source} (${from}) to ${target} (${to}): imports go to a lower rank`;
}

/** Packages and `node:` modules are met at the edge only; every importer is listed with its reason. */
export function packageImports(files: readonly SourceFile[]): string[] {
  const problems: string[] = [];
  for (const file of files.filter((entry) => isProduction(entry.path))) {
    for (const { specifier, line } of importsOf(file)) {
      if (specifier.startsWith(".") || mayImport(file.path, specifier)) continue;
      problems.push(`${file.path}:${line} imports ${specifier}: only ${importersOf(specifier)} may`);
    }
  }
  return problems;
}

/** What is published: the rules for it do not bind tests, examples and benches. */
function isProduction(path: string): boolean {
  return isOurCode(path) && /^(src|workers)\//.test(path);
}

function wrongArrow(from: string, to: string): string | undefined {
  const source = sourceFolder(from);
  const target = sourceFolder(to);
  if (target === undefined) return `imports ${to}, which is not published`;
  if (source === target) return undefined;
  const sourceLayer = layerOfFolder(source);
  const targetLayer = layerOfFolder(target);
  if (sourceLayer === undefined) return `lies in a folder without a layer: add src/${source} to test/tidy/layers.ts`;
  if (targetLayer === undefined) return `imports a folder without a layer: add src/${target} to test/tidy/layers.ts`;
  const isException = ARROW_EXCEPTIONS.some(
    ({ from: who, to: whom }) => (who === source || who === from) && whom === target,
  );
  if (source !== "testing" && target === "testing" && !isException)
    return "imports testing, which production code must not need";
  if (targetLayer < sourceLayer) return undefined;
  if (isException) return undefined;
  return `goes from ${source} (L${sourceLayer}) to ${target} (L${targetLayer}): imports go to a lower layer`;
}

/** Worker entry points (`source` undefined) and files directly in `src` lie above all folders. */
function layerOfFolder(folder: string | undefined): number | undefined {
  return folder === undefined || folder === "" ? ENTRY_LAYER : layerOf(folder);
}

function mayImport(path: string, specifier: string): boolean {
  return PACKAGE_IMPORTERS.some(
    (rule) => path.startsWith(rule.from) && (rule.to === "*" || matches(rule.to, specifier)),
  );
}

function importersOf(specifier: string): string {
  const rules = PACKAGE_IMPORTERS.filter((rule) => rule.to === "*" || matches(rule.to, specifier));
  return rules.map((rule) => rule.from).join(", ");
}

function matches(allowed: string, specifier: string): boolean {
  if (allowed.endsWith(":")) return specifier.startsWith(allowed);
  return specifier === allowed || specifier.startsWith(`${allowed}/`);
}
