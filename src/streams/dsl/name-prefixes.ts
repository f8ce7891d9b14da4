/** What names that nobody chose begin with; the index follows. */
export const SOURCE = "KSTREAM-SOURCE-";
export const SINK = "KSTREAM-SINK-";
export const FILTER = "KSTREAM-FILTER-";
export const MERGE = "KSTREAM-MERGE-";
export const JOIN = "KSTREAM-JOIN-";
export const LEFT_JOIN = "KSTREAM-LEFTJOIN-";
export const TABLE_SOURCE = "KTABLE-SOURCE-";
