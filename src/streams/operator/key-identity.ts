const text = new TextDecoder();

/**
 * What tells keys apart where the order of a key's records is kept, as a Map does. Equal keys always have the same; different
 * ones may share one, which only lets them wait for each other. Undefined: no key, so no order to keep.
 */
export function keyIdentity(key: unknown): unknown {
  if (key === null || key === undefined) return undefined;
  if (typeof key !== "object") return key;
  if (key instanceof Uint8Array) return text.decode(key);
  try {
    return JSON.stringify(key, plain) ?? "";
  } catch {
    return "";
  }
}

function plain(_name: string, value: unknown): unknown {
  return typeof value === "bigint" ? `${value}` : value;
}
