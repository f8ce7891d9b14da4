#!/usr/bin/env bash
# Packs millrace, installs the tarball into an empty project and uses it there as its users do.
# Run: scripts/pack-smoke.sh EXAMPLE.ts   (a module that imports "millrace"; it is type-checked, then run)
set -euo pipefail
example=$(realpath "${1:?the example file to run}")
cd "$(dirname "$0")/.."
repository=$PWD
export PATH=$repository/node_modules/.bin:$PATH
project=$(mktemp -d)
trap 'rm -rf "$project"' EXIT

npm pack --loglevel=error --pack-destination "$project"
cd "$project"
echo '{ "name": "smoke", "private": true, "type": "module" }' >package.json
npm install --loglevel=error --no-fund --no-audit ./millrace-*.tgz

echo "every entry point of the package is there, for import and for require"
node --input-type=module - <<'END'
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
const require = createRequire(`${process.cwd()}/a.js`);
const { exports } = JSON.parse(readFileSync("node_modules/millrace/package.json", "utf8"));
for (const [entry, target] of Object.entries(exports)) {
  const name = `millrace${entry.slice(1)}`;
  if (typeof target === "string") continue;
  readFileSync(`node_modules/millrace/${target.types}`);
  const imported = Object.keys(await import(name));
  const required = Object.keys(require(name));
  if (imported.length === 0 || required.length === 0) throw new Error(`${name} exports nothing`);
  console.log(`  ${name}: ${imported.join(", ")}`);
}
END

cp "$example" example.ts
# Without skipLibCheck: every declaration that the example reaches is checked too.
for lib in '"es2024", "esnext.disposable"' '"es2024", "esnext.disposable", "dom"'; do
  cat >tsconfig.json <<END
{
  "compilerOptions": {
    "strict": true, "noEmit": true, "target": "es2024", "lib": [$lib],
    "module": "nodenext", "types": ["node"], "typeRoots": ["$repository/node_modules/@types"]
  },
  "files": ["example.ts"]
}
END
  echo "the example compiles against the declarations with $lib"
  tsc -p .
done
echo "the example runs"
node example.ts
