#!/usr/bin/env bash
# Writes stores.txt anew: what Kafka's stores make of the operations in it. Needs Java 17 and Maven.
# Run: bash test/golden/streams-stores/generate.sh
set -euo pipefail
cd "$(dirname "$0")"
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT
jars="$(sh ../../../scripts/kafka-streams-jars.sh)/*"
javac -cp "$jars" -d "$classes" GoldenStores.java
grep -v '^log ' stores.txt | cut -f 1 >"$classes/operations.txt"
java -cp "$classes:$jars" GoldenStores <"$classes/operations.txt" 2>/dev/null >"$classes/stores.txt"
mv "$classes/stores.txt" stores.txt
