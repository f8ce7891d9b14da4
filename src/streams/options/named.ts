import { checkName } from "../api/arguments.ts";

/** The name of an operator, in `describe()` and of what belongs to it (repartition topics, stores without a name). */
export class Named {
  readonly #nominal = true;
  readonly name: string | undefined;

  protected constructor(name: string | undefined) {
    this.name = name;
    void this.#nominal;
  }

  /** Throws INVALID_OPTION unless it is 1 to 249 ASCII letters, digits, ".", "_" and "-". */
  static as(name: string): Named {
    return new Named(checkName(name));
  }

  withName(name: string): Named {
    return Named.as(name);
  }
}
