/** Words that a blocked main and its watching worker share. */
export const WATCH_WORDS = {
  LEADER: 0, // who is going to be killed
  SEEN: 1, // 1 when its failover, its return and a write after its death were seen
  COUNT: 2,
} as const;
