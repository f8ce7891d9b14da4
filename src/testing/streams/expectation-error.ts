/** What a test expected did not come. Test runners show `expected` and `actual` beside the message. */
export class StreamsExpectationError extends Error {
  readonly expected: unknown;
  readonly actual: unknown;

  constructor(message: string, expected: unknown, actual: unknown) {
    super(message);
    this.name = "StreamsExpectationError";
    this.expected = expected;
    this.actual = actual;
  }
}
