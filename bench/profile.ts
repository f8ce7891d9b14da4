// Reads the CPU profiles that `npm run bench -- BENCH --profile FOLDER` left: where each thread's time went, by function.
// Run: node bench/profile.ts FOLDER [LINES]
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { formatProfile, type Profile, selfTimes } from "./harness/profile.ts";

const [folder = ".", lines = "14"] = process.argv.slice(2);
for (const name of readdirSync(folder).filter((file) => file.endsWith(".cpuprofile"))) {
  const profile = JSON.parse(readFileSync(join(folder, name), "utf8")) as Profile;
  process.stdout.write(`${name}\n${formatProfile(selfTimes(profile), Number(lines))}\n\n`);
}
