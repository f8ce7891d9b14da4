// Bundles the entry points of the package and its workers into dist/ and writes the licences of what was inlined.
// Why bundles: docs/decisions/0006-bundled-entry-points.md. Run: npm run build
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { type BuildOptions, build, type Metafile } from "esbuild";

const ENTRIES = ["src/index.ts", "src/lmdb.ts", "src/ring.ts", "src/testing/index.ts", "src/testing/chaos/index.ts"];

/** Packages with native code or workers of their own stay outside: their files must keep their places. */
const EXTERNAL = ["@node-rs/crc32", "lmdb", "lz4-napi", "piscina", "snappy"];

const LICENSE_FILES = ["LICENSE", "LICENSE.md", "LICENSE.txt"];

const shared = {
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node24",
  outdir: "dist",
  outbase: ".",
  external: EXTERNAL,
  sourcemap: true,
  minifyWhitespace: true, // half of the parsing; names stay, for stack traces
  minifySyntax: true,
  legalComments: "none", // their packages are named in THIRD-PARTY-LICENSES
  metafile: true,
  logLevel: "warning",
} as const satisfies BuildOptions;

// The entry points share their classes: a MillraceError is the same class wherever it was imported from.
const built = [build({ ...shared, entryPoints: ENTRIES, chunkNames: "src/chunk-[hash]" })];
// A worker is a thread of its own and shares nothing, so each is one file.
for (const worker of globSync("workers/*.ts")) {
  built.push(build({ ...shared, entryPoints: [worker], chunkNames: "workers/chunk-[hash]" }));
}
const metafiles = (await Promise.all(built)).map(({ metafile }) => metafile);
writeFileSync("dist/THIRD-PARTY-LICENSES", licenses(inlinedPackages(metafiles)));

/** Folders below node_modules that a bundle took something from. */
function inlinedPackages(files: readonly Metafile[]): readonly string[] {
  const folders = new Set<string>();
  for (const path of files.flatMap(({ inputs }) => Object.keys(inputs))) {
    const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
    if (folder !== undefined) folders.add(folder);
  }
  return [...folders].sort();
}

function licenses(folders: readonly string[]): string {
  const sections = folders.map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
    const file = LICENSE_FILES.map((candidate) => `${folder}/${candidate}`).find(existsSync);
    if (file === undefined) throw new Error(`${name} was inlined and has no licence file: add it to EXTERNAL`);
    return `${name} ${version} (${license})\n\n${readFileSync(file, "utf8").trim()}\n`;
  });
  return `The files of this package contain code of these packages.\n\n${sections.join(`\n${"-".repeat(80)}\n\n`)}`;
}
