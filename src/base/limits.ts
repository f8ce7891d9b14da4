// Every bound of millrace, with its reason. Nothing grows without a limit. What follows from another one is computed; what
// must hold between two is asserted in `limit-relations.ts`.

/** Threads in one mesh: the masks of inbound rings are two 32-bit words. */
export const ENDPOINTS_MAX = 64;
/** Brokers of a cluster: they leave room for the supervisor and for at least as many clients. */
export const BROKERS_MAX = 31;

/** Arena size in bytes when none is given; only touched pages cost memory. */
export const ARENA_BYTES_DEFAULT = 512 * 1024 * 1024;
export const ARENA_BYTES_MIN = 16 * 1024 * 1024;
/** A shared WebAssembly.Memory has at most 65,536 pages. */
export const ARENA_BYTES_MAX = 4 * 1024 * 1024 * 1024;
/** Memories of closed clusters that wait for the next ones: as many as clusters that lived at a time, within reason. */
export const POOLED_ARENAS_MAX = 16;
/** The grain of allocation: one owner word each. */
export const UNIT_BYTES = 64 * 1024;

/** Above this part of the arena logs give their oldest chunks: rings, buffers and what is appended meanwhile need room. */
export const ARENA_RECLAIM_SHARE = 0.8;
/** Above this part leaders begin no chunk: followers need the rest for what leaders have taken, clients for their rings. */
export const ARENA_LEADERS_SHARE = 0.9;
/**
 * Buffers of all clients together, what producers' records wait in: the logs they are going to need the rest, else leaders
 * find no room and no buffer becomes free. The logs' last chunks, rings and this are less than where leaders stop.
 */
export const BUFFERS_ARENA_SHARE = 0.25;
/** So much of the arena every client may take for buffers, whatever the others have. */
export const BUFFERS_OWN_SHARE = 1 / 64;
/** The largest chunk of a log in memory; smaller where many logs share the arena, for the last chunk of each stays. */
export const CHUNK_BYTES_MAX = 4 * 1024 * 1024;
/**
 * The last chunks of all logs together take at most this part of the arena, as far as the unit allows: less than what is
 * left when leaders stop, so that what they took has its place at every follower.
 */
export const ARENA_TAILS_SHARE = 0.08;

/**
 * Rings: data where payload flows, from clients to brokers and between brokers; smaller where the rings of all would take
 * too much of the arena, down to the second size, whose frames with the largest body fit as in a control ring.
 */
export const DATA_RING_BYTES = 1024 * 1024;
export const DATA_RING_BYTES_MIN = 64 * 1024;
/** Rings for everything small: control, and data of directions that carry references only. */
export const CONTROL_RING_BYTES = 64 * 1024;
/** Rings of all brokers, the supervisor and `RINGS_CLIENTS` clients take about this part of the arena at most. */
export const RINGS_ARENA_SHARE = 0.25;
export const RINGS_CLIENTS = 4;
/** A cluster whose smallest rings, with one client's, take more than this does not start: its logs need the rest. */
export const RINGS_MOST_ARENA_SHARE = 0.5;
/** A protobuf body; its length has 16 bits in the frame header. */
export const FRAME_BODY_BYTES_MAX = 32 * 1024;

/** An attachment above this part of its ring goes by reference: a frame and the pad before it leave room for others. */
export const PARCEL_RING_SHARE = 4;

/**
 * Attachment of one fetch answer to a follower: this part of a payload ring. A single larger batch goes all the same,
 * alone.
 */
export const FETCH_RING_SHARE = 2;
export const FETCH_BYTES_MAX = DATA_RING_BYTES / FETCH_RING_SHARE;
/** Bytes of references in one answer to a consumer. */
export const CONSUMER_FETCH_BYTES_DEFAULT = 4 * 1024 * 1024;

/** Kafka's default of `max.message.bytes`: 1 MiB and the 12 bytes before a batch's length. */
export const MESSAGE_BYTES_DEFAULT = 1024 * 1024 + 12;
/**
 * The largest record batch: what a producer's `batchBytes` and a topic's `max.message.bytes` may ask for. One lies in one
 * piece in a producer's buffer, in a parcel and in each replica's log at the same time: six times 8 MiB of the arena.
 */
