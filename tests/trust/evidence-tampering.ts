import { randomInt } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { keepLogo } from "#app/domain/certificate/logo.ts";
import { type Drawing, keepCertificate } from "#app/domain/certificate.ts";
import { closeAccount, keepAccount } from "#app/domain/closure.ts";
import { keepList } from "#app/domain/erasure/list.ts";
import { erasePerson } from "#app/domain/erasure.ts";
import { hashReason } from "#app/domain/evidence/body.ts";
import { readCheckpoint, signCheckpoint } from "#app/domain/evidence/checkpoint.ts";
import { edgeOf, leafHashOf, rootOf } from "#app/domain/evidence/merkle.ts";
import { rotateSigner } from "#app/domain/evidence/rotation.ts";
import { type Claim, claimed } from "#app/domain/evidence/verification/claims.ts";
import { writeEvidence } from "#app/domain/evidence/writing.ts";
import { withdrawPerson } from "#app/domain/evidence.ts";
import { newId } from "#app/platform/chance.ts";
import { openErasureList } from "#app/platform/erasures.ts";
import { openEvidenceKeys } from "#app/platform/evidence-keys.ts";
import { openJournal } from "#app/platform/journal.ts";
import { type Db, transact } from "#db/open.ts";
import { addLearner, later, publishSmall } from "#tests/support/cast.ts";
import type { Engine } from "#tests/support/database.ts";
import { type Archive, addRecord, endRecord, origin, startWith, writeOut } from "#tests/support/evidence.ts";
import { addMember, goodPassword } from "#tests/support/people.ts";
import { pngOf } from "#tests/support/picture.ts";

/** A log with a dozen records, superseded, revoked, drawn and withdrawn ones among them, signed by two keys in turn. */
export async function fillLog(db: Db, archive: Archive): Promise<void> {
  await startWith(db, archive);
  const release = await publishSmall(db);
  await keepLogo(db, { actor: { kind: "cli" }, bytes: pngOf(12, 4, [31, 77, 92, 200]), now: later({ minutes: 0 }) });
  await closeSome(db, archive);
  for (let at = 0; at < 12; at++) {
    const now = later({ minutes: at });
    const learner = await addLearner(db, { release });
    const id = await addRecord(db, { learner, name: `Learner ${at}`, now });
    if (at % 3 === 0) await writeOut(db, archive, now);
    if (at % 3 === 0) await keepCertificate(db, { recordId: id, ...shortSheet, seals: archive.seals, now });
    if (at % 4 === 1) await addRecord(db, { learner, name: `Learner ${at}, mended`, replaces: id, now });
    if (at % 5 === 2) await endRecord(db, id, now);
    if (at % 6 === 4) await transact(db, (db) => withdrawPerson(db, { recordId: id, now }));
    if (at % 2 === 0) await writeOut(db, archive, now);
    if (at === 6) await rotate(db, archive, now);
  }
  await writeOut(db, archive, later({ minutes: 12 }));
}

/** Draws a page of one line, since what a file holds is nothing to its hash. */
const shortSheet = {
  template: 1,
  draw: async ({ record }: Drawing) => Buffer.from(`%PDF-1.7 ${record.id} ${record.person.name}`),
};

/** Accounts that were erased, that are closing, and one that was kept. */
async function closeSome(db: Db, { evidenceFolder, seals }: Archive): Promise<void> {
  const list = openErasureList(evidenceFolder);
  await addMember(db, "Morgan Reyes", ["administrator"]);
  for (const name of ["Ada Okafor", "Bea Lindqvist", "Cleo Marsh", "Dee Moss"]) {
    const actor = await addMember(db, name);
    const confirming = { actor, email: actor.email, password: goodPassword, ip: "192.0.2.1", list };
    await closeAccount(db, { ...confirming, now: later({ minutes: 0 }) });
    if (name.startsWith("Bea")) await keepAccount(db, { personId: actor.id, list, now: later({ minutes: 0 }) });
    const erasure = { seals, list, actor: { kind: "cli" } as const, personId: actor.id, now: later({ minutes: 0 }) };
    if (name < "B" || name > "D") await erasePerson(db, erasure);
  }
}

