import { MillraceError } from "../base/errors.ts";

const { existsSync } = process.getBuiltinModule("node:fs");

/**
 * The URL of a worker's entry point, computed from the place `self` of this code: sources run in `src/platform`, and
 * the package's bundles lie in `dist/src` and `dist/workers`. Throws MillraceError START_FAILED when it is not there: then
 * a bundler has moved this code away from its workers.
 */
export function workerUrl(name: string, self: string | undefined = import.meta.url): URL {
  const url = self?.startsWith("file:") ? entryPoint(name, self) : undefined;
  if (url !== undefined && existsSync(url)) return url;
  const message =
    `The code of millrace's ${name} thread is not ${url === undefined ? "in a file" : `at ${url.pathname}`}. ` +
    'If your program is bundled, keep millrace outside of the bundle: external: ["millrace"] (docs/bundlers.md).';
  throw new MillraceError("START_FAILED", message);
}

function entryPoint(name: string, self: string): URL {
  return self.endsWith(".ts") ? new URL(`../../workers/${name}.ts`, self) : new URL(`../workers/${name}.js`, self);
}
