import { MillraceError } from "../../base/errors.ts";

/** The longest name of an operator, store or topic, in characters. */
const NAME_CHARACTERS_MAX = 249;

function invalid(problem: string): MillraceError {
  return new MillraceError("INVALID_OPTION", problem);
}

/** A length of time in whole milliseconds. Throws INVALID_OPTION below `minMs`. */
export function checkMs(what: string, ms: number, minMs = 0): number {
  if (Number.isSafeInteger(ms) && ms >= minMs) return ms;
  const wanted = minMs === 0 ? "not negative" : `at least ${minMs}`;
  throw invalid(`${what} is ${String(ms)}: give whole milliseconds, ${wanted}`);
}

/** A number of things. Throws INVALID_OPTION below `min` and for what is no whole number. */
export function checkCount(what: string, count: number, min = 0): number {
  if (Number.isSafeInteger(count) && count >= min) return count;
  throw invalid(`${what} is ${String(count)}: give a whole number, at least ${min}`);
}

/** A name that may become part of a topic's: Kafka's rule for names of operators and stores. Throws INVALID_OPTION. */
export function checkName(name: string, what = "the name"): string {
  if (typeof name !== "string" || name === "") throw invalid(`${what} is empty or no text: give one, or leave it out`);
  if (name === "." || name === "..") throw invalid(`${what} is "${name}": choose another`);
  if (name.length > NAME_CHARACTERS_MAX)
    throw invalid(`${what} has ${name.length} characters: at most ${NAME_CHARACTERS_MAX} are allowed`);
  if (!/^[a-zA-Z0-9._-]+$/.test(name))
    throw invalid(`${what} is "${name}": use ASCII letters, digits, ".", "_" and "-" only`);
  return name;
}

/** Throws INVALID_OPTION for what is no function. */
export function checkFunction<F>(what: string, value: F): F {
  if (typeof value === "function") return value;
  throw invalid(`${what} is ${value === null ? "null" : typeof value}: give a function`);
}

/** Throws INVALID_OPTION for what can not serialize. */
export function checkSerializer<S>(what: string, serde: S): S {
  if (typeof (serde as { serialize?: unknown } | null | undefined)?.serialize === "function") return serde;
  throw invalid(`${what} has no serialize(): give a serde such as string() or json(), or leave it out`);
}

/** Throws INVALID_OPTION for what can not do both. */
export function checkSerde<S>(what: string, serde: S): S {
  checkSerializer(what, serde);
  if (typeof (serde as { deserialize?: unknown }).deserialize === "function") return serde;
  throw invalid(`${what} has no deserialize(): give a serde such as string() or json()`);
}
