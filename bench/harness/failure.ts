/** The bench cannot run here (something is missing or does not answer); its message is all that the user needs. */
export class BenchFailure extends Error {}