export const BATCH_BYTES_MAX = 8 * 1024 * 1024;
export const BATCH_BYTES_DEFAULT = 64 * 1024;
/** Attachments sent by reference on one link whose frames the receiver has not released: one of the largest, or several. */
export const PARCEL_BYTES_PER_LINK_MAX = BATCH_BYTES_MAX;
/**
 * What a compressed batch may become: eight times the largest batch, as only foreign producers fill batches by their
 * compressed size. Kafka has no such limit; a batch that says it is more is a decompression bomb rather than records.
 */
export const UNCOMPRESSED_BYTES_MAX = 8 * BATCH_BYTES_MAX;

/**
 * Records of a batch from here on are compressed off the producer's thread. To hand a batch over and take the result costs
 * that thread 55 to 95 µs of processor time, whatever its size up to 256 KiB; to compress it there costs 18 µs for each
 * KiB with gzip and 4 µs with the others (`npm run bench -- record`). So it pays from 5 KiB and from 20 KiB on; below
 * these limits the gain is not worth the wait.
 */
export const COMPRESSION_OFFLOAD_BYTES_MIN = { gzip: 8 * 1024, snappy: 32 * 1024, lz4: 32 * 1024, zstd: 32 * 1024 };
/** Threads of one client's compression pool, at most; fewer where there are fewer cores. */
export const COMPRESSION_THREADS_MAX = 4;
/**
 * What is compressed elsewhere for longer than this, and than its bytes at the slowest speed that is worth waiting for, is
 * compressed at once. A thread that is not starved compresses 64 KiB in less than 10 ms, at zstd's level 22 in 60 ms.
 */
export const COMPRESSION_LATE_MS = 50;
export const COMPRESSION_LATE_BYTES_PER_MS = 4 * 1024;

/** A turn: messages an actor, frames a ring, then the event loop gets its share. */
export const MESSAGES_PER_ACTOR_PER_TURN = 64;
export const FRAMES_PER_RING_PER_TURN = 256;
export const TURN_MICROSECONDS_MAX = 400;
/** Messages waiting in one actor's mailbox, from which on actors of its own endpoint meet back-pressure. */
export const MAILBOX_MESSAGES_MAX = 65_536;
/** Requests of one endpoint without an end, from which on its actors meet back-pressure: the answers have a bound with it. */
export const ASKS_OPEN_MAX = 65_536;
/** Room in a mailbox beyond that for what cannot wait: every open ask may end at once, the rest is for timers and notes. */
export const MAILBOX_RESERVE = 2 * ASKS_OPEN_MAX;

/** A producer's window of batches per partition that a leader can recognise as duplicates (Kafka's five). */
export const IN_FLIGHT_BATCHES_MAX = 5;
/** The last epoch of a producer id: it has 15 bits in a record batch. Who used them all gets a new id. */
export const PRODUCER_EPOCH_MAX = 32_767;

/** Answers of admin requests that the metadata log keeps for retries. */
export const REQUESTS_REMEMBERED_MAX = 1_024;
/** Bytes of these answers: beside the topics they are what a snapshot of the metadata log consists of. */
export const ANSWER_BYTES_REMEMBERED_MAX = 512 * 1024;
/** Idempotent producers whose epoch is known; the one that changed longest ago is forgotten and gets a new id. */
export const PRODUCER_IDS_REMEMBERED_MAX = 8_192;
/** Characters of one topic config's value: all topics' configs are a part of each snapshot. */
export const CONFIG_VALUE_CHARACTERS_MAX = 256;

/** Leases that one endpoint may hold at a time. */
export const LEASES_PER_ENDPOINT_MAX = 256;
/** Runs of bytes that one consumer holds at a time, each with a lease: several consumers share an endpoint's rows. */
export const CONSUMER_RUNS_MAX = 64;
/** References in one answer to a consumer: each may cost it a lease. */
export const ANSWER_REFERENCES_MAX = CONSUMER_RUNS_MAX;
/** Partitions in one answer of a fetch session, about 45 B each of a frame body. */
export const ANSWER_PARTITIONS_MAX = 256;
/** Offset look-ups in flight in one client: their frames share a control ring. */
export const OFFSET_LOOKUPS_IN_FLIGHT_MAX = 16;

