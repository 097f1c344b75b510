import BetterSqlite from "better-sqlite3";
import type { KyselyPlugin, RootOperationNode } from "kysely";
import { expect, test } from "vitest";
import { countToday, type List, listToday } from "#app/domain/team/today.ts";
import type { Db } from "#db/open.ts";
import { morning } from "../support/cast.ts";
import { freshDatabase } from "../support/database.ts";

const when = { now: morning, zone: "Europe/London" };
const team = { teams: [], team: undefined, whose: { teams: ["t"], self: "s" } };
const names = ["help", "soon", "done"] as const satisfies readonly List[];

test("Team today finds the places of a team by an index, and reads no large table from end to end", async () => {
  const { db, url } = await freshDatabase("sqlite");
  const asked = await listen(db, async (db) => {
    const counts = await countToday(db, { oversight: team, ...when });
    for (const list of names) {
      await listToday(db, { oversight: team, list, order: "due", counts, limit: 10, offset: 0, ...when });
    }
  });
  expect(asked).toHaveLength(4);
  const file = new BetterSqlite(url.replace(/^file:/, ""));
  const plans = () =>
    asked.map(({ sql, parameters }) => JSON.stringify(file.prepare(`explain query plan ${sql}`).all(...parameters)));
  expect(plans().filter((plan) => large.test(plan))).toEqual([]);
  for (const plan of plans()) expect(plan).toMatch(/SEARCH standing USING/);
  // All of a team is counted without its rows being read, which an index holds whole.
  expect(plans()[0]).toMatch(/SEARCH standing USING COVERING INDEX standing_open /);
  file.close();
});

/** A table that grows with the practice, read without an index. */
const large = /SCAN (?:standing|person|enrolment|completion_record|team_member|nudge)\b(?! USING)/;

/** The statements that some work asks of a database. */
async function listen(db: Db, work: (db: Db) => Promise<void>) {
  const asked = new Map<string, RootOperationNode>();
  const answered: RootOperationNode[] = [];
  const ear: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      asked.set(queryId.queryId, node);
      return node;
    },
    // Parts of a statement pass the ear too; a statement alone is answered.
    transformResult: async ({ result, queryId }) => {
      const node = asked.get(queryId.queryId);
      if (node) answered.push(node);
      return result;
    },
  };
  await work(db.withPlugin(ear));
  return answered.map((node) => db.getExecutor().compileQuery(node, { queryId: "plan" }));
}
