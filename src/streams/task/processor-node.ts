import { MillraceError } from "../../base/errors.ts";
import type { Processor, ProcessorSupplierObject } from "../api/processor.ts";
import type { StreamRecord } from "../api/record.ts";
import type { ProcessorSpec } from "../topology/processor-topology.ts";
import type { ErrorPolicy } from "./error-policy.ts";
import { messageOf } from "./failed-processing.ts";
import type { NodeContext } from "./node-context.ts";
import type { RuntimeNode } from "./runtime-node.ts";

type AnyProcessor = Processor<unknown, unknown, unknown, unknown>;

/** Runs one processor, and decides with its error policy what becomes of a record at which it throws. */
export class ProcessorNode implements RuntimeNode {
  readonly name: string;
  readonly #processor: AnyProcessor;
  readonly #context: NodeContext;
  readonly #errors: ErrorPolicy;
  #open = false;

  constructor(spec: ProcessorSpec, context: NodeContext, errors: ErrorPolicy) {
    this.name = spec.name;
    this.#context = context;
    this.#errors = errors;
    this.#processor = newProcessor(spec);
  }

  init(): void {
    try {
      this.#processor.init?.(this.#context);
    } catch (error) {
      throw this.#failure("initialized", error);
    }
    this.#open = true;
  }

  process(record: StreamRecord<unknown, unknown>): void {
    if (!this.#open)
      throw new MillraceError("INVALID_STATE", `"${this.name}" got a record before its init or after its close`);
    try {
      this.#processor.process(record);
    } catch (error) {
      this.#errors.processingFailed(this.name, record, error);
    }
  }

  close(): void {
    this.#open = false;
    try {
      this.#processor.close?.();
    } catch (error) {
      throw this.#failure("closed", error);
    }
  }

  #failure(what: string, error: unknown): MillraceError {
    const message = `processor "${this.name}" could not be ${what}: ${messageOf(error)}`;
    if (error instanceof MillraceError) return new MillraceError(error.code, message, { cause: error });
    return new MillraceError("PROCESSING_FAILED", message, { cause: error });
  }
}

// A FixedKeyProcessor is one, too: what it gets and forwards are the same records, seen through a narrower type.
function newProcessor({ name, supplier }: ProcessorSpec): AnyProcessor {
  const source = supplier as unknown as
    | (() => AnyProcessor)
    | ProcessorSupplierObject<unknown, unknown, unknown, unknown>;
  const processor = typeof source === "function" ? source() : source.get();
  if (typeof processor?.process === "function") return processor;
  throw new MillraceError(
    "INVALID_TOPOLOGY",
    `the supplier of "${name}" gave no processor: it must make a new one at every call`,
  );
}
