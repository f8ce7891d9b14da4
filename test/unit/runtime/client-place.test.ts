import { describe, expect, it } from "vitest";
import { ClientPlace } from "../../../src/runtime/client-place.ts";
import type { ClientRow } from "../../../src/runtime/guardian-control.ts";

const ROW = { endpoint: 4, incarnation: 1 };

describe("a client's place", () => {
  it("is one row, which is given up once, by leaving or by a closed port", async () => {
    const gone: ClientRow[] = [];
    let claims = 0;
    const claim = async (): Promise<ClientRow> => ({ ...ROW, incarnation: ++claims });
    const place = new ClientPlace({ claim, onGone: (row) => gone.push(row) });
    expect(await Promise.all([place.claim(), place.claim()])).toEqual([ROW, ROW]);
    place.gone();
    place.gone();
    expect(gone).toEqual([ROW]);
  });

  it("is given up as soon as it is claimed when the client is gone by then", async () => {
    const gone: ClientRow[] = [];
    const waits = Promise.withResolvers<ClientRow>();
    const place = new ClientPlace({ claim: () => waits.promise, onGone: (row) => gone.push(row) });
    const claim = place.claim();
    place.gone();
    expect(gone).toEqual([]);
    waits.resolve(ROW);
    await expect(claim).rejects.toMatchObject({ code: "CLOSED" });
    expect(gone).toEqual([ROW]);
  });
});
