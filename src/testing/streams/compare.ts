import { Windowed } from "../../streams/api/windowed.ts";

/** Are they the same to a reader of the test: same content, whatever objects hold it? */
export function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (one instanceof Windowed && other instanceof Windowed) return isSameWindowed(one, other);
  if (Object.getPrototypeOf(one) !== Object.getPrototypeOf(other)) return false;
  if (one instanceof Uint8Array) return shown(one) === shown(other);
  if (one instanceof Date) return one.getTime() === (other as Date).getTime();
  if (one instanceof Map || one instanceof Set) return isSame([...one], [...(other as Map<unknown, unknown>)]);
  const entries = Object.entries(one);
  const fields = other as Readonly<Record<string, unknown>>;
  return entries.length === Object.keys(fields).length && entries.every(([name, value]) => isSame(value, fields[name]));
}

/** Of its window only the times count: a test gives them as they are. */
function isSameWindowed(one: Windowed<unknown>, other: Windowed<unknown>): boolean {
  const { startMs, endMs } = one.window;
  return isSame(one.key, other.key) && startMs === other.window.startMs && endMs === other.window.endMs;
}

/** A value in a message. */
export function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value !== "object" || value === null) return String(value);
  if (value instanceof Uint8Array)
    return `bytes(${[...value].map((byte) => byte.toString(16).padStart(2, "0")).join(" ")})`;
  if (Array.isArray(value)) return `[${value.map(shown).join(", ")}]`;
  if (value instanceof Map || value instanceof Set) return `${value.constructor.name}${shown([...value])}`;
  if (
    Object.hasOwn(Object.getPrototypeOf(value) ?? {}, "toString") &&
    Object.getPrototypeOf(value) !== Object.prototype
  )
    return String(value);
  return `{ ${Object.entries(value)
    .map(([name, field]) => `${name}: ${shown(field)}`)
    .join(", ")} }`;
}
