import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Visitor } from "oxc-parser";
import { describe, expect, it } from "vitest";
import { simulate } from "../../../src/testing/simulate.ts";
import { isProductCode, parse, repositoryFiles } from "../../tidy/source-file.ts";
import { recordActors } from "./recorder.ts";

const PRELOAD = fileURLToPath(new URL("record-actors.ts", import.meta.url));
const SCRIPT = fileURLToPath(new URL("use-all.ts", import.meta.url));

/** Every class of the product that implements Actor, by the source. */
function actorClasses(): string[] {
  const names: string[] = [];
  for (const file of repositoryFiles()) {
    if (!isProductCode(file.path) || !file.path.startsWith("src/") || file.path.startsWith("src/testing/")) continue;
    new Visitor({
      ClassDeclaration: ({ id, implements: interfaces }) => {
        const isActor = interfaces?.some(({ expression }) => "name" in expression && expression.name === "Actor");
        if (isActor && id) names.push(id.name);
      },
    }).visit(parse(file).program);
  }
  return names.sort();
}

function simulatedActors(): Set<string> {
  const seen = new Set<string>();
  const stop = recordActors((name) => seen.add(name));
  try {
    simulate(1);
  } finally {
    stop();
  }
  return seen;
}

async function threadActors(): Promise<Set<string>> {
  const folder = mkdtempSync(join(tmpdir(), "millrace-actors-"));
  const file = join(folder, "names");
  try {
    const flags = ["--import", PRELOAD, SCRIPT];
    const env = { ...process.env, MILLRACE_TEST_ACTORS_FILE: file };
    const { stdout } = await promisify(execFile)(process.execPath, flags, { env });
    expect(stdout).toBe("read\n");
    return new Set(readFileSync(file, "utf8").split("\n"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("every actor of the product", () => {
  const classes = actorClasses();

  it("is found in the source", () => {
    expect(classes).toEqual(expect.arrayContaining(["BrokerActor", "ProducerActor", "SupervisorActor"]));
  });

  it("runs in the simulation", () => {
    const seen = simulatedActors();
    expect(classes.filter((name) => !seen.has(name))).toEqual([]);
  });

  it("runs on threads, the same class", async () => {
    const seen = await threadActors();
    expect(classes.filter((name) => !seen.has(name))).toEqual([]);
  });
});
