import type { Serde, SerdeOf } from "../../serde/serde.ts";
import { checkName, checkSerde } from "../api/arguments.ts";
import { checkSupplier, type WindowBytesStoreSupplier } from "../state/suppliers.ts";

interface Fields<K, V1, V2> {
  readonly keySerde: Serde<K> | undefined;
  readonly valueSerde: Serde<V1> | undefined;
  readonly otherValueSerde: Serde<V2> | undefined;
  readonly thisStoreSupplier: WindowBytesStoreSupplier | undefined;
  readonly otherStoreSupplier: WindowBytesStoreSupplier | undefined;
  readonly name: string | undefined;
  readonly storeName: string | undefined;
  readonly loggingEnabled: boolean;
  readonly logConfig: Readonly<Record<string, string>>;
}

const NOTHING: Fields<never, never, never> = {
  keySerde: undefined,
  valueSerde: undefined,
  otherValueSerde: undefined,
  thisStoreSupplier: undefined,
  otherStoreSupplier: undefined,
  name: undefined,
  storeName: undefined,
  loggingEnabled: true,
  logConfig: {},
};

/**
 * How two streams meet within a window, and where the records of both wait. Immutable: `with...` makes another one. Serdes
 * that are left out are the streams'. `name` names operators and repartition topics, `storeName` the two stores.
 */
export class StreamJoined<K, V1, V2> {
  readonly keySerde: Serde<K> | undefined;
  readonly valueSerde: Serde<V1> | undefined;
  readonly otherValueSerde: Serde<V2> | undefined;
  readonly thisStoreSupplier: WindowBytesStoreSupplier | undefined;
  readonly otherStoreSupplier: WindowBytesStoreSupplier | undefined;
  readonly name: string | undefined;
  readonly storeName: string | undefined;
  readonly loggingEnabled: boolean;
  /** Configs of the changelog topics. */
  readonly logConfig: Readonly<Record<string, string>>;

  private constructor(fields: Fields<K, V1, V2>) {
    this.keySerde = fields.keySerde;
    this.valueSerde = fields.valueSerde;
    this.otherValueSerde = fields.otherValueSerde;
    this.thisStoreSupplier = fields.thisStoreSupplier;
    this.otherStoreSupplier = fields.otherStoreSupplier;
    this.name = fields.name;
    this.storeName = fields.storeName;
    this.loggingEnabled = fields.loggingEnabled;
    this.logConfig = fields.logConfig;
  }

  static with<K, V1, V2>(
    keySerde: SerdeOf<K>,
    valueSerde: SerdeOf<V1>,
    otherValueSerde: SerdeOf<V2>,
  ): StreamJoined<K, V1, V2>;
  static with<K = never, V1 = never, V2 = never>(
    thisStoreSupplier: WindowBytesStoreSupplier,
    otherStoreSupplier: WindowBytesStoreSupplier,
  ): StreamJoined<K, V1, V2>;
  static with<K, V1, V2>(
    ...given: [SerdeOf<K>, SerdeOf<V1>, SerdeOf<V2>] | [WindowBytesStoreSupplier, WindowBytesStoreSupplier]
  ): StreamJoined<K, V1, V2> {
    const nothing = new StreamJoined<K, V1, V2>(NOTHING);
    if (given.length === 2) return nothing.withThisStoreSupplier(given[0]).withOtherStoreSupplier(given[1]);
    return nothing.withKeySerde(given[0]).withValueSerde(given[1]).withOtherValueSerde(given[2]);
  }

  /** Names the two stores. */
  static as<K = never, V1 = never, V2 = never>(storeName: string): StreamJoined<K, V1, V2> {
    return new StreamJoined<K, V1, V2>(NOTHING).withStoreName(storeName);
  }

  withKeySerde<T>(keySerde: SerdeOf<T>): StreamJoined<T, V1, V2> {
    return new StreamJoined({ ...this.#fields(), keySerde: checkSerde("StreamJoined's key serde", keySerde) });
  }

  withValueSerde<T>(valueSerde: SerdeOf<T>): StreamJoined<K, T, V2> {
    return new StreamJoined({ ...this.#fields(), valueSerde: checkSerde("StreamJoined's value serde", valueSerde) });
  }

  withOtherValueSerde<T>(otherValueSerde: SerdeOf<T>): StreamJoined<K, V1, T> {
    checkSerde("StreamJoined's other value serde", otherValueSerde);
    return new StreamJoined({ ...this.#fields(), otherValueSerde });
  }

  withThisStoreSupplier(thisStoreSupplier: WindowBytesStoreSupplier): StreamJoined<K, V1, V2> {
    checkSupplier("StreamJoined's store", thisStoreSupplier, ["window"]);
    return new StreamJoined({ ...this.#fields(), thisStoreSupplier });
  }

  withOtherStoreSupplier(otherStoreSupplier: WindowBytesStoreSupplier): StreamJoined<K, V1, V2> {
    checkSupplier("StreamJoined's other store", otherStoreSupplier, ["window"]);
    return new StreamJoined({ ...this.#fields(), otherStoreSupplier });
  }

  withName(name: string): StreamJoined<K, V1, V2> {
    return new StreamJoined({ ...this.#fields(), name: checkName(name, "StreamJoined's name") });
  }

  withStoreName(storeName: string): StreamJoined<K, V1, V2> {
    return new StreamJoined({ ...this.#fields(), storeName: checkName(storeName, "StreamJoined's store name") });
  }

  /** Keeps a changelog of both stores, with these configs of its topics. The default, without configs. */
  withLoggingEnabled(logConfig: Readonly<Record<string, string>> = {}): StreamJoined<K, V1, V2> {
    return new StreamJoined({ ...this.#fields(), loggingEnabled: true, logConfig: { ...logConfig } });
  }

  withLoggingDisabled(): StreamJoined<K, V1, V2> {
    return new StreamJoined({ ...this.#fields(), loggingEnabled: false, logConfig: {} });
  }

  #fields(): Fields<K, V1, V2> {
    return this;
  }
}
