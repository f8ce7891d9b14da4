/** Numbers and lines as people read them. */

const GROUPED = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** "1,234,567" */
export function grouped(value: number): string {
  return GROUPED.format(value);
}

/** "1.46 M/s", "612 k/s", "84/s" */
export function rateText(perSecond: number): string {
  if (!Number.isFinite(perSecond)) return "-";
  if (perSecond >= 999_500) return `${(perSecond / 1e6).toFixed(2)} M/s`;
  if (perSecond >= 9_950) return `${(perSecond / 1e3).toFixed(0)} k/s`;
  return `${perSecond.toFixed(0)}/s`;
}

/** "0.4 ms", "38 ms", "2.15 s" */
export function durationText(ms: number): string {
  if (ms < 9.95) return `${ms.toFixed(1)} ms`;
  return ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(2)} s`;
}

export function mibText(bytes: number): string {
  return `${grouped(bytes / (1024 * 1024))} MiB`;
}

/** "partition 3", "partitions 0, 2 and 5" */
export function listText(noun: string, values: readonly (number | string)[]): string {
  if (values.length === 1) return `${noun} ${values[0]}`;
  return `${noun}s ${values.slice(0, -1).join(", ")} and ${values.at(-1)}`;
}

/** Cut to a width in characters. */
export function fitted(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
}
