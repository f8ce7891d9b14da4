/** Are two keys equal, as Java's equals would say of such keys? Compares bytes, lists and plain objects by content. */
export function sameKey(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Object.getPrototypeOf(one) !== Object.getPrototypeOf(other)) return false;
  if (one instanceof Date) return one.getTime() === (other as Date).getTime();
  const names = Object.keys(one);
  if (names.length !== Object.keys(other).length) return false;
  return names.every((name) => Object.hasOwn(other, name) && sameKey(fieldOf(one, name), fieldOf(other, name)));
}

function fieldOf(object: object, name: string): unknown {
  return (object as Record<string, unknown>)[name];
}
