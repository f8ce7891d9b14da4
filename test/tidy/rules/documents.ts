import { dirname, join } from "node:path/posix";
import { FOLDERS, layerOf } from "../layers.ts";
import { type SourceFile, sourceFolder } from "../source-file.ts";
import { linesOf, README_LINES_MAX } from "./sizes.ts";

/** Every folder of `src` has a layer, and a README of at most 20 lines. */
export function folderReadmes(files: readonly SourceFile[]): string[] {
  const problems: string[] = [];
  const folders = new Set(files.map((file) => sourceFolder(file.path) ?? ""));
  for (const folder of [...folders].filter((name) => name !== "").sort()) {
    if (layerOf(folder) === undefined) problems.push(`src/${folder} has no layer in test/tidy/layers.ts`);
    const readme = files.find((file) => file.path === `src/${folder}/README.md`);
    if (readme === undefined) problems.push(`src/${folder} has no README.md`);
    else if (linesOf(readme) > README_LINES_MAX)
      problems.push(`${readme.path} has more than ${README_LINES_MAX} lines`);
  }
  return problems;
}

/** The table in `src/README.md` says what `layers.ts` says: a row `| L0 | base | purpose |` for every folder. */
export function layerTable(files: readonly SourceFile[]): string[] {
  const readme = files.find((file) => file.path === "src/README.md");
  if (readme === undefined) return ["src/README.md is missing"];
  const rows = readme.text.split("\n").filter((line) => /^\| *L\d/.test(line));
  const shown = new Set(
    rows.map((row) =>
      row
        .replace(/[`[\]]|\([^)]*\/README\.md\)/g, "")
        .replace(/\s+/g, " ")
        .trim(),
    ),
  );
  const expected = new Set(FOLDERS.map((folder) => `| L${folder.layer} | ${folder.name} | ${folder.purpose} |`));
  return [
    ...[...expected].filter((row) => !shown.has(row)).map((row) => `src/README.md lacks the row ${row}`),
    ...[...shown].filter((row) => !expected.has(row)).map((row) => `src/README.md has a row of its own: ${row}`),
  ];
}

const LINK = /(?<!!)\[[^\]]*\]\(([^)\s]+)\)/g;
const IMAGE = /!\[[^\]]*\]\(([^)\s]+)\)/g;
const CODE_PATH = /`((?:src|test|docs|bench|examples|scripts|schemas|workers)\/[\w./-]+)`/g;

/** Links between documents, their headings, and paths in backticks lead somewhere. Addresses of the web are not visited. */
export function documentLinks(files: readonly SourceFile[]): string[] {
  const problems: string[] = [];
  const paths = new Set(files.map((file) => file.path));
  for (const file of files.filter((entry) => entry.path.endsWith(".md"))) {
    const prose = file.text.replace(/^```[\s\S]*?^```/gm, "");
    for (const match of [...prose.matchAll(LINK), ...prose.matchAll(IMAGE)]) {
      const target = match[1] ?? "";
      if (/^[a-z]+:/.test(target)) continue;
      if (!linkResolves(file, target, files, paths))
        problems.push(`${file.path} links to ${target}, which is not there`);
    }
    for (const match of prose.matchAll(CODE_PATH)) {
      const path = match[1] ?? "";
      if (!pathExists(path.replace(/\/$/, ""), paths)) problems.push(`${file.path} names ${path}, which is not there`);
    }
  }
  return problems;
}

function linkResolves(
  file: SourceFile,
  target: string,
  files: readonly SourceFile[],
  paths: ReadonlySet<string>,
): boolean {
  const [relative = "", anchor] = target.split("#");
  const path = relative === "" ? file.path : join(dirname(file.path), relative).replace(/\/$/, "");
  if (!pathExists(path, paths)) return false;
  const document = files.find((entry) => entry.path === path);
  return anchor === undefined || document === undefined || headingsOf(document).has(anchor);
}

/** A file, or a folder with a file in it. */
function pathExists(path: string, paths: ReadonlySet<string>): boolean {
  return paths.has(path) || [...paths].some((entry) => entry.startsWith(`${path}/`));
}

/** Headings in the form that links use: lower case, spaces as hyphens, no punctuation. */
function headingsOf(document: SourceFile): ReadonlySet<string> {
  const headings = document.text.split("\n").filter((line) => /^#+ /.test(line));
  return new Set(
    headings.map((heading) =>
      heading
        .replace(/^#+ /, "")
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, "")
        .replace(/ /g, "-"),
    ),
  );
}
