#!/bin/sh
# Writes batches.json anew with Kafka's own classes (Java 17, Maven).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
jars=$("$here/fetch-jars.sh")
java -cp "$jars/*" "$here/Golden.java" generate > "$here/batches.json.new"
mv "$here/batches.json.new" "$here/batches.json"
"$here/../../../node_modules/.bin/biome" format --write "$here/batches.json" >&2
