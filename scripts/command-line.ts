import { type Command, CommanderError } from "commander";

/** A command line that asks for help, or that does not fit: what is printed, and the exit code. */
export interface Stop {
  readonly kind: "stop";
  readonly exitCode: number;
  readonly output: string;
  readonly problem: string;
}

/** Has `command` read the words after the script's name; undefined: they fit, and it knows them. */
export function stopOf(command: Command, args: readonly string[]): Stop | undefined {
  let output = "";
  let problem = "";
  command.exitOverride().configureOutput({
    writeOut: (text) => {
      output += text;
    },
    writeErr: (text) => {
      problem += text;
    },
  });
  try {
    command.parse(args, { from: "user" });
    return undefined;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0
      ? { kind: "stop", exitCode: 0, output, problem: "" }
      : { kind: "stop", exitCode: 2, output: "", problem };
  }
}
