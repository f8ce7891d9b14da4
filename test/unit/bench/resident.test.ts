import { expect, it } from "vitest";
import { residentOf } from "../../../bench/macro/resident.ts";

const SMAPS = `55d0c0a00000-55d0c0b00000 r-xp 00000000 fe:00 1 /usr/bin/node
Size:               1024 kB
KernelPageSize:        4 kB
Rss:                1000 kB
Pss:                 500 kB
7f0000000000-7f0020000000 rw-s 00000000 00:01 2 /dev/zero
Size:             524288 kB
Rss:                2000 kB
`;

it("tells what lies in large mappings from the rest", () => {
  expect(residentOf(SMAPS, 512 * 1024 * 1024)).toEqual({ residentMb: 3.072, largeMb: 2.048 });
  expect(residentOf(SMAPS, 1024 ** 3)).toEqual({ residentMb: 3.072, largeMb: 0 });
});
