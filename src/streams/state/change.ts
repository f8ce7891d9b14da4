/** What a table hands on: the new value and, where somebody needs it, the old one; null is "none". */
export class Change<V> {
  readonly newValue: V | null;
  readonly oldValue: V | null;
  /** False for what a versioned table got late, so that a later value holds now. */
  readonly isLatest: boolean;

  constructor(newValue: V | null, oldValue: V | null, isLatest = true) {
    this.newValue = newValue;
    this.oldValue = oldValue;
    this.isLatest = isLatest;
  }
}
