import { SUPERVISOR_ENDPOINT } from "../../base/ids.ts";
import {
  ALTER_CONFIGS_REQUEST,
  ALTER_REASSIGNMENTS_REQUEST,
  CONTROLLED_SHUTDOWN_REQUEST,
  CREATE_PARTITIONS_REQUEST,
  CREATE_TOPICS_REQUEST,
  DELETE_TOPICS_REQUEST,
  ELECT_LEADERS_REQUEST,
  INIT_PRODUCER_ID_REQUEST,
} from "../../message/kinds.ts";
import type { EventGroup } from "./watch.ts";

type SupervisorDeath = "recoveryInElection" | "recoveryFromSnapshot" | "deathWithoutSupervisor" | "firstAnswerRepeated";

/** What names its request, so that whoever repeats it gets the first answer. */
const REMEMBERED_REQUESTS = [
  CREATE_TOPICS_REQUEST,
  DELETE_TOPICS_REQUEST,
  CREATE_PARTITIONS_REQUEST,
  ALTER_CONFIGS_REQUEST,
  ALTER_REASSIGNMENTS_REQUEST,
  ELECT_LEADERS_REQUEST,
  CONTROLLED_SHUTDOWN_REQUEST,
  INIT_PRODUCER_ID_REQUEST,
];

/** The supervisor dies, and its successor reads what was decided. */
export const SUPERVISOR_DEATHS: EventGroup<SupervisorDeath> = {
  events: {
    recoveryInElection: "A supervisor starts while the leader of a partition is dead or missing.",
    recoveryFromSnapshot: "A supervisor starts from a snapshot, as older records are gone.",
    deathWithoutSupervisor: "A broker dies while there is no supervisor; the next one finds out.",
    firstAnswerRepeated: "A change that was done is asked for again, and gets its first answer.",
  },
  watch(watch, count) {
    const { cluster } = watch;
    watch.onRecord("supervisorStarted", ({ incarnation }, image) => {
      if (incarnation === 0) return;
      for (const { leader } of cluster.partitions())
        if (leader < 0 || watch.isDead(leader, image)) {
          count("recoveryInElection");
          break;
        }
      if (cluster.runtime.world.metadata.appendAt(0) === "gone") count("recoveryFromSnapshot");
    });
    watch.onRecord("brokerFenced", ({ reason }) => {
      if (reason === "it died while there was no supervisor") count("deathWithoutSupervisor");
    });
    for (const kind of REMEMBERED_REQUESTS)
      watch.onFrame<{ requestId: string }>(kind as never, (_from, to, { requestId }) => {
        if (to === SUPERVISOR_ENDPOINT && cluster.image.answers.has(requestId)) count("firstAnswerRepeated");
      });
  },
};
