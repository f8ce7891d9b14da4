/** What flows between tables: the value that holds now and the one before; null is none. */
export class Change<V> {
  readonly newValue: V | null;
  /** Only set where a table downstream asked for it (`enableSendingOldValues`), else null. */
  readonly oldValue: V | null;
  /** False for a late version of a versioned table, which does not change what holds now. */
  readonly isLatest: boolean;

  constructor(newValue: V | null, oldValue: V | null, isLatest = true) {
    this.newValue = newValue;
    this.oldValue = oldValue;
    this.isLatest = isLatest;
  }
}