/** Kafka's limit: a topic's name becomes the name of a directory together with its partition number. */
export const TOPIC_NAME_CHARACTERS_MAX = 249;
/** Topics in one create request: the answer, one name and one message each, must fit in a frame body. */
export const TOPICS_PER_REQUEST_MAX = 50;
/** Printable ASCII characters of one error message in an answer. */
export const ANSWER_MESSAGE_CHARACTERS_MAX = 256;
/** Characters of a request id: it is kept with every answer that is remembered. */
export const REQUEST_ID_CHARACTERS_MAX = 128;
/** Partitions of a cluster: after failures one broker may lead them all, and its follower's session names all in one frame. */
export const PARTITIONS_PER_CLUSTER_MAX = 1_000;
/** Partitions in one fetch session: all, about 25 B each of a frame body. */
export const SESSION_PARTITIONS_MAX = PARTITIONS_PER_CLUSTER_MAX;
/** Partitions of which one fetch request says that their last answer was damaged: a next one tells of others. */
export const CORRUPT_PARTITIONS_MAX = 32;
/**
 * Answers that wait for room in the control ring to one endpoint, about 100 B each. So many asks may an endpoint have at
 * another without an answer, those included that it cancelled or that timed out: then there is a place for each.
 */
export const ANSWERS_HELD_MAX = ASKS_OPEN_MAX;
/** Topics in one report of reclaimed records, so that its metadata record stays small. */
export const RECLAIM_REPORT_TOPICS_MAX = 64;
/** Consumers that hold records in a cluster: each is looked at for each partition when the arena is full. */
export const HOLDS_MAX = 1_024;

/** One record of the metadata log: what a request of one frame can ask for, or be answered, and what goes around it. */
export const METADATA_RECORD_BYTES_MAX = 2 * FRAME_BODY_BYTES_MAX;
/** The shared metadata log. */
export const METADATA_LOG_BYTES = 8 * 1024 * 1024;
/** It has two areas, of which one is written while the other is full. */
export const METADATA_AREA_BYTES = METADATA_LOG_BYTES / 2;
/** A snapshot is at most half of an area: the rest is for what is appended before the next one. */
export const METADATA_SNAPSHOT_BYTES_MAX = METADATA_AREA_BYTES / 2;
/** Around each record in an area: its length, and padding. */
export const METADATA_ENTRY_OVERHEAD_BYTES = 8;
/**
 * The largest records of a snapshot, with their overhead, whatever their numbers are: one partition that all brokers have, with
 * every list full; one broker; one producer; one answer without its bytes; the first record with the brokers' configs, and
 * what was reclaimed.
 */
export const PARTITION_RECORD_BYTES_MAX = 256;
export const BROKER_RECORDS_BYTES_MAX = 128;
export const PRODUCER_RECORD_BYTES_MAX = 32;
export const ANSWER_RECORD_BYTES_MAX = 3 * REQUEST_ID_CHARACTERS_MAX + 32;
export const CLUSTER_RECORDS_BYTES_MAX = 4_096;
/** What a snapshot may take without anything that users describe: this much is always kept for it. */
export const METADATA_RESERVED_BYTES =
  PARTITIONS_PER_CLUSTER_MAX * PARTITION_RECORD_BYTES_MAX +
  BROKERS_MAX * BROKER_RECORDS_BYTES_MAX +
  PRODUCER_IDS_REMEMBERED_MAX * PRODUCER_RECORD_BYTES_MAX +
  REQUESTS_REMEMBERED_MAX * ANSWER_RECORD_BYTES_MAX +
  ANSWER_BYTES_REMEMBERED_MAX +
  CLUSTER_RECORDS_BYTES_MAX;
/**
 * What is left for users' descriptions: names and configs of topics, and holds (620 B for each of the most topics). Their
 * own bounds would let them take more than twice an area, so what goes beyond is refused. Then a snapshot always fits.
 */
export const METADATA_DESCRIPTION_BYTES_MAX = METADATA_SNAPSHOT_BYTES_MAX - METADATA_RESERVED_BYTES;
