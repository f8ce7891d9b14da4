import { describe, expect, test } from "vitest";
import { int32, string } from "../../../../../src/serde/primitives.ts";
import { CombinedKeySchema } from "../../../../../src/streams/operator/foreign-key/combined-key.ts";
import { murmur3Hash128 } from "../../../../../src/streams/operator/foreign-key/murmur3.ts";
import {
  SubscriptionResponseWrapper,
  SubscriptionResponseWrapperSerde,
} from "../../../../../src/streams/operator/foreign-key/subscription-response-wrapper.ts";
import {
  INSTRUCTION,
  SubscriptionWrapper,
  SubscriptionWrapperSerde,
} from "../../../../../src/streams/operator/foreign-key/subscription-wrapper.ts";

// All bytes here were written by Kafka 4.3.1.

function hex(data: Uint8Array | string): string {
  return Buffer.from(data as Uint8Array).toString("hex");
}

function unhex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "hex"));
}

describe("the hash of a row", () => {
  test.each([
    [0, "9d2764a018e329428c3cf3b035938518"],
    [1, "bff2166f25d4e3caad76f90042c32eb7"],
    [4, "846a0800ef7c20fecd9d9b8b3a3e1bbb"],
    [5, "70bec6468243fd7e05fcff0ec098b7ba"],
    [7, "e2c12aaa37615c8d78e8fff449acd2e3"],
    [8, "5376fe5d8752a4802bcfb922970c534c"],
    [9, "b79cc91e67eb164f7285936d18b5c4c8"],
    [12, "77cb9c85e6102be497b3ef548224d05b"],
    [15, "8541440932df88a8133781906f758397"],
    [16, "3b1ca826ba2a8ab100ff368af7e15570"],
    [17, "14606ec89b0c68c720e38f08a941bbdf"],
    [24, "51113554edd27de75501bcf9acda8270"],
    [31, "0fc8bff6b4d635a2db8b6c0ce90a3cd8"],
    [32, "271fc7adca25c66d69f499a2c53fd088"],
    [33, "c811ac0257c06b43de4815d1c281354e"],
    [48, "0ff73ab34583fb9b153c6890e77384a1"],
    [100, "ac5e6f34f01858a4773258770366c397"],
  ])("%i bytes", (length, expected) => {
    const data = Uint8Array.from({ length }, (_nothing, index) => index * 37 + 200);
    expect(hex(murmur3Hash128(data))).toBe(expected);
  });
});

const HASH = "2f427e109bf0c1c83f13e73e3016ef9c";

describe("a subscription", () => {
  const serde = new SubscriptionWrapperSerde(() => "topic-pk", string());

  test.each([
    ["with a hash", unhex(HASH), INSTRUCTION.propagateNullIfNoForeignValue, `0102${HASH}6b00000000`, 0],
    ["without", null, INSTRUCTION.deleteKeyNoPropagate, "81006b00000007", 7],
    ["of version 0, which has no partition", unhex(HASH), INSTRUCTION.deleteKeyAndPropagate, `0001${HASH}6b`, null],
  ])("%s", (_name, hash, instruction, bytes, partition) => {
    const subscription = new SubscriptionWrapper(hash, instruction, "k", partition);
    expect(hex(serde.serialize(subscription))).toBe(bytes);
    expect(serde.deserialize(unhex(bytes))).toEqual(subscription);
  });

  test("asks for the topic of its keys only when it is used", () => {
    const topics: string[] = [];
    const spy = {
      ...string(),
      serialize(data: string, place: { topic: string }) {
        topics.push(place.topic);
        return data;
      },
    };
    const own = new SubscriptionWrapperSerde(() => "app-topic-pk", spy);
    own.serialize(new SubscriptionWrapper(null, INSTRUCTION.deleteKeyNoPropagate, "k", 0));
    expect(topics).toEqual(["app-topic-pk"]);
  });

  test.each(["02006b00000000", "01046b00000000"])(
    "refuses a version or an instruction that is unknown: %s",
    (bytes) => {
      expect(() => serde.deserialize(unhex(bytes))).toThrow(expect.objectContaining({ code: "SERIALIZATION_FAILED" }));
    },
  );
});

describe("an answer", () => {
  const serde = new SubscriptionResponseWrapperSerde(string());

  test.each([
    ["with a row", unhex(HASH), "foo", `00${HASH}666f6f`],
    ["without a row", unhex(HASH), null, `00${HASH}`],
    ["to a deletion", null, null, "80"],
  ])("%s", (_name, hash, value, bytes) => {
    const answer = new SubscriptionResponseWrapper(hash, value, null);
    expect(hex(serde.serialize(answer, { topic: "t" }))).toBe(bytes);
    expect(serde.deserialize(unhex(bytes), { topic: "t" })).toEqual(answer);
  });

  test("refuses a version that is unknown", () => {
    expect(() => serde.deserialize(unhex("01"), { topic: "t" })).toThrow(/version 1/);
  });
});

test("the key of a subscription is the foreign key with its length, then the primary key", () => {
  const schema = new CombinedKeySchema(
    () => "fk",
    int32(),
    () => "pk",
    string(),
  );
  schema.init();
  expect(hex(schema.prefixBytes(258))).toBe("0000000400000102");
  const bytes = schema.toBytes(258, "kä");
  expect(hex(bytes)).toBe("00000004000001026bc3a4");
  expect(schema.primaryKeyOf(bytes)).toBe("kä");
});
