import BetterSqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { freshDatabase } from "#tests/support/database.ts";

/** SQLite without statistics takes "replaces none" for rare, and reads nearly every record there is. */
test.each([
  "standing_completed",
  "standing_revoked",
])("%s reads the records of one person in one course", async (name) => {
  const { url } = await freshDatabase("sqlite");
  const file = new BetterSqlite(url.replace(/^file:/, ""), { readonly: true });
  const { sql } = rowOf(file.prepare("select sql from sqlite_master where name = ?").get(name));
  const [statement = ""] = /UPDATE standing[\s\S]*(?=; END)/.exec(sql) ?? [];
  const plan = file.prepare(`explain query plan ${statement.replace(/NEW\.\w+/g, "'x'")}`).all();
  file.close();
  const said = JSON.stringify(plan);
  expect(said).toContain("completion_record_place (person_id=? AND course_id=?)");
  expect(said).not.toMatch(/SCAN (?!evidence)|replaces=/);
});

function rowOf(row: unknown): { sql: string } {
  if (typeof row === "object" && row !== null && "sql" in row && typeof row.sql === "string") return { sql: row.sql };
  throw new Error("There is no such trigger.");
}
