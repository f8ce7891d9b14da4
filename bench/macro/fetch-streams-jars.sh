#!/bin/sh
# Kafka Streams and its test driver, the same folder as the golden tests': prints it.
set -eu
exec sh "$(dirname "$0")/../../scripts/maven-jars.sh" kafka-streams-4.3.1 \
  org.apache.kafka:kafka-streams-test-utils:4.3.1 org.apache.kafka:kafka-streams:4.3.1
