import { describe, expect, it } from "vitest";
import { ErrorCode } from "../../../src/base/errors.ts";
import { initProducerId } from "../../../src/supervisor/init-producer-id.ts";
import { imageOf } from "./fixture.ts";

const NEW = { requestId: "client-1", producerId: -1, producerEpoch: -1 };
const allocated = (producerId: number, producerEpoch: number) =>
  ({ type: "producerIdAllocated", producerId, producerEpoch }) as const;

describe("a producer id", () => {
  it("is the next one, at epoch 0", () => {
    const { records, response } = initProducerId(NEW, imageOf([allocated(0, 0), allocated(1, 3)]));
    expect(response).toEqual({ error: ErrorCode.NONE, producerId: 2, producerEpoch: 0 });
    expect(records).toMatchObject([allocated(2, 0), { type: "requestAnswered", requestId: "client-1" }]);
  });

  it("gets its next epoch (KIP-360)", () => {
    const { response } = initProducerId({ ...NEW, producerId: 1, producerEpoch: 3 }, imageOf([allocated(1, 3)]));
    expect(response).toEqual({ error: ErrorCode.NONE, producerId: 1, producerEpoch: 4 });
  });

  it("is bumped once for a request and its retry", () => {
    const image = imageOf([allocated(1, 3)]);
    const request = { requestId: "client-7", producerId: 1, producerEpoch: 3 };
    const first = initProducerId(request, image);
    for (const entry of first.records) image.replay(entry);
    const retry = initProducerId(request, image);
    expect(retry.records).toEqual([]);
    expect(retry.response).toMatchObject(first.response);
  });

  it("reaches the last epoch and is then replaced by a new one", () => {
    const last = initProducerId({ ...NEW, producerId: 1, producerEpoch: 32_766 }, imageOf([allocated(1, 32_766)]));
    expect(last.response).toMatchObject({ producerId: 1, producerEpoch: 32_767 });
    const next = initProducerId({ ...NEW, producerId: 1, producerEpoch: 32_767 }, imageOf([allocated(1, 32_767)]));
    expect(next.response).toMatchObject({ error: ErrorCode.NONE, producerId: 2, producerEpoch: 0 });
  });

  it.each([
    ["that was never given out", { producerId: 5, producerEpoch: 0 }, ErrorCode.UNKNOWN_PRODUCER_ID],
    ["at an older epoch", { producerId: 1, producerEpoch: 2 }, ErrorCode.INVALID_PRODUCER_EPOCH],
    ["at a newer epoch", { producerId: 1, producerEpoch: 4 }, ErrorCode.INVALID_PRODUCER_EPOCH],
    ["asked for without a request id", { requestId: "" }, ErrorCode.INVALID_REQUEST],
  ])("%s is refused", (_, change, error) => {
    const { records, response } = initProducerId({ ...NEW, ...change }, imageOf([allocated(1, 3)]));
    expect(records).toEqual([]);
    expect(response).toEqual({ error, producerId: -1, producerEpoch: -1 });
  });

  it("is refused to a request whose id was used for another kind", () => {
    const image = imageOf([{ type: "requestAnswered", requestId: "client-1", kind: 33, response: new Uint8Array(0) }]);
    expect(initProducerId(NEW, image).response.error).toBe(ErrorCode.INVALID_REQUEST);
  });
});
