import {
  BufferConfig,
  Consumed,
  json,
  Materialized,
  Produced,
  SessionWindows,
  StreamsBuilder,
  Suppressed,
  sessionWindowed,
  string,
  type Topology,
} from "../../../src/streams.ts";

export interface Click {
  readonly page: string;
}

/** What a user did in one session. Its start and end are in the key. */
export interface UserSession {
  readonly clicks: number;
  /** Each once, by name. */
  readonly pages: readonly string[];
}

/** By user. */
export const CLICKS = { topic: "clicks", key: string(), value: json<Click>() };
/** By user and session: every change. A session that grew or became part of another has another key, and null for the old one. */
export const SESSIONS = { topic: "sessions", key: sessionWindowed(string()), value: json<UserSession>() };
/** By user and session: one record for each, when its gap and grace are over. */
export const FINISHED_SESSIONS = { ...SESSIONS, topic: "finished-sessions" };
export const SESSIONS_STORE = "user-sessions";

const MINUTE_MS = 60_000;
/** Clicks that are at most so far apart belong together. */
export const GAP_MS = 30 * MINUTE_MS;
/** How long a session waits for late clicks, after the gap that ends it. */
export const GRACE_MS = 60 * MINUTE_MS;

const NO_CLICKS: UserSession = { clicks: 0, pages: [] };

/** Sessions of users from their clicks, in whatever order these come. */
export function userSessions(): Topology {
  const builder = new StreamsBuilder();
  const sessions = builder
    .stream(CLICKS.topic, Consumed.with(CLICKS.key, CLICKS.value))
    .groupByKey()
    .windowedBy(SessionWindows.ofInactivityGapAndGrace(GAP_MS, GRACE_MS))
    .aggregate(
      () => NO_CLICKS,
      (_user, { page }, session) => merged(session, { clicks: 1, pages: [page] }),
      (_user, one, other) => merged(one, other),
      Materialized.as(SESSIONS_STORE).withKeySerde(string()).withValueSerde(json<UserSession>()),
    );
  sessions.toStream().to(SESSIONS.topic, Produced.with(SESSIONS.key, SESSIONS.value));
  sessions
    .suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded()))
    .toStream()
    .to(FINISHED_SESSIONS.topic, Produced.with(FINISHED_SESSIONS.key, FINISHED_SESSIONS.value));
  return builder.build();
}

function merged(one: UserSession, other: UserSession): UserSession {
  return { clicks: one.clicks + other.clicks, pages: [...new Set([...one.pages, ...other.pages])].sort() };
}
