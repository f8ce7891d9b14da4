import { MillraceError } from "../../base/errors.ts";

// What people write of scenarios, checked: every function throws MillraceError INVALID_OPTION that names the field.

export function invalid(message: string): MillraceError {
  return new MillraceError("INVALID_OPTION", message);
}

export function wholeNumber(field: string, value: unknown, least: number, most = Number.MAX_SAFE_INTEGER): void {
  if (Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most) return;
  const range = most === Number.MAX_SAFE_INTEGER ? `${least} up` : `${least} to ${most}`;
  throw invalid(`${field} must be a whole number from ${range}, not ${String(value)}`);
}

/** Virtual ms, or Infinity for never. */
export function timeSpan(field: string, value: unknown): void {
  if (value !== Number.POSITIVE_INFINITY) wholeNumber(field, value, 0);
}

export function oneOf(field: string, value: unknown, choices: readonly (string | number)[]): void {
  if (choices.includes(value as string)) return;
  const known = choices.map((choice) => JSON.stringify(choice)).join(", ");
  throw invalid(`${field} must be one of ${known}, not ${JSON.stringify(value)}`);
}

export function typed(field: string, value: unknown, type: "boolean" | "function"): void {
  if (typeof value !== type) throw invalid(`${field} must be a ${type}, not ${String(value)}`);
}

export function listOf<Item>(field: string, value: readonly Item[] | undefined): readonly Item[] {
  if (Array.isArray(value)) return value;
  throw invalid(`${field} must be a list, not ${String(value)}`);
}

/** Names that are there, and each of them once. */
export function names(field: (index: number) => string, values: readonly unknown[]): void {
  for (const [index, name] of values.entries()) {
    if (typeof name !== "string" || name === "") throw invalid(`${field(index)} must be a name, not ${String(name)}`);
    if (values.indexOf(name) < index) throw invalid(`${field(index)}: "${name}" is there twice`);
  }
}

/** Runs the check of a field that may be left out. */
export function ifGiven<Value>(value: Value | undefined, check: (value: Value) => void): void {
  if (value !== undefined) check(value);
}
