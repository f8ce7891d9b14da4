import { readFileSync, writeFileSync } from "node:fs";

/** The document with the tables that commands write. */
export const DOCUMENT = new URL("../../docs/simulation.md", import.meta.url);

const begin = (name: string): string => `<!-- ${name}: begin -->`;
const end = (name: string): string => `<!-- ${name}: end -->`;

/** The lines between the markers of this name. Throws where there are none. */
export function sectionOf(text: string, name: string): readonly string[] {
  const lines = text.split("\n");
  const [first, last] = [lines.indexOf(begin(name)), lines.indexOf(end(name))];
  if (first < 0 || last < first) throw new Error(`there is no ${begin(name)} with an end`);
  return lines.slice(first + 1, last);
}

/** The text with other lines between the markers. */
export function withSection(text: string, name: string, section: readonly string[]): string {
  const lines = text.split("\n");
  const first = lines.indexOf(begin(name));
  lines.splice(first + 1, sectionOf(text, name).length, ...section);
  return lines.join("\n");
}

/** Writes the section into `docs/simulation.md`. */
export function writeSection(name: string, section: readonly string[]): void {
  writeFileSync(DOCUMENT, withSection(readFileSync(DOCUMENT, "utf8"), name, section));
}

/** A row of a table in Markdown. */
export function row(...cells: readonly (string | number)[]): string {
  return `| ${cells.join(" | ")} |`;
}
