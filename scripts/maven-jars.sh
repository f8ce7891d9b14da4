#!/bin/sh
# Puts Java classes and what they need outside the repository, unless they are there, and prints their folder.
# Run: sh scripts/maven-jars.sh NAME GROUP:ARTIFACT:VERSION...
set -eu
folder="${MILLRACE_CACHE:-$HOME/.cache/millrace}/$1"
shift
if [ ! -d "$folder" ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  {
    echo '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
    echo '<groupId>millrace</groupId><artifactId>jars</artifactId><version>1</version><dependencies>'
    for coordinates in "$@"; do
      echo "$coordinates" | sed 's#\(.*\):\(.*\):\(.*\)#<dependency><groupId>\1</groupId><artifactId>\2</artifactId><version>\3</version></dependency>#'
    done
    echo '</dependencies></project>'
  } > "$work/pom.xml"
  mvn -q -B -f "$work/pom.xml" dependency:copy-dependencies "-DoutputDirectory=$work/jars" >&2
  # As a whole, so that an interrupted run leaves no half-filled folder behind.
  mkdir -p "$(dirname "$folder")"
  mv "$work/jars" "$folder"
fi
echo "$folder"
