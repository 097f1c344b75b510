import { expect, test } from "vitest";
import { newCode } from "#app/platform/chance.ts";
import { startServer } from "#tests/support/server.ts";

const isLong = process.env.ATTUNE_LONG !== undefined;

/** As in timing.test.ts: medians of two thousand in the long form; in the short one, quartiles of few. */
const form = isLong
  ? { looks: 2_000, quantile: 0.5, bound: (usual: number) => usual * 0.05 }
  : { looks: 150, quantile: 0.25, bound: () => 0.5 };
const batches = 4;

/** Numbers that are none, each in its own way; a different one each time, so that nothing between remembers it. */
const malformed = [
  () => newCode().slice(1),
  () => `${newCode()}7`,
  () =>
    newCode()
      .toLowerCase()
      .replace(/(.{4})/g, "$1-"),
  () => `${newCode().slice(5)}!*~~_`,
];

test("how long a look takes does not tell a number that was never given from one that is none", async () => {
  const server = await startServer({ env: { ATTUNE_SIGN_IN_TRIES: "1000000" } });
  const look = async (code: string) => {
    const began = performance.now();
    const answer = await fetch(`${server.url}/verify/${code}`);
    const page = await answer.text();
    return { took: performance.now() - began, seen: [answer.status, page.replace(/You asked for.*?<\/p>/s, "")] };
  };
  const took = { unknown: [] as number[], wrong: [] as number[] };
  const seen = new Set<string>();
  for (let at = 0; at < 40; at++) await look(newCode());
  let [unknown, wrong] = [0, Number.POSITIVE_INFINITY];
  for (let batch = 0; batch < batches && Math.abs(unknown - wrong) > form.bound(Math.min(unknown, wrong)); batch++) {
    for (let at = 0; at < form.looks; at++) {
      const kinds = Math.random() < 0.5 ? (["unknown", "wrong"] as const) : (["wrong", "unknown"] as const);
      for (const kind of kinds) {
        const make = kind === "unknown" ? newCode : (malformed[at % malformed.length] ?? newCode);
        const looked = await look(make());
        took[kind].push(looked.took);
        seen.add(JSON.stringify(looked.seen));
      }
    }
    [unknown, wrong] = [quantileOf(took.unknown), quantileOf(took.wrong)];
  }
  console.info(`${form.looks} looks of each: unknown ${unknown.toFixed(2)} ms, wrong ${wrong.toFixed(2)} ms`);
  // One page for all of them, to the byte, but for what was asked.
  expect(seen.size).toBe(1);
  expect(Math.abs(unknown - wrong)).toBeLessThanOrEqual(form.bound(Math.min(unknown, wrong)));
  await server.stop();
}, 900_000);

function quantileOf(times: number[]): number {
  const inOrder = [...times].sort((a, b) => a - b);
  return inOrder[Math.floor(inOrder.length * form.quantile)] ?? 0;
}
