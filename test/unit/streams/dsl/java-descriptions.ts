import { readFileSync } from "node:fs";

const TEXT = readFileSync(new URL("./java-descriptions.txt", import.meta.url), "utf8");

/** What Kafka Streams 4.3.1 says of the same programs in Java (`Topology.describe()`), by the name of the program. */
export const JAVA_DESCRIPTIONS: ReadonlyMap<string, string> = new Map(
  TEXT.split(/^##### /m)
    .slice(1)
    .map((section) => {
      const end = section.indexOf("\n");
      return [section.slice(0, end), section.slice(end + 1)];
    }),
);
