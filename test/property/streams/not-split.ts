export const NOT_SPLIT: ReadonlyMap<string, string> = new Map();
