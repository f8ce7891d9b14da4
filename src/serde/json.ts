import { MillraceError } from "../base/errors.ts";
import type { Serde } from "./serde.ts";
import { textOf } from "./text.ts";

/** A validator of the Standard Schema interface (standardschema.dev): zod, valibot, arktype and others. */
export interface StandardSchema<In = unknown, Out = In> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => SchemaResult<Out> | Promise<SchemaResult<Out>>;
    readonly types?: { readonly input: In; readonly output: Out } | undefined;
  };
}

type SchemaResult<Out> =
  | { readonly value: Out; readonly issues?: undefined }
  | { readonly issues: readonly SchemaIssue[] };

interface SchemaIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** JSON as UTF-8. The type is the caller's promise: nothing checks it. */
export function json<T>(): Serde<T>;
/**
 * JSON as UTF-8, checked in both directions by a validator that answers at once. What is written is the value given, as
 * far as the validator takes it; what is read is what the validator makes of it. Throws MillraceError INVALID_OPTION for what
 * is no validator.
 */
export function json<In, Out>(schema: StandardSchema<In, Out>): Serde<In, Out>;
export function json(schema?: StandardSchema): Serde<unknown> {
  if (schema !== undefined && typeof schema?.["~standard"]?.validate !== "function")
    throw new MillraceError("INVALID_OPTION", "json() takes a validator of the Standard Schema interface, or nothing");
  if (schema === undefined)
    return {
      serialize: written,
      deserialize: (bytes) => JSON.parse(textOf(bytes)),
      deserializeText: (text) => JSON.parse(text),
    };
  return {
    serialize(value) {
      validated(schema, value);
      return written(value);
    },
    deserialize: (bytes) => validated(schema, JSON.parse(textOf(bytes))),
    deserializeText: (text) => validated(schema, JSON.parse(text)),
  };
}

function written(value: unknown): string {
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) throw new TypeError(`${typeof value} has no JSON`);
  return text;
}

function validated(schema: StandardSchema, value: unknown): unknown {
  const result = schema["~standard"].validate(value);
  if ("then" in result) throw new TypeError("its schema validates asynchronously: give one that answers at once");
  if (result.issues === undefined) return result.value;
  throw new TypeError(result.issues.map(described).join("; "));
}

function described({ message, path = [] }: SchemaIssue): string {
  const names = path.map((part) => String(typeof part === "object" ? part.key : part));
  return names.length === 0 ? message : `${names.join(".")}: ${message}`;
}
