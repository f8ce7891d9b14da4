import { MillraceError } from "../../base/errors.ts";
import type { StoreContext } from "../api/store-context.ts";
import { CommittedBytes } from "./committed-bytes.ts";
import type { OpenBytes, OrderedBytes } from "./ordered-bytes.ts";

/** What the stores over ordered bytes have in common. */
export abstract class OrderedStore {
  readonly name: string;
  readonly persistent = true;
  readonly #open: OpenBytes;
  protected context: StoreContext | undefined;
  #bytes: CommittedBytes | undefined;
  #nextOffset: number | undefined;

  constructor(name: string, open: OpenBytes) {
    this.name = name;
    this.#open = open;
  }

  init(context: StoreContext): void {
    this.context = context;
    this.#bytes = new CommittedBytes(this.#open(this.name, context));
    this.opened();
  }

  flush(): void {
    this.beforeFlush();
    if (this.#nextOffset === undefined) this.bytes.flush();
    else this.#opened().commit(this.#nextOffset);
    this.#nextOffset = undefined;
  }

  get committedOffset(): number | undefined {
    return this.#bytes?.offset;
  }

  flushWithOffset(changelogOffset: number): void {
    this.#nextOffset = changelogOffset;
  }

  clear(): void {
    this.#opened().clear();
    this.opened();
  }

  close(): void {
    if (this.#bytes === undefined) return;
    this.flush();
    this.#bytes.close();
    this.#bytes = undefined;
  }

  protected get bytes(): OrderedBytes {
    return this.#opened();
  }

  #opened(): CommittedBytes {
    if (this.#bytes !== undefined) return this.#bytes;
    throw new MillraceError("INVALID_STATE", `store ${this.name} is not open: use it between init and close`);
  }

  /** Reads what the store remembered of itself. */
  protected opened(): void {}
  protected beforeFlush(): void {}
}
