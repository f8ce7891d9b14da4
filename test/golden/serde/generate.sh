#!/bin/sh
# Writes serdes.json anew with Kafka's own classes (Java 17, Maven).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
jars=$(sh "$here/../../../scripts/kafka-streams-jars.sh")
java -cp "$jars/*" "$here/SerdeBytes.java" > "$here/serdes.json.new"
mv "$here/serdes.json.new" "$here/serdes.json"
"$here/../../../node_modules/.bin/biome" format --write "$here/serdes.json" >&2
