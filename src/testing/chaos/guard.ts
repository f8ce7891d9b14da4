/** What a guard has to know of a cluster: the metadata, or a table of a test. */
export interface ClusterView {
  readonly brokers: ReadonlyMap<number, { readonly fenced: boolean; readonly incarnation: number }>;
  readonly partitions: readonly { readonly replicas: readonly number[]; readonly isr: readonly number[] }[];
}

/** A broker that was broken on purpose, and is not known to be whole again. */
export interface Broken {
  /** Its life when it was broken. */
  readonly incarnation: number;
  /** It may be whole from this moment on, by the clock of whoever asks; before it nobody knows what metadata say of it. */
  readonly fromMs: number;
  /** It comes back as another incarnation, and not before. */
  readonly isEnded: boolean;
}

/**
 * Who may be killed or silenced without the loss of acknowledged records: logs lie in the memory of threads, so a broker
 * that is killed comes back empty. Metadata are late, so a broker that was broken counts as without data until it is seen
 * to be in sync with everything again. Where there are replicas enough, one more than is needed stays: a busy machine may
 * silence a thread by itself.
 */
export class Guard {
  readonly #broken = new Map<number, Broken>();

  /** Brokers that are not whole, as far as `look` has seen. */
  get broken(): ReadonlyMap<number, Broken> {
    return this.#broken;
  }

  breaks(broker: number, broken: Broken): void {
    this.#broken.set(broker, broken);
  }

  /** The fault was refused: the broker is as it was. */
  forget(broker: number): void {
    this.#broken.delete(broker);
  }

  /** Forgets what is whole again. */
  look(view: ClusterView, nowMs: number): void {
    for (const [broker, broken] of this.#broken) if (isWhole(broker, broken, view, nowMs)) this.#broken.delete(broker);
  }

  mayBreak(broker: number, view: ClusterView): boolean {
    if (this.#broken.has(broker) || view.brokers.get(broker)?.fenced !== false) return false;
    return view.partitions.every(({ replicas, isr }) => {
      if (!replicas.includes(broker)) return true;
      const others = isr.filter((member) => member !== broker && this.#keepsData(member, view));
      return others.length >= Math.max(1, Math.min(2, replicas.length - 1));
    });
  }

  #keepsData(broker: number, view: ClusterView): boolean {
    return !this.#broken.has(broker) && view.brokers.get(broker)?.fenced === false;
  }
}

function isWhole(broker: number, broken: Broken, { brokers, partitions }: ClusterView, nowMs: number): boolean {
  const state = brokers.get(broker);
  if (state === undefined || state.fenced || nowMs < broken.fromMs) return false;
  if (broken.isEnded && state.incarnation <= broken.incarnation) return false;
  return partitions.every(({ replicas, isr }) => !replicas.includes(broker) || isr.includes(broker));
}
