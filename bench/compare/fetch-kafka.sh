#!/bin/sh
# Apache Kafka's broker and tools: prints their folder. Its slf4j is 1.7, so the binding is log4j-slf4j-impl.
set -eu
exec sh "$(dirname "$0")/../../scripts/maven-jars.sh" kafka-4.3.1 org.apache.kafka:kafka_2.13:4.3.1 \
  org.apache.kafka:kafka-tools:4.3.1 org.apache.logging.log4j:log4j-slf4j-impl:2.24.3
