#!/bin/sh
# Kafka Streams and its test driver, in Java: prints their folder.
set -eu
exec sh "$(dirname "$0")/maven-jars.sh" kafka-streams-4.3.1 \
  org.apache.kafka:kafka-streams-test-utils:4.3.1 org.apache.kafka:kafka-streams:4.3.1
