/**
 * A small part of `items` of which `fails` still holds, in their order: delta debugging (Zeller and Hildebrandt,
 * "Simplifying and Isolating Failure-Inducing Input", 2002). It ends with a part of which no single item can be left out,
 * or when `fails` refuses everything because its budget is used up. `fails(items)` itself is taken for granted.
 */
export async function minimized<Item>(
  items: readonly Item[],
  fails: (part: readonly Item[]) => Promise<boolean>,
): Promise<readonly Item[]> {
  let rest = items;
  let parts = 2;
  if (rest.length > 0 && (await fails([]))) return [];
  while (rest.length > 1) {
    const size = Math.ceil(rest.length / parts);
    const without = Array.from({ length: Math.ceil(rest.length / size) }, (_, index) => {
      const [from, to] = [index * size, (index + 1) * size];
      return rest.filter((_item, at) => at < from || at >= to);
    });
    let smaller: readonly Item[] | undefined;
    for (const part of without) {
      if (part.length === 0 || !(await fails(part))) continue;
      smaller = part;
      break;
    }
    if (smaller !== undefined) {
      rest = smaller;
      parts = Math.max(2, parts - 1);
    } else if (size === 1) return rest;
    else parts = Math.min(rest.length, parts * 2);
  }
  return rest;
}
