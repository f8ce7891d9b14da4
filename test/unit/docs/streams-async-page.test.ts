import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { format } from "node:util";
import { expect, test } from "vitest";
import * as streams from "../../../src/streams.ts";
import * as testing from "../../../src/testing/streams/index.ts";

const page = readFileSync(new URL("../../../docs/streams-async.md", import.meta.url), "utf8");

function blocksOf(language: string): string {
  return Array.from(
    page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm")),
    ([, text]) => text,
  ).join("");
}

test("the program of docs/streams-async.md prints what the page shows", async () => {
  const names = { ...streams, ...testing };
  const lines: string[] = [];
  const log = { log: (...values: unknown[]) => lines.push(format(...values)) };
  const source = blocksOf("ts").replace(/^import [\s\S]*?;$/gm, "");
  const body = stripTypeScriptTypes(`(async () => {\n${source}\n})()`);
  const program = new Function("console", ...Object.keys(names), `"use strict"; return ${body}`);
  await program(log, ...Object.values(names));
  expect(`${lines.join("\n")}\n`).toBe(blocksOf("text"));
});
