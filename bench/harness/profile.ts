/** What V8 writes with `--cpu-prof`. */
export interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  /** Node ids, and the us that passed before each sample. */
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

export interface SelfTime {
  readonly name: string;
  readonly ms: number;
}

/** Not work: the thread slept, or ran what V8 cannot see while it slept. */
const ASLEEP: ReadonlySet<string> = new Set(["(idle)", "(root)"]);

/** The time in each function itself, without what it called; longest first. Sleep is left out. */
export function selfTimes({ nodes, samples, timeDeltas }: Profile): SelfTime[] {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const times = new Map<string, number>();
  samples.forEach((id, index) => {
    const name = names.get(id) ?? "(unknown)";
    if (!ASLEEP.has(name)) times.set(name, (times.get(name) ?? 0) + (timeDeltas[index] ?? 0) / 1_000);
  });
  return Array.from(times, ([name, ms]) => ({ name, ms })).sort((left, right) => right.ms - left.ms);
}

export function formatProfile(times: readonly SelfTime[], lines: number): string {
  const total = times.reduce((sum, { ms }) => sum + ms, 0);
  const line = ({ name, ms }: SelfTime): string =>
    `${ms.toFixed(1).padStart(9)} ms ${((100 * ms) / total).toFixed(1).padStart(5)} %  ${name}`;
  return [line({ name: "(all)", ms: total }), ...times.slice(0, lines).map(line)].join("\n");
}

function nameOf({ functionName, url, lineNumber }: Profile["nodes"][number]["callFrame"]): string {
  const file = url.split("/").slice(-2).join("/");
  const name = functionName === "" ? "(anonymous)" : functionName;
  return file === "" ? name : `${name} ${file}:${lineNumber + 1}`;
}
