import { invalidTopology } from "../topology/problem.ts";

/** Gives names that no other operator or store of the program has. One index counts for both. */
export interface InternalNameProvider {
  newProcessorName(prefix: string): string;
  newStoreName(prefix: string): string;
}

/** A Named, any option that carries a name, or the name itself. */
export type MaybeNamed = { readonly name: string | undefined } | string | undefined;

/** Longer names could not be part of a topic's name. */
const NAME_LENGTH_MAX = 249;

export function nameOf(named: MaybeNamed): string | undefined {
  return typeof named === "object" ? named.name : named;
}

/** The user's name or a generated one. An index is used up in both cases, so that a name given later changes no other. */
export function orElseGenerateWithPrefix(named: MaybeNamed, provider: InternalNameProvider, prefix: string): string {
  const generated = provider.newProcessorName(prefix);
  return nameOf(named) ?? generated;
}

/** The user's name with a suffix, or a generated one; uses up an index in both cases. */
export function suffixWithOrElseGet(
  named: MaybeNamed,
  suffix: string,
  provider: InternalNameProvider,
  prefix: string,
): string {
  return suffixWithOr(named, suffix, provider.newProcessorName(prefix));
}

/** The user's name with a suffix, or the other name. Uses up no index. */
export function suffixWithOr(named: MaybeNamed, suffix: string, other: string): string {
  const name = nameOf(named);
  if (name === undefined) return other;
  if (name.length + suffix.length > NAME_LENGTH_MAX) {
    throw invalidTopology(
      `The name "${name}" is too long: with "${suffix}" it has more than ${NAME_LENGTH_MAX} characters; give a shorter one`,
    );
  }
  return name + suffix;
}
