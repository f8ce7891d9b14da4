// millrace/testing/streams: topologies without a cluster. Apart from millrace/testing, whose simulation costs a test's start.

export type { DriverSnapshot, LoggedRecord } from "./driver-snapshot.ts";
export { StreamsExpectationError } from "./expectation-error.ts";
export type { TestInputTopic, TestInputTopicOptions } from "./test-input-topic.ts";
export type { ExpectedRecord, TestOutputTopic } from "./test-output-topic.ts";
export type { TestRecord, TestRecordInput } from "./test-record.ts";
export { TopologyTestDriver, type TopologyTestDriverOptions } from "./topology-test-driver.ts";
