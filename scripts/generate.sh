#!/usr/bin/env bash
# Generates the protobuf code of schemas/ into src/generated (or into the folder given). Run: npm run generate
set -euo pipefail
cd "$(dirname "$0")/.."
target=${1:-src/generated}
mkdir -p "$target"
node_modules/.bin/pbjs -t static-module -w esm -d --force-number --dependency ./protobuf-runtime.js \
  --root millrace --no-service --no-delimited --no-typeurl --no-convert --no-verify \
  -p schemas -o "$target/messages.js" schemas/*.proto
# --force-number leaves an import of "long" behind, which nothing uses.
sed -i '/^import Long = require("long");$/d' "$target/messages.d.ts"
node_modules/.bin/pbjs -t json -p schemas schemas/common.proto | node_modules/.bin/node scripts/error-codes.ts "$target"
