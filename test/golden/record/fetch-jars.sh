#!/bin/sh
# Kafka's client classes: prints their folder.
set -eu
exec sh "$(dirname "$0")/../../../scripts/maven-jars.sh" kafka-clients-4.3.1 org.apache.kafka:kafka-clients:4.3.1
