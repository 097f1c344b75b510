/** Another process that reads a number and writes it back one higher, so often as it is told, in transactions. */
import { sql } from "kysely";
import { openDatabase, transact } from "#db/open.ts";

const [url = "", rounds = "0"] = process.argv.slice(2);
const { db, close } = openDatabase(url);
for (let round = 0; round < Number(rounds); round++) await transact(db, (db) => countUp(db));
await close();

async function countUp(db: Parameters<Parameters<typeof transact>[1]>[0]): Promise<void> {
  const { version } = await db.selectFrom("practice").select("version").executeTakeFirstOrThrow();
  await sql`select 1`.execute(db);
  await db
    .updateTable("practice")
    .set({ version: version + 1 })
    .execute();
}
