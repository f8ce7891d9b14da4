// Writes error-code.js and error-code.d.ts from a protobuf enum, given as the JSON of pbjs on standard input. Errors need
// the numbers alone: threads and entry points that exchange no messages must not load all of messages.js for them.
// Run: npm run generate
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

interface Descriptor {
  readonly nested: { readonly millrace: { readonly nested: { readonly ErrorCode: { readonly values: Codes } } } };
}
type Codes = Readonly<Record<string, number>>;

const [target] = process.argv.slice(2);
if (target === undefined) throw new Error("usage: node scripts/error-codes.ts FOLDER < descriptor.json");
const { values } = (JSON.parse(readFileSync(0, "utf8")) as Descriptor).nested.millrace.nested.ErrorCode;
const codes = Object.entries(values);

const header = "// Generated from schemas/common.proto: npm run generate\n";
const byName = codes.map(([name, code]) => `  ${name}: ${code},\n`).join("");
const byCode = codes.map(([name, code]) => `  ${code}: "${name}",\n`).join("");
const members = codes.map(([name, code]) => `  ${name} = ${code},\n`).join("");
writeFileSync(join(target, "error-code.js"), `${header}export const ErrorCode = {\n${byName}${byCode}};\n`);
writeFileSync(join(target, "error-code.d.ts"), `${header}export enum ErrorCode {\n${members}}\n`);
