import { expect, onTestFinished, test } from "vitest";
import { inTurn, walk } from "./drive.ts";
import { prepareScene } from "./servers.ts";
import { lessonPage } from "./workloads.ts";

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

/** React's mark of the place from which Remix would stream data, had the page a script to take it. */
function withoutStreamMark(body: string | undefined): string | undefined {
  return body?.replace(/<!--\$--><!--\/\$-->$/, "");
}
