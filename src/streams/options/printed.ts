import { checkFunction, checkName } from "../api/arguments.ts";
import type { KeyValueMapper } from "../api/functions.ts";

interface Fields<K, V> {
  readonly write: (line: string) => void;
  readonly mapper: KeyValueMapper<K, V, string>;
  readonly label: string | undefined;
  readonly name: string | undefined;
}

/** Where and how `print()` writes records: a line `[label]: key, value` for each. Immutable: `with...` makes another one. */
export class Printed<K, V> {
  /** Takes a line without its end. */
  readonly write: (line: string) => void;
  readonly mapper: KeyValueMapper<K, V, string>;
  /** Undefined: the name of the operator. */
  readonly label: string | undefined;
  readonly name: string | undefined;

  private constructor(fields: Fields<K, V>) {
    this.write = fields.write;
    this.mapper = fields.mapper;
    this.label = fields.label;
    this.name = fields.name;
  }

  static toSysOut<K = unknown, V = unknown>(): Printed<K, V> {
    return Printed.to((line) => console.log(line));
  }

  /** Calls `write` with every line: Kafka's toFile, for files and whatever else. */
  static to<K = unknown, V = unknown>(write: (line: string) => void): Printed<K, V> {
    checkFunction("Printed's write", write);
    return new Printed<K, V>({ write, mapper: shown, label: undefined, name: undefined });
  }

  withLabel(label: string): Printed<K, V> {
    return new Printed<K, V>({ ...this.#fields(), label });
  }

  withKeyValueMapper<K2 extends K, V2 extends V>(mapper: KeyValueMapper<K2, V2, string>): Printed<K2, V2> {
    checkFunction("Printed's mapper", mapper);
    return new Printed<K2, V2>({ ...this.#fields(), mapper });
  }

  withName(name: string): Printed<K, V> {
    return new Printed<K, V>({ ...this.#fields(), name: checkName(name, "Printed's name") });
  }

  #fields(): Fields<K, V> {
    return this;
  }
}

function shown(key: unknown, value: unknown): string {
  return `${textOf(key)}, ${textOf(value)}`;
}

/** Objects that do not know how they look are shown as JSON. */
function textOf(value: unknown): string {
  if (typeof value !== "object" || value === null || value.toString !== Object.prototype.toString) return String(value);
  return JSON.stringify(value, (_, part) => (typeof part === "bigint" ? String(part) : part));
}
