/** The name of an operator, in `describe()` and of what belongs to it (repartition topics, stores without a name). */
export class Named {
  readonly #nominal = true;
  readonly name: string | undefined;

  protected constructor(name: string | undefined) {
    this.name = name;
    void this.#nominal;
  }

  static as(name: string): Named {
    return new Named(name);
  }
}