export function rotate(db: Db, { journal, seals, keys }: Archive, now: Date): Promise<void> {
  const [present, next] = [keys.signing(), keys.prepareNext(origin)];
  return rotateSigner(db, { journal, seals, present, next, take: keys.takeNext, now });
}

/** Lets a transaction that is going to be rolled back do what triggers and references refuse. */
export async function disarm(db: Db, engine: Engine): Promise<void> {
  if (engine === "postgres") return void (await sql`set local session_replication_role = replica`.execute(db));
  await sql`pragma defer_foreign_keys = on`.execute(db);
  const { rows } = await sql<{ name: string }>`select name from sqlite_master where type = 'trigger'`.execute(db);
  for (const { name } of rows) await sql`drop trigger ${sql.id(name)}`.execute(db);
}

type Row = Record<string, string | number | null>;

/** One change of raw rows; what it was, or undefined where it changed nothing. */
export async function tamperWithRows(db: Db): Promise<string | undefined> {
  const [table, claim]: [string, Claim] = pick(Object.entries(claimed));
  // Which rows are claimed stands in claims.ts, in words of SQL; nobody from outside says it.
  const { rows } = await sql<Row>`select * from ${sql.table(table)} where ${sql.raw(claim.rows ?? "1 = 1")}`.execute(
    db,
  );
  const [row, other] = [pick(rows), pick(rows)];
  const column = pick(claim.columns ?? Object.keys(row));
  const act = pick(["flip", "flip", "flip", "delete", "swap", "back-date", "copy"] as const);
  const unseen = claim.unseen?.rows.map((how) => ({ added: "copy", gone: "delete" })[how]);
  if (unseen?.includes(act)) return undefined;
  const what = `${act} ${table}.${column} of ${JSON.stringify(row)}`;
  if (act === "delete") await remove(db, table, row);
  if (act === "flip") await change(db, table, { row, column, value: flipped(row[column] ?? null) });
  if (act === "back-date") {
    const dates = claim.columns ?? Object.keys(row);
    const date = dates.find((name) =>
      /^(at|issued_at|signed_at|drawn_at|asked_at|made_at|published_at|erased_at)$/.test(name),
    );
    if (!date) return undefined;
    await change(db, table, { row, column: date, value: "2020-01-01T00:00:00.000Z" });
  }
  if (act === "swap") {
    if (row[column] === other[column] || isKey(column)) return undefined;
    await change(db, table, { row, column, value: other[column] ?? null });
    await change(db, table, { row: other, column, value: row[column] ?? null });
  }
  if (act === "copy") await copy(db, table, row);
  return what;
}

/** One change of a file's bytes; what it was, or undefined where it changed nothing. */
export function tamperWithBytes(file: string): string | undefined {
  const bytes = readFileSync(file);
  const at = randomInt(bytes.length);
  const act = pick([
    "flip",
    "flip",
    "flip",
    "delete",
    "cut a line",
    "swap lines",
    "double a line",
    "truncate",
    "insert",
    "digit",
  ] as const);
  const changed = actOnBytes[act](bytes, at);
  if (changed.equals(bytes)) return undefined;
  writeFileSync(file, changed);
  return `${act} at byte ${at} of ${file}`;
}

const actOnBytes = {
  flip: (bytes: Buffer, at: number) =>
    Buffer.from(bytes.map((byte, place) => (place === at ? byte ^ (1 << randomInt(8)) : byte))),
  delete: (bytes: Buffer, at: number) => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + randomInt(20))]),
  truncate: (bytes: Buffer, at: number) => bytes.subarray(0, at),
  insert: (bytes: Buffer, at: number) =>
    Buffer.concat([bytes.subarray(0, at), Buffer.from(pick([" ", "\n", "0", "x", "\\"])), bytes.subarray(at)]),
  digit: (bytes: Buffer, at: number) =>
    Buffer.from(
      bytes.toString("latin1").replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1 + (at % 8)) % 10)),
      "latin1",
    ),
  "cut a line": (bytes: Buffer, at: number) => onLines(bytes, (lines) => lines.toSpliced(at % lines.length, 1)),
  "double a line": (bytes: Buffer, at: number) =>
    onLines(bytes, (lines) => lines.toSpliced(at % lines.length, 0, lines[at % lines.length] ?? "")),
  "swap lines": (bytes: Buffer, at: number) =>
    onLines(bytes, (lines) => {
      const [one, other] = [at % lines.length, randomInt(lines.length)];
      return lines.with(one, lines[other] ?? "").with(other, lines[one] ?? "");
    }),
};

