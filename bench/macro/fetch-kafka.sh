#!/bin/sh
# Puts Apache Kafka's broker and tools outside the repository, unless they are there, and prints their folder.
set -eu
version=4.3.1
folder="${MILLRACE_CACHE:-$HOME/.cache/millrace}/kafka-$version"
if [ ! -f "$folder/kafka_2.13-$version.jar" ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  cat > "$work/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>millrace</groupId><artifactId>bench</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>$version</version>
    </dependency>
    <dependency>
      <groupId>org.apache.kafka</groupId><artifactId>kafka-tools</artifactId><version>$version</version>
    </dependency>
    <dependency>
      <groupId>org.apache.logging.log4j</groupId><artifactId>log4j-slf4j-impl</artifactId><version>2.24.3</version>
    </dependency>
  </dependencies>
</project>
POM
  mvn -q -B -f "$work/pom.xml" dependency:copy-dependencies "-DoutputDirectory=$work/jars" >&2
  # As a whole, so that an interrupted run leaves no half-filled folder behind.
  mkdir -p "$(dirname "$folder")"
  rm -rf "$folder"
  mv "$work/jars" "$folder"
fi
echo "$folder"
