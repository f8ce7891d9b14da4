import { MillraceError } from "../../base/errors.ts";
import type {
  Cancellable,
  FixedKeyProcessorContext,
  ProcessingContext,
  PunctuationType,
  Punctuator,
} from "../api/processor.ts";
import type { RecordMetadata } from "../api/record.ts";
import type { StateStore } from "../api/stores.ts";

/** The context of a processor for code that must answer with its result and hand nothing on. */
export class ForwardingDisabledContext<K, V> implements FixedKeyProcessorContext<K, V> {
  readonly #context: ProcessingContext;

  constructor(context: ProcessingContext) {
    this.#context = context;
  }

  forward(): never {
    throw new MillraceError(
      "INVALID_STATE",
      "transformValues: a transformer cannot forward; return the value, or use toStream() and process()",
    );
  }

  get applicationId(): string {
    return this.#context.applicationId;
  }

  get taskId(): string {
    return this.#context.taskId;
  }

  get recordMetadata(): RecordMetadata | undefined {
    return this.#context.recordMetadata;
  }

  get currentStreamTimeMs(): number {
    return this.#context.currentStreamTimeMs;
  }

  get currentSystemTimeMs(): number {
    return this.#context.currentSystemTimeMs;
  }

  getStateStore<S extends StateStore>(name: string): S {
    return this.#context.getStateStore(name);
  }

  schedule(intervalMs: number, type: PunctuationType, punctuator: Punctuator): Cancellable {
    return this.#context.schedule(intervalMs, type, punctuator);
  }

  commit(): void {
    this.#context.commit();
  }
}