function onLines(bytes: Buffer, change: (lines: string[]) => string[]): Buffer {
  const lines = bytes.toString("latin1").split("\n").slice(0, -1);
  if (lines.length === 0) return bytes;
  return Buffer.from(
    change(lines)
      .map((line) => `${line}\n`)
      .join(""),
    "latin1",
  );
}

/** Signs a checkpoint again with a key that is not the log's, with or without another root. */
export async function signAgain(db: Db): Promise<string> {
  const rows = await db.selectFrom("evidence_checkpoint").selectAll().execute();
  const { size, note } = pick(rows);
  const checkpoint = readCheckpoint(note);
  const stranger = strangerKey();
  const root = randomInt(2) ? leafHashOf("another root") : (checkpoint?.root ?? leafHashOf(""));
  await db
    .updateTable("evidence_checkpoint")
    .set({ note: signCheckpoint(stranger, { size, root }) })
    .where("size", "=", size)
    .execute();
  return `sign checkpoint ${size} again with another key`;
}

/** A history that was written wholly anew with the log's own key, by one who has everything: without its last entries, or with one changed. */
export async function rewriteHistory(
  db: Db,
  archive: Archive,
): Promise<{ what: string; forged: Archive; end(): void }> {
  const rows = await db.selectFrom("evidence_entry").select(["position", "kind", "body"]).orderBy("position").execute();
  const isCut = randomInt(2) === 0;
  const first = rows.find(({ kind, position }) => kind === "revoke" && position > 2);
  // Whoever was withdrawn later could not be brought back whole.
  const least = 1 + (rows.findLast(({ kind }) => kind === "withdraw")?.position ?? 0);
  const at = isCut ? randomInt(least, rows.length) : (first?.position ?? 0);
  await (isCut ? cutFrom(db, at) : changeBody(db, at));
  await signAll(db, archive);
  const folder = mkdtempSync(join(tmpdir(), "attune-fork-"));
  const journal = openJournal(folder);
  const forged = { ...archive, journal, evidenceFolder: folder };
  await keepList(db, openErasureList(folder));
  await writeEvidence(db, {
    journal,
    seals: archive.seals,
    signer: archive.keys.signing(),
    now: later({ minutes: 99 }),
  });
  const end = () => {
    journal.close();
    rmSync(folder, { recursive: true });
  };
  return { what: `${isCut ? "cut the log at" : "fork the log at"} entry ${at + 1}`, forged, end };
}

