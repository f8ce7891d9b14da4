import { at, isOurCode, isProductCode, parse, type SourceFile, walk } from "../source-file.ts";

export const FILE_LINES_MAX = 600;
export const WORKER_LINES_MAX = 40;
export const MEDIAN_LINES_MAX = 160;
export const FUNCTION_LINES_MAX = 70;
export const README_LINES_MAX = 20;

export function linesOf(file: SourceFile): number {
  return file.text.replace(/\n$/, "").split("\n").length;
}

export function fileSizes(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => isOurCode(file.path))
    .map((file) => ({ file, lines: linesOf(file), max: linesMax(file.path) }))
    .filter(({ lines, max }) => lines > max)
    .map(({ file, lines, max }) => `${file.path} has ${lines} lines; ${max} are allowed`);
}

function linesMax(path: string): number {
  return path.startsWith("workers/") ? WORKER_LINES_MAX : FILE_LINES_MAX;
}

/** The median length of the files of `src`, in lines; 0 when there are none. */
export function medianLines(files: readonly SourceFile[]): number {
  const lines = files.filter((file) => isOurCode(file.path) && file.path.startsWith("src/")).map(linesOf);
  lines.sort((left, right) => left - right);
  return lines[Math.floor(lines.length / 2)] ?? 0;
}

/** A function fits on a screen. Lines that are blank or only a comment do not count. */
export function functionSizes(files: readonly SourceFile[]): string[] {
  const problems: string[] = [];
  for (const file of files.filter((entry) => isProductCode(entry.path))) {
    const code = withoutComments(file);
    walk(file, (node) => {
      if (!/^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type)) return;
      const lines = code.slice(node.start, node.end).split("\n");
      const count = lines.filter((line) => line.trim() !== "").length;
      if (count > FUNCTION_LINES_MAX) {
        problems.push(`${at(file, node.start)} is a function of ${count} lines; ${FUNCTION_LINES_MAX} are allowed`);
      }
    });
  }
  return problems;
}

/** The text with every comment blanked, so that positions stay. */
function withoutComments(file: SourceFile): string {
  let text = file.text;
  for (const comment of parse(file).comments) {
    const blank = file.text.slice(comment.start, comment.end).replace(/[^\n]/g, " ");
    text = text.slice(0, comment.start) + blank + text.slice(comment.end);
  }
  return text;
}
