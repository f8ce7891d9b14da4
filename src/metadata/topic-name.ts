import { TOPIC_NAME_CHARACTERS_MAX } from "../base/limits.ts";

/** Why a topic cannot have this name, in Kafka's words; undefined when it can. */
export function topicNameProblem(name: string): string | undefined {
  if (name === "") return "Topic name is invalid: the empty string is not allowed. Give the topic a name.";
  if (name === "." || name === "..") return `Topic name is invalid: '.' or '..' is not allowed. Choose another name.`;
  if (name.length > TOPIC_NAME_CHARACTERS_MAX) {
    return `Topic name is invalid: the length of its ${name.length} characters is longer than the max allowed length ${TOPIC_NAME_CHARACTERS_MAX}.`;
  }
  if (!/^[a-zA-Z0-9._-]+$/.test(name)) {
    return `Topic name is invalid: '${name}' contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'.`;
  }
  return undefined;
}

/** Two names with the same key would share the name of a metric in Kafka, which refuses the second. */
export function collisionKey(name: string): string {
  return name.replaceAll(".", "_");
}
