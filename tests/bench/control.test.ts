import { expect, onTestFinished, test } from "vitest";
import { ask } from "#tests/support/http.ts";
import { inTurn, walk } from "./drive.ts";
import { toKeep } from "./measure.ts";
import { prepareScene } from "./servers.ts";
import { lessonPage, workloads } from "./workloads.ts";

test("the control sends the same lesson for the same queries", async () => {
  const scene = await prepareScene();
  const attune = await scene.start("attune", { counting: true });
  const control = await scene.start("control", { counting: true });
  onTestFinished(async () => {
    await Promise.all([attune.stop(), control.stop()]);
    await scene.end();
  });
  for (const reader of [0, 1]) {
    const turn = inTurn(scene.readers)(reader);
    const [ours] = await walk(attune.target.url, lessonPage, turn);
    const [theirs] = await walk(control.target.url, lessonPage, turn);
    expect(withoutStreamMark(theirs?.answer.body)).toBe(ours?.answer.body);
    expect(ours?.answer.body).toContain("Kit (he/him), 33");
    expect(theirs?.answer.headers["x-attune-queries"]).toBe(ours?.answer.headers["x-attune-queries"]);
    const policy = "content-security-policy";
    expect(theirs?.answer.headers[policy]).toBe(ours?.answer.headers[policy]);
  }
});

test("the bare server sends what Attune sent: status, headers and bytes, packed or not", async () => {
  const scene = await prepareScene();
  const attune = await scene.start("attune");
  const bare = await scene.start("bare");
  onTestFinished(async () => {
    await Promise.all([attune.stop(), bare.stop()]);
    await scene.end();
  });
  const turn = inTurn(scene.readers)(0);
  for (const key of ["lesson", "lesson-packed", "sign-in-page"]) {
    const workload = workloads.find((one) => one.key === key);
    const [ours] = workload ? await walk(attune.target.url, workload, turn) : [];
    if (!ours) throw new Error(`There is no workload ${key}.`);
    await bare.tell({ serve: [{ key, ...toKeep(ours.answer) }] });
    const theirs = await ask(bare.target.url, `/${key}`);
    expect(theirs.status).toBe(ours.answer.status);
    expect(theirs.body.equals(ours.answer.bytes)).toBe(true);
    for (const name of ["content-encoding", "content-type", "etag", "content-security-policy"]) {
      expect(theirs.headers[name]).toBe(ours.answer.headers[name]);
    }
    expect(ours.answer.headers["content-encoding"]).toBe(key === "lesson-packed" ? "br" : undefined);
  }
});

/** React's mark of the place from which Remix would stream data, had the page a script to take it. */
function withoutStreamMark(body: string | undefined): string | undefined {
  return body?.replace(/<!--\$--><!--\/\$-->$/, "");
}
