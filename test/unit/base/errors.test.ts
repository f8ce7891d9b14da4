import { describe, expect, it } from "vitest";
import { assert, InvariantError, unreachable } from "../../../src/base/assert.ts";
import { ErrorCode, errorName, errorOf, isRetriable, MillraceError } from "../../../src/base/errors.ts";

describe("an expected failure", () => {
  it("carries its code, its message and its cause", () => {
    const cause = new Error("first");
    const error = new MillraceError("CLOSED", "the producer was closed: make a new one", { cause });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: "MillraceError", code: "CLOSED", retriable: false, cause });
    expect(error.message).toBe("the producer was closed: make a new one");
  });

  it.each([
    ["LEADER_NOT_AVAILABLE", true],
    ["NOT_LEADER_OR_FOLLOWER", true],
    ["FENCED_LEADER_EPOCH", true],
    ["ENDPOINT_DIED", true],
    ["REQUEST_TIMED_OUT", true],
    ["INVALID_CONFIG", false],
    ["TOPIC_ALREADY_EXISTS", false],
    ["INVALID_OPTION", false],
    ["DELIVERY_TIMEOUT", false],
  ] as const)("%s is retriable: %s", (code, retriable) => {
    expect(new MillraceError(code, "").retriable).toBe(retriable);
  });

  it("comes from a wire result with its name and the call that failed", () => {
    const error = errorOf(ErrorCode.TOPIC_ALREADY_EXISTS, "createTopics flights");
    expect(error).toMatchObject({
      code: "TOPIC_ALREADY_EXISTS",
      message: "createTopics flights: TOPIC_ALREADY_EXISTS",
    });
    expect(errorName(ErrorCode.STALE_BROKER_EPOCH)).toBe("STALE_BROKER_EPOCH");
    expect(isRetriable(ErrorCode.ENDPOINT_DIED)).toBe(true);
    expect(isRetriable(ErrorCode.INVALID_TOPIC_EXCEPTION)).toBe(false);
    expect(isRetriable(ErrorCode.NONE)).toBe(false);
  });

  it("has Kafka's number where Kafka has one, and ours from 10000 on", () => {
    const kafka = {
      TOPIC_ALREADY_EXISTS: 36,
      FENCED_LEADER_EPOCH: 74,
      INELIGIBLE_REPLICA: 107,
      NEW_LEADER_ELECTED: 108,
    };
    expect(ErrorCode).toMatchObject(kafka);
    expect(ErrorCode.ENDPOINT_DIED).toBeGreaterThanOrEqual(10_000);
  });
});

describe("a broken invariant", () => {
  it("is an error of its own, with its name", () => {
    expect(() => assert(false, "one leader per epoch")).toThrow(InvariantError);
    expect(() => assert(0, "one leader per epoch")).toThrow("one leader per epoch");
    expect(() => assert(true, "")).not.toThrow();
  });

  it("shows the value that no branch expected", () => {
    expect(() => unreachable({ type: "news" } as never)).toThrow('unreachable: {"type":"news"}');
  });
});
