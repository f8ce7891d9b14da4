#!/usr/bin/env bash
# Emits the package into dist/: JavaScript, declarations and source maps of src and workers. Run: npm run build
set -euo pipefail
cd "$(dirname "$0")/.."
rm -rf dist
node_modules/.bin/tsc -p tsconfig.build.json
# Generated code is plain JavaScript with its own declarations: tsc leaves it out.
mkdir -p dist/src/generated
cp src/generated/*.js src/generated/*.d.ts dist/src/generated/
