import {
  Consumed,
  Grouped,
  json,
  Produced,
  StreamsBuilder,
  string,
  TimeWindows,
  type Topology,
} from "../../../src/streams.ts";
import { textFields } from "./schema.ts";

/** Somebody looked at a page, now in this region. */
interface RegionalView {
  readonly page: string;
  readonly region: string;
}

/** How often pages were viewed from a region in one window, so far. */
export interface RegionViews {
  readonly region: string;
  readonly windowStartMs: number;
  readonly views: number;
}

/** By user. Its JSON is checked: what is no view is refused, see the driver's `deserializationExceptionHandler`. */
export const VIEWS = { topic: "page-views", key: string(), value: json(textFields("page")) };
/** By user: where they are now. */
export const USERS = { topic: "users", key: string(), value: json(textFields("name", "region")) };
/** By region: a record for every change of a window. */
export const REGION_VIEWS = { topic: "views-by-region", key: string(), value: json<RegionViews>() };

const MINUTE_MS = 60_000;
export const WINDOW_MS = 10 * MINUTE_MS;
export const ADVANCE_MS = 5 * MINUTE_MS;
/** How long after its end a window takes late views. */
export const GRACE_MS = 2 * MINUTE_MS;
export const UNKNOWN_REGION = "unknown";

/** Counts views by the region in which their user is, in windows of ten minutes of which one begins every five. */
export function pageViewsByRegion(): Topology {
  const builder = new StreamsBuilder();
  const users = builder.table(USERS.topic, Consumed.with(USERS.key, USERS.value));
  builder
    .stream(VIEWS.topic, Consumed.with(VIEWS.key, VIEWS.value))
    .leftJoin(users, ({ page }, user): RegionalView => ({ page, region: user?.region ?? UNKNOWN_REGION }))
    .groupBy((_user, { region }) => region, Grouped.with(string(), json<RegionalView>()))
    .windowedBy(TimeWindows.ofSizeAndGrace(WINDOW_MS, GRACE_MS).advanceBy(ADVANCE_MS))
    .count()
    .toStream()
    .map(({ key: region, window }, views) => [region, { region, windowStartMs: window.startMs, views: views ?? 0 }])
    .to(REGION_VIEWS.topic, Produced.with(REGION_VIEWS.key, REGION_VIEWS.value));
  return builder.build();
}
