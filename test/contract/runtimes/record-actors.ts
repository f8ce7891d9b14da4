// Preloaded into every thread of a process: appends the class name of each actor that receives a message to a file.
import { appendFileSync } from "node:fs";
import { recordActors } from "./recorder.ts";

const { MILLRACE_TEST_ACTORS_FILE: file = "" } = process.env;
recordActors((name) => appendFileSync(file, `${name}\n`));
