import { layerOf, PROMISE_FOLDERS, PURE_LAYER_MAX } from "../layers.ts";
import { at, isOurCode, type Node, type SourceFile, sourceFolder, walk } from "../source-file.ts";

/** Reads of a clock or of chance. */
const BANNED_MEMBERS: ReadonlySet<string> = new Set(["Date.now", "Math.random"]);
/** Globals that start something later, or meet the process. */
const BANNED_GLOBALS: ReadonlySet<string> = new Set([
  "setTimeout",
  "setInterval",
  "setImmediate",
  "process",
  "performance",
  "crypto",
]);

/** In the pure layers time, chance and messages come in as values (`docs/architecture.md`). */
export function pureLayers(files: readonly SourceFile[]): string[] {
  const problems: string[] = [];
  for (const file of files.filter((entry) => isOurCode(entry.path) && isPure(entry.path))) {
    const mayAwait = PROMISE_FOLDERS.some((entry) => entry.from === sourceFolder(file.path));
    walk(file, (node, parent) => {
      const word = bannedMember(node) ?? bannedGlobal(node, parent) ?? (mayAwait ? undefined : bannedAsync(node));
      if (word !== undefined) problems.push(`${at(file, node.start)} ${word} in a pure layer: ask the context for it`);
    });
  }
  return problems;
}

/** Behaviour comes from options, never from the environment of the process. */
export function noEnvironment(files: readonly SourceFile[]): string[] {
  const problems: string[] = [];
  for (const file of files.filter((entry) => isOurCode(entry.path) && /^(src|workers)\//.test(entry.path))) {
    walk(file, (node) => {
      if (node.type !== "MemberExpression" || nameOf(node["object"]) !== "process") return;
      if (nameOf(node["property"]) === "env")
        problems.push(`${at(file, node.start)} reads process.env: make it an option`);
    });
  }
  return problems;
}

function isPure(path: string): boolean {
  const layer = layerOf(sourceFolder(path) ?? "");
  return layer !== undefined && layer <= PURE_LAYER_MAX;
}

function bannedMember(node: Node): string | undefined {
  if (node.type === "NewExpression" && nameOf(node["callee"]) === "Date" && (node["arguments"] as []).length === 0) {
    return "new Date()";
  }
  if (node.type !== "MemberExpression") return undefined;
  const name = `${nameOf(node["object"])}.${nameOf(node["property"])}`;
  return BANNED_MEMBERS.has(name) ? name : undefined;
}

function bannedGlobal(node: Node, parent: Node | undefined): string | undefined {
  const name = nameOf(node);
  if (name === undefined || !BANNED_GLOBALS.has(name)) return undefined;
  return isReference(node, parent) ? name : undefined;
}

/** An identifier that stands for a variable: not the name of a property, method or parameter of a type. */
function isReference(node: Node, parent: Node | undefined): boolean {
  if (parent === undefined) return true;
  if (parent.type === "MemberExpression") return parent["object"] === node || parent["computed"] === true;
  if (parent.type === "Property" || parent.type === "MethodDefinition" || parent.type === "PropertyDefinition") {
    return parent["value"] === node;
  }
  return !parent.type.startsWith("TS");
}

function bannedAsync(node: Node): string | undefined {
  if (node.type === "AwaitExpression") return "await";
  if (node.type === "ForOfStatement" && node["await"] === true) return "for await";
  return node["async"] === true ? "an async function" : undefined;
}

function nameOf(node: unknown): string | undefined {
  const candidate = node as { type?: string; name?: string } | null;
  return candidate?.type === "Identifier" ? candidate.name : undefined;
}
