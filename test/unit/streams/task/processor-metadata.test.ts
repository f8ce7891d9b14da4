import { describe, expect, it } from "vitest";
import { ProcessorMetadata } from "../../../../src/streams/task/processor-metadata.ts";

describe("what operators keep with the committed offsets", () => {
  it("asks for times when somebody commits, and leaves out those that are none", () => {
    const metadata = new ProcessorMetadata();
    let time = -1;
    expect(metadata.keepTime("seen", () => time)).toBe(-1);
    metadata.keepTime("oldest", () => Number.NaN);
    expect(metadata.entries).toEqual([]);
    time = 5;
    metadata.put("emitted", 3);
    expect(Object.fromEntries(metadata.entries)).toEqual({ "": 0, seen: 5, emitted: 3 });
    expect(metadata.needsCommit).toBe(true);
    metadata.committed();
    expect([metadata.needsCommit, metadata.entries[0]]).toEqual([false, ["", 1]]);
  });

  it("takes up the last commit of all partitions, also where a time went back", () => {
    const before = new ProcessorMetadata();
    let time = 9;
    before.keepTime("oldest", () => time);
    before.keepTime("other", () => (time === 9 ? 1 : -1));
    const first = before.entries;
    before.committed();
    time = 4;
    const last = before.entries;
    for (const lists of [
      [...first, ...last],
      [...last, ...first],
    ]) {
      const after = new ProcessorMetadata();
      after.merge(lists);
      expect([after.keepTime("oldest", () => time), after.keepTime("other", () => -1)]).toEqual([4, 1]);
      expect(after.entries[0]).toEqual(["", 2]);
    }
  });

  it("takes the largest of what has no order", () => {
    const metadata = new ProcessorMetadata();
    metadata.merge([
      ["emitted", 7],
      ["emitted", 5],
    ]);
    expect(metadata.get("emitted")).toBe(7);
  });
});
