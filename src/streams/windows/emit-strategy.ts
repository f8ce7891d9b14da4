/** When a windowed aggregation hands its results on (KIP-825). */
export class EmitStrategy {
  readonly type: "on-window-update" | "on-window-close";

  private constructor(type: EmitStrategy["type"]) {
    this.type = type;
  }

  /** At every change. The default. */
  static onWindowUpdate(): EmitStrategy {
    return new EmitStrategy("on-window-update");
  }

  /** Once, when a window's grace is over. */
  static onWindowClose(): EmitStrategy {
    return new EmitStrategy("on-window-close");
  }
}
