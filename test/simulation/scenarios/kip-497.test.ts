import { describe, expect, test } from "vitest";
import { Scene } from "../support/scene.ts";

describe("KIP-497: an ISR change in flight", () => {
  test("counts a member that is being added before the supervisor has said so", () => {
    const scene = new Scene({ storage: "memory" });
    const { cluster, a, b, c } = scene;
    scene.sendAndAwait(5);
    cluster.kill({ broker: c });
    cluster.kill({ broker: b });
    scene.until(() => scene.replica(a).maximalIsr.length === 1, "A knows that it is alone");
    scene.slow(a, 0, 500);
    cluster.start({ broker: b });
    scene.until(() => scene.replica(a).maximalIsr.includes(b), "A asks for B");
    expect(scene.state.isr).toEqual([a]);
    scene.cut(b, a); // B fetches no more
    scene.send(3);
    cluster.advance(300);
    expect(scene.state.isr).toEqual([a]);
    expect(scene.acknowledged).toBe(5);
    scene.until(() => scene.state.isr.length === 2, "B is in the ISR");
    expect(scene.acknowledged).toBe(5);
    scene.mend();
    scene.failOver(a, b); // B may lead: nothing acknowledged is missing
    cluster.start({ broker: a });
    cluster.start({ broker: c });
    scene.workload.finish();
    expect(scene.acknowledged).toBe(8);
  });
});
