let known: string | undefined;

/** The code that runs, for a message: the commit of the working directory, or where there is no git the package's version. */
export function codeVersion(): string {
  known ??= commit() ?? `millrace ${packageVersion()}`;
  return known;
}

function commit(): string | undefined {
  const { spawnSync } = process.getBuiltinModule("node:child_process");
  const words = ["describe", "--always", "--dirty=, with changes", "--exclude=*"];
  const { status, stdout } = spawnSync("git", words, { encoding: "utf8" });
  return status === 0 ? `commit ${stdout.trim()}` : undefined;
}

/** By the package's own name, wherever this code lies; unknown where it was moved into somebody's bundle. */
function packageVersion(): string {
  const require = process.getBuiltinModule("node:module").createRequire(import.meta.url);
  try {
    return (require("millrace/package.json") as { readonly version: string }).version;
  } catch {
    return "of a version that is not known here";
  }
}
