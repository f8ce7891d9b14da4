#!/usr/bin/env bash
# Emits the package into dist/: bundles of its entry points and workers, declarations, source maps. Run: npm run build
set -euo pipefail
cd "$(dirname "$0")/.."
rm -rf dist
node_modules/.bin/tsc -p tsconfig.build.json
node_modules/.bin/node scripts/bundle.ts

# tsc leaves out the declarations of generated code, which is JavaScript.
mkdir -p dist/src/generated
cp src/generated/*.d.ts dist/src/generated/

# The declarations name WebAssembly.Memory, which only lib "dom" declares. An empty interface merges with that one, and
# is enough for users without it.
echo 'declare namespace WebAssembly { interface Memory {} }' >dist/src/web-assembly.d.ts
for entry in dist/src/index.d.ts dist/src/lmdb.d.ts dist/src/ring.d.ts dist/src/testing/index.d.ts dist/src/testing/chaos/index.d.ts; do
  reference=$(realpath --relative-to="$(dirname "$entry")" dist/src/web-assembly.d.ts)
  [[ $reference == ../* ]] || reference=./$reference
  sed -i "1i /// <reference path=\"$reference\" />" "$entry"
done
