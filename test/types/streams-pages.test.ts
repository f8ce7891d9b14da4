import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { examplesOf, FRAME } from "../support/streams-page.ts";
import { errorsOf } from "./compile.ts";

/** An import of everything that an entry point exports, types as types. */
function importOf(entry: string): string {
  const text = readFileSync(new URL(`../../src/${entry}`, import.meta.url), "utf8");
  const lists = Array.from(text.matchAll(/^export (type )?\{([^}]*)\}/gm), ([, type = "", names = ""]) =>
    names.split(",").flatMap((name) => (name.trim() === "" ? [] : [type + name.trim()])),
  );
  return `import { ${lists.flat().join(", ")} } from "#/${entry}";`;
}

const IMPORTS = `${importOf("streams.ts")}\n${importOf("testing/streams/index.ts")}\n`;

const examples = ["streams.md", "streams-testing.md"].flatMap((page) =>
  examplesOf(page).map(({ name, source }) => ({ name: `${page}, ${name}`, source })),
);

const WRONG = { name: "no page", source: `builder.stream("a").mapValues((text) => text.missing);` };

const errors = errorsOf(
  "tsconfig.json",
  [...examples, WRONG].map(({ source }) =>
    /^import /m.test(source)
      ? source
          .replace(`"millrace/streams"`, `"#/streams.ts"`)
          .replace(`"millrace/testing/streams"`, `"#/testing/streams/index.ts"`)
      : `${IMPORTS}${FRAME}{\n${source}\n}`,
  ),
);

test.each(examples.map(({ name }, index) => [name, errors[index]] as const))(
  "the example of %s compiles",
  (_, found) => {
    expect(found).toEqual([]);
  },
);

test("an example with a mistake would not", () => {
  expect(errors.at(-1)).toEqual(["TS2339"]);
});
