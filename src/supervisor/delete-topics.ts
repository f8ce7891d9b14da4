import { type AdminResponse, DELETE_TOPICS_RESPONSE, type DeleteTopicsRequest } from "../message/kinds.ts";
import type { MetadataImage } from "../metadata/image.ts";
import { answerEach, unknownTopic } from "./admin-operation.ts";
import { ChangeList } from "./change-list.ts";
import type { Decision } from "./operation.ts";

/** Deletes each topic that exists. A topic of the same name that is created later has another id. */
export function deleteTopics(request: DeleteTopicsRequest, image: MetadataImage): Decision<AdminResponse> {
  const changes = new ChangeList(image);
  return answerEach({
    requestId: request.requestId,
    answer: DELETE_TOPICS_RESPONSE,
    items: request.topics,
    changes,
    subject: (topic) => ({ topic }),
    decide: (topic) => {
      const known = image.topicByName(topic);
      if (known === undefined) return unknownTopic(topic);
      changes.add({ type: "topicDeleted", topicId: known.id });
      return undefined;
    },
  });
}
