import { MillraceError } from "../../base/errors.ts";
import type { Processor, ProcessorContext, ProcessorSupplierObject } from "../api/processor.ts";
import { StreamRecord } from "../api/record.ts";
import type { AsyncSettings } from "../options/async-options.ts";
import { type AsyncCall, AsyncCalls, type AsyncResult } from "./async-calls.ts";
import type { AsyncOperator } from "./async-operator.ts";
import { ContextualProcessor } from "./contextual-processor.ts";
import { keyIdentity } from "./key-identity.ts";

/** Gives the new value, at once or later. Called from outside of the task: it must not use stores. */
export type AsyncMapper<K, V, R> = (value: V, key: K) => R | PromiseLike<R>;

/** Gives every record the value that a function of the user's answers later; results of a key come in the order of its records. */
export class KStreamMapAsync<K, V, VOut> implements ProcessorSupplierObject<K, V, K, VOut> {
  readonly #mapper: AsyncMapper<K, V, VOut>;
  readonly #settings: AsyncSettings<K, V, VOut>;

  constructor(mapper: AsyncMapper<K, V, VOut>, settings: AsyncSettings<K, V, VOut>) {
    this.#mapper = mapper;
    this.#settings = settings;
  }

  get(): Processor<K, V, K, VOut> {
    return new KStreamMapAsyncProcessor(this.#mapper, this.#settings);
  }
}

class KStreamMapAsyncProcessor<K, V, VOut> extends ContextualProcessor<K, V, K, VOut> {
  readonly #mapper: AsyncMapper<K, V, VOut>;
  readonly #settings: AsyncSettings<K, V, VOut>;
  readonly #calls: AsyncCalls<K, V, VOut>;

  constructor(mapper: AsyncMapper<K, V, VOut>, settings: AsyncSettings<K, V, VOut>) {
    super();
    this.#mapper = mapper;
    this.#settings = settings;
    this.#calls = new AsyncCalls(settings);
  }

  override init(context: ProcessorContext<K, VOut>): void {
    super.init(context);
    const operator = {
      calls: this.#calls,
      run: ({ value, key }: StreamRecord<K, V>) => this.#mapper(value, key),
      finish: (result: AsyncResult<K, V, VOut>) => this.#finish(result),
      timeoutError: (call: AsyncCall<K, V>) => this.#timeoutError(call),
    };
    this.context.registerAsync(operator as unknown as AsyncOperator);
  }

  process(record: StreamRecord<K, V>): void {
    this.#calls.submit(record, this.context.holdRecord(), keyIdentity(record.key));
  }

  #finish({ call: { record }, outcome }: AsyncResult<K, V, VOut>): void {
    const { key, value, timestamp, headers } = record;
    const { onFailure } = this.#settings;
    if ("value" in outcome) this.context.forward(new StreamRecord(key, outcome.value, timestamp, headers));
    else if (onFailure === "drop") this.context.counters.drop("failed-call");
    else if (onFailure === "fail") throw outcome.error;
    else this.context.forward(new StreamRecord(key, onFailure(outcome.error, value, key), timestamp, headers));
  }

  #timeoutError({ attempt }: AsyncCall<K, V>): MillraceError {
    const { timeoutMs } = this.#settings;
    return new MillraceError(
      "REQUEST_TIMED_OUT",
      `attempt ${attempt} of mapAsync's function gave no answer within timeoutMs (${timeoutMs})`,
    );
  }
}
