import { sql } from "kysely";
import type { Db } from "#db/open.ts";
import type { ClosureTable } from "#db/schema.ts";
import { lastTold, lineOf, type Told } from "../../erasure/list.ts";
import { personalTables } from "../../personal-data/ownership.ts";
import type { AccountTold, EntryBody } from "../body.ts";
import { type Fault, fault } from "./fault.ts";

/**
 * What the log says of accounts beside the list of erasures, line by line, and beside the database: whoever was erased
 * is, and nobody else; an account closes where and when the log says so.
 */
export class AccountRows {
  private readonly told: Told[] = [];

  take(body: EntryBody, position: number): void {
    if (body.kind === "account") this.told.push({ entry: position + 1, facts: body });
  }

  /** `signed` is how many entries are signed: what is said of later ones may still be under way. */
  async end(db: Db, { list, signed }: { list: string; signed: number }): Promise<Fault | undefined> {
    const last = lastTold(this.told.map(({ facts }) => facts));
    return this.judgeList(list, signed) ?? (await judgeErased(db, last)) ?? (await judgeClosures(db, last));
  }

  private judgeList(list: string, signed: number): Fault | undefined {
    const lines = list.split("\n");
    for (const [at, one] of this.told.entries()) {
      const line = lines[at];
      const isLast = at === lines.length - 1;
      if (isLast && line === "" && one.entry > signed) return undefined;
      const where = `erasures.jsonl, line ${at + 1}`;
      const before = line === undefined || (isLast && line === "");
      if (before) return fault(where, `is missing: entry ${one.entry} of the log says what happened to an account`);
      if (line !== lineOf(one)) return fault(where, `does not say what entry ${one.entry} of the log says`);
      if (isLast) return fault(where, "is torn: a start mends it");
    }
    const next = this.told.length;
    if (lines.length === next + 1 && lines[next] === "") return undefined;
    return fault(`erasures.jsonl, line ${next + 1}`, "says what the log does not know");
  }
}

/** The columns that erasing empties. */
const emptied = personalTables.flatMap(({ table, entry: { erased } }) =>
  table === "person" && typeof erased === "object" && "empty" in erased ? erased.empty : [],
);

async function judgeErased(db: Db, last: Map<string, AccountTold>): Promise<Fault | undefined> {
  const isEmpty = sql<number>`case when ${sql.join(
    emptied.map((column) => sql`${sql.ref(column)} is null`),
    sql` and `,
  )} then 1 else 0 end`;
  const columns = db.selectFrom("person").select(["id", "erased_at", isEmpty.as("is_empty")]);
  const erased = await columns.where("erased_at", "is not", null).execute();
  for (const { id, erased_at, is_empty } of erased) {
    const said = last.get(id);
    if (said?.act !== "erase") return fault(`person ${id}`, "is erased, and the log does not say so");
    if (said.done !== erased_at) return fault(`person ${id}`, "was erased at another time by the log");
    if (is_empty !== 1) return fault(`person ${id}`, "was erased, and has something of theirs again");
  }
  const gone = new Set(erased.map(({ id }) => id));
  const ended = [...last.values()].flatMap(({ act, person }) => (act === "erase" && !gone.has(person) ? [person] : []));
  const back = await findHere(db, ended);
  return back === undefined ? undefined : fault(`person ${back}`, "was erased by the log, and is there again");
}

/** The first of these people whom the database knows: an older copy may not have known them yet. */
async function findHere(db: Db, ids: string[]): Promise<string | undefined> {
  for (let from = 0; from < ids.length; from += 500) {
    const some = db
      .selectFrom("person")
      .select("id")
      .where("id", "in", ids.slice(from, from + 500));
    const row = await some.where("erased_at", "is", null).limit(1).executeTakeFirst();
    if (row) return row.id;
  }
  return undefined;
}

async function judgeClosures(db: Db, last: Map<string, AccountTold>): Promise<Fault | undefined> {
  const rows = await db.selectFrom("closure").selectAll().execute();
  const odd = rows.find((row) => !isSaid(row, last.get(row.person_id)));
  if (odd) return fault(`the closure of ${odd.person_id}`, "is not what the log says");
  const there = new Set(rows.map(({ person_id }) => person_id));
  const closing = [...last.values()].flatMap(({ act, person }) =>
    act === "close" && !there.has(person) ? [person] : [],
  );
  const lost = await findHere(db, closing);
  if (lost === undefined) return undefined;
  return fault(`the closure of ${lost}`, "is not in the database, and the log does not say that it was taken back");
}

function isSaid({ asked_at, due_at }: ClosureTable, said: AccountTold | undefined): boolean {
  return said?.act === "close" && said.done === asked_at && said.due === due_at;
}
