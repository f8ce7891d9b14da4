import { ErrorCode } from "../base/errors.ts";
import { PRODUCER_EPOCH_MAX, REQUEST_ID_CHARACTERS_MAX } from "../base/limits.ts";
import {
  INIT_PRODUCER_ID_RESPONSE,
  type InitProducerIdRequest,
  type InitProducerIdResponse,
} from "../message/kinds.ts";
import type { MetadataImage } from "../metadata/image.ts";
import { answered, earlierAnswer } from "./answers.ts";
import type { Decision } from "./operation.ts";

const NO_PRODUCER_ID = -1;

/**
 * Gives an idempotent producer a new id, or the next epoch of the id it has (KIP-360: after a batch whose fate is
 * unknown). An id whose epochs are used up is replaced by a new one.
 */
export function initProducerId(request: InitProducerIdRequest, image: MetadataImage): Decision<InitProducerIdResponse> {
  const { requestId, producerId, producerEpoch } = request;
  if (requestId === "" || requestId.length > REQUEST_ID_CHARACTERS_MAX) return refused(ErrorCode.INVALID_REQUEST);
  const earlier = earlierAnswer(image, requestId, INIT_PRODUCER_ID_RESPONSE);
  if (earlier === "otherKind") return refused(ErrorCode.INVALID_REQUEST);
  if (earlier !== undefined) return { records: [], response: earlier };
  if (producerId === NO_PRODUCER_ID) return allocated(requestId, image.nextProducerId, 0);
  const epoch = image.producerEpoch(producerId);
  if (epoch === undefined) return refused(ErrorCode.UNKNOWN_PRODUCER_ID);
  if (epoch !== producerEpoch) return refused(ErrorCode.INVALID_PRODUCER_EPOCH);
  if (epoch >= PRODUCER_EPOCH_MAX) return allocated(requestId, image.nextProducerId, 0);
  return allocated(requestId, producerId, epoch + 1);
}

function allocated(requestId: string, producerId: number, producerEpoch: number): Decision<InitProducerIdResponse> {
  const response = { error: ErrorCode.NONE, producerId, producerEpoch };
  return {
    records: [
      { type: "producerIdAllocated", producerId, producerEpoch },
      answered(requestId, INIT_PRODUCER_ID_RESPONSE, response),
    ],
    response,
  };
}

function refused(error: ErrorCode): Decision<InitProducerIdResponse> {
  return { records: [], response: { error, producerId: NO_PRODUCER_ID, producerEpoch: -1 } };
}
