import type { Actor } from "../../../src/actor/actor.ts";
import { CellTable } from "../../../src/actor/cell-table.ts";

/** Calls `record` once with the class of every actor of this thread that receives its first message. Returns the way to stop. */
export function recordActors(record: (name: string) => void): () => void {
  const add = CellTable.prototype.add;
  const seen = new Set<string>();
  CellTable.prototype.add = function (actor: Actor, restart) {
    const receive = actor.receive;
    actor.receive = (message, context) => {
      actor.receive = receive;
      const { name } = actor.constructor;
      if (!seen.has(name)) record(name);
      seen.add(name);
      receive.call(actor, message, context);
    };
    return add.call(this, actor, restart);
  };
  return () => {
    CellTable.prototype.add = add;
  };
}
