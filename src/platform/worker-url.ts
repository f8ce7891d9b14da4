/** The ending of this very file: `.ts` when sources run directly, `.js` in the built package. */
const EXTENSION = import.meta.url.slice(import.meta.url.lastIndexOf("."));

/**
 * The URL of a worker's entry point, `workers/NAME.ts` or `dist/workers/NAME.js`.
 * Computed, because tsc rewrites the endings of imports but not those in `new URL("….ts")`.
 */
export function workerUrl(name: string): URL {
  return new URL(`../../workers/${name}${EXTENSION}`, import.meta.url);
}