async function cutFrom(db: Db, position: number): Promise<void> {
  const entering = await db
    .selectFrom("evidence_entry")
    .select(["record_id", "kind"])
    .where("position", ">=", position)
    .execute();
  await db.deleteFrom("evidence_entry").where("position", ">=", position).execute();
  await db.deleteFrom("evidence_checkpoint").where("size", ">", position).execute();
  for (const { record_id, kind } of entering) {
    if (record_id && kind === "revoke")
      await db.deleteFrom("record_revocation").where("record_id", "=", record_id).execute();
    if (!record_id || (kind !== "issue" && kind !== "supersede")) continue;
    await db.deleteFrom("record_person").where("record_id", "=", record_id).execute();
    const of = db.selectFrom("completion_record").select("enrolment_id").where("id", "=", record_id);
    if (kind === "issue") await db.deleteFrom("attestation").where("enrolment_id", "in", of).execute();
    await db.deleteFrom("completion_record").where("id", "=", record_id).execute();
  }
  const last = await db
    .selectFrom("evidence_entry")
    .select("at")
    .orderBy("position", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
  await db.updateTable("evidence_head").set({ size: position, at: last.at }).execute();
}

async function changeBody(db: Db, position: number): Promise<void> {
  const { body, record_id, reason, salt } = await db
    .selectFrom("evidence_entry")
    .innerJoin("record_revocation", "record_revocation.record_id", "evidence_entry.record_id")
    .select(["body", "reason", "salt", "record_revocation.record_id"])
    .where("position", "=", position)
    .executeTakeFirstOrThrow();
  const other = body.replace(hashReason(reason, salt), hashReason("holder-asked", salt));
  const why = db.updateTable("record_revocation").set({ reason: "holder-asked" });
  await why.where("record_id", "=", record_id).execute();
  const leaf_hash = leafHashOf(other).toString("base64url");
  await db.updateTable("evidence_entry").set({ body: other, leaf_hash }).where("position", "=", position).execute();
}

async function signAll(db: Db, { keys }: Archive): Promise<void> {
  const signer = keys.signing();
  if (!signer) throw new Error("The log has no key.");
  const leaves = await db.selectFrom("evidence_entry").select("leaf_hash").orderBy("position").execute();
  const buffers = leaves.map(({ leaf_hash }) => Buffer.from(leaf_hash, "base64url"));
  const announced =
    1 +
    (
      await db
        .selectFrom("evidence_entry")
        .select("position")
        .where("kind", "=", "key")
        .orderBy("position", "desc")
        .executeTakeFirstOrThrow()
    ).position;
  await db.deleteFrom("evidence_checkpoint").where("size", "<", announced).execute();
  for (const { size } of await db.selectFrom("evidence_checkpoint").select("size").execute()) {
    const note = signCheckpoint(signer, { size, root: rootOf(edgeOf(buffers.slice(0, size))) });
    await db.updateTable("evidence_checkpoint").set({ note }).where("size", "=", size).execute();
  }
}

function strangerKey() {
  const folder = mkdtempSync(join(tmpdir(), "attune-stranger-"));
  const key = openEvidenceKeys(folder).begin(origin);
  rmSync(folder, { recursive: true });
  return key;
}

/** A line that a stranger could add to the file of public keys. */
export function strangerLine(): string {
  return `${strangerKey().key}\n`;
}

async function remove(db: Db, table: string, row: Row): Promise<void> {
  await sql`delete from ${sql.table(table)} where ${sameAs(row)}`.execute(db);
}

async function change(
  db: Db,
  table: string,
  { row, column, value }: { row: Row; column: string; value: string | number | null },
): Promise<void> {
  await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${value} where ${sameAs(row)}`.execute(db);
}

/** A second row like it, under a key of its own. */
async function copy(db: Db, table: string, row: Row): Promise<void> {
  const own: Row = { ...row };
  const [key = ""] = Object.keys(row);
  const number = row[key];
  own[key] = typeof number === "number" ? number + 100 : newId();
  if ("code" in own) Object.assign(own, { code: newId(), replaces: row.id });
  const columns = sql.join(Object.keys(own).map((name) => sql.ref(name)));
  await sql`insert into ${sql.table(table)} (${columns}) values (${sql.join(Object.values(own))})`.execute(db);
}

function sameAs(row: Row) {
  const [key = ""] = Object.keys(row);
  return sql`${sql.ref(key)} = ${row[key] ?? null}`;
}

function isKey(column: string): boolean {
  return ["position", "size", "id", "record_id", "release_id", "hash", "person_id"].includes(column);
}

function flipped(value: string | number | null): string | number {
  if (value === null) return "2020-01-01T00:00:00.000Z";
  if (typeof value === "number") return value + pick([-1, 1, 7]);
  if (value === "") return "x";
  const at = randomInt(value.length);
  // Within ASCII, and never a null character, which neither database keeps.
  const code = (value.charCodeAt(at) & 0x7f) ^ (1 << randomInt(6));
  return `${value.slice(0, at)}${String.fromCharCode(code || 0x2a)}${value.slice(at + 1)}`;
}

export function pick<T>(some: readonly T[]): T {
  const one = some[randomInt(some.length)];
  if (one === undefined) throw new Error("There is nothing to choose from.");
  return one;
}
