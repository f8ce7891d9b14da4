import type { StandardSchema } from "../../../src/streams.ts";

/**
 * A validator for `json()` by hand: of every object with these fields of text. Any library with the Standard Schema interface
 * (zod, valibot, arktype) does the same with `json(z.object({ page: z.string() }))`.
 */
export function textFields<Name extends string>(
  ...names: readonly Name[]
): StandardSchema<Readonly<Record<Name, string>>> {
  return {
    "~standard": {
      version: 1,
      vendor: "millrace-example",
      validate(value) {
        const fields = (value ?? {}) as Readonly<Record<Name, string>>;
        const missing = names.filter((name) => typeof fields[name] !== "string");
        if (missing.length === 0) return { value: fields };
        return { issues: missing.map((name) => ({ message: "must be text", path: [name] })) };
      },
    },
  };
}
