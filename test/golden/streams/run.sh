#!/bin/sh
# Java's side: reads runs as JSON lines, prints what each of them did (see java/Oracle.java). Compiled once for each state
# of the sources, outside the repository.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
jars=$(sh "$here/../../../scripts/kafka-streams-jars.sh")
state=$(cat "$here"/java/*.java | sha256sum | cut -c1-16)
classes="${MILLRACE_CACHE:-$HOME/.cache/millrace}/streams-oracle-$state"
if [ ! -d "$classes" ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  javac -nowarn -d "$work/classes" -cp "$jars/*" "$here"/java/*.java >&2
  # As a whole, so that an interrupted run leaves nothing half-made behind.
  mkdir -p "$(dirname "$classes")"
  mv "$work/classes" "$classes" 2>/dev/null || [ -d "$classes" ]
fi
exec java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -cp "$classes:$jars/*" Oracle "$@"
