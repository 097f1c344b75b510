import { expect, onTestFinished, test } from "vitest";
import { inTurn, walk } from "./drive.ts";
import { prepareScene } from "./servers.ts";
import { lessonPage, workloads } from "./workloads.ts";

/**
 * What cannot be told by a clock on a busy machine: how many queries a page takes, how large it is, and what of a
 * release is rendered anew. A page that costs more does so here first, and whoever raises a figure says why.
 */
const budgets: Record<string, { queries: number; bytes: number }> = {
  "sign-in-page": { queries: 1, bytes: 2_500 },
  learning: { queries: 5, bytes: 7_000 },
  // Both name what was assigned; the outline says how the hours are counted.
  outline: { queries: 5, bytes: 21_200 },
  lesson: { queries: 3, bytes: 34_800 },
  "lesson-packed": { queries: 3, bytes: 34_800 },
  quiz: { queries: 3, bytes: 3_400 },
  "sitting-before": { queries: 3, bytes: 3_400 },
  "sitting-open": { queries: 8, bytes: 0 },
  "sitting-items": { queries: 4, bytes: 26_700 },
  "sitting-review": { queries: 4, bytes: 10_150 },
  "sitting-submit": { queries: 8, bytes: 0 },
  "sitting-outcome": { queries: 4, bytes: 4_050 },
  // One looks whether the account was to close.
  "sign-in": { queries: 8, bytes: 0 },
};
/** Of saving one answer. */
const saving = { queries: 5, bytes: 36 };

async function serve() {
  const scene = await prepareScene();
  const server = await scene.start("attune", { counting: true });
  onTestFinished(async () => {
    await server.stop();
    await scene.end();
  });
  return { scene, url: server.target.url };
}

test("no page of the bench takes more queries or bytes than it has been given", async () => {
  const { scene, url } = await serve();
  const turn = inTurn(scene.readers)(0);
  for (const workload of workloads.filter(({ key }) => !["save", "lesson-304", "sitting-plain"].includes(key))) {
    if (workload.per !== "sitting") await walk(url, workload, turn);
    for (const { step, answer } of await walk(url, workload, { ...turn })) {
      const budget = budgets[step.key] ?? saving;
      const taken = { queries: Number(answer.headers["x-attune-queries"]), bytes: Buffer.byteLength(answer.body) };
      expect(taken.queries, `queries of ${step.key}`).toBeLessThanOrEqual(budget.queries);
      expect(taken.bytes, `bytes of ${step.key}`).toBeLessThanOrEqual(budget.bytes);
    }
  }
});

test("a release is rendered once: the second reader of a lesson, of a quiz's items and of the outline renders none", async () => {
  const { scene, url } = await serve();
  const [first, second] = [0, 1].map((number) => inTurn(scene.readers)(number));
  if (!first || !second) throw new Error("There are not two readers.");
  const sitting = workloads.find(({ key }) => key === "sitting");
  const pages = [lessonPage, ...workloads.filter(({ key }) => key === "outline"), ...(sitting ? [sitting] : [])];
  const renderedBy = async (turn: typeof first) => {
    let rendered = 0;
    for (const page of pages) {
      for (const { answer } of await walk(url, page, turn)) rendered += Number(answer.headers["x-attune-rendered"]);
    }
    return rendered;
  };
  expect(await renderedBy(first)).toBeGreaterThan(40);
  expect(await renderedBy(second)).toBe(0);
});

test("an outline that the browser holds is answered without a page, and nothing of the release is rendered for it", async () => {
  const { scene, url } = await serve();
  const outline = workloads.find(({ key }) => key === "outline");
  const turn = inTurn(scene.readers)(0);
  const [page] = outline ? await walk(url, outline, turn) : [];
  const held = { cookie: turn.reader.cookie, "if-none-match": page?.answer.headers.etag ?? "" };
  const again = await fetch(`${url}/learn/bench001`, { headers: held });
  expect(again.status).toBe(304);
  expect(again.headers.get("x-attune-rendered")).toBe("0");
  expect(again.headers.get("vary")).toBe("Accept-Encoding");
});

test("a lesson that the browser holds is answered without its text, for the same queries", async () => {
  const { scene, url } = await serve();
  const turn = inTurn(scene.readers)(0);
  const [page] = await walk(url, lessonPage, turn);
  const held = workloads.filter(({ key }) => key === "lesson-304");
  const [again] = await Promise.all(held.map((same) => walk(url, same, { ...turn, etag: page?.answer.headers.etag })));
  expect(page?.answer.body).toContain("Kit (he/him), 33");
  expect(again?.[0]?.answer).toMatchObject({ status: 304, body: "" });
  expect(again?.[0]?.answer.headers).toMatchObject({ "x-attune-queries": "3", "x-attune-rendered": "0" });
});
