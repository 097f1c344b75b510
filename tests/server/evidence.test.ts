import { execFile } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { describe, expect, onTestFinished, test } from "vitest";
import { withdrawPerson } from "#app/domain/evidence.ts";
import { takeEntryStamps } from "#app/platform/entry-stamps.ts";
import { openEvidenceKeys } from "#app/platform/evidence-keys.ts";
import { openDatabase, transact } from "#db/open.ts";
import { reconcileEvidence } from "#server/evidence.ts";
import { type Engine, freshAddress, freshDatabase, serverEngines } from "#tests/support/database.ts";
import { addRecord, endRecord } from "#tests/support/evidence.ts";
import { findFreePort } from "#tests/support/postgres.ts";
import { ownEnvironment, runPreparation, startMain } from "#tests/support/server.ts";

type Surroundings = Record<string, string>;

function attune(words: string[], env: Surroundings): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    const how = { env: { ...env, NODE_ENV: "production" as const } };
    execFile(process.execPath, ["cli/attune.ts", ...words], how, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr });
    });
  });
}

/** The log itself is tested on both (tests/domain/evidence); what a command line does with it, on SQLite in every run. */
describe.each(serverEngines)("on %s", (engine) => {
  test("a record is kept, verified, taken out and verified alone; a lost key stops a start until another is made", async () => {
    const { env, folder } = await makePlace(engine);
    const { ATTUNE_KEYS: keys = "", ATTUNE_EVIDENCE: evidence = "" } = env;
    await runPreparation(env, ["--demo"]);
    // The record and the certificate that is drawn of it, after the key.
    await serveUntil(env, async () => (await attune(["verify"], env)).said.includes("good  3 entries"));
    const good = await attune(["verify"], env);
    expect(good).toMatchObject({
      code: 0,
      said: expect.stringContaining(
        "good  3 entries, 1 record (0 withdrawn), 3 checkpoints, database, journal and files alike",
      ),
    });

    const code = await codeOf(env);
    const file = join(folder, "record.json");
    expect(await attune(["evidence", "export", code, file], env)).toMatchObject({ code: 0 });
    const bundle = readFileSync(file, "utf8");
    const elsewhere = { ...env, ATTUNE_KEYS: join(folder, "none"), DATABASE_URL: "file:/nowhere/attune.db" };
    const pub = ["--key", join(keys, "evidence.pub")];
    for (const [where, more, promised, line] of [
      [env, [], 0, "a key known here"],
      [elsewhere, pub, 0, "a key known here"],
      [elsewhere, [], 4, "NOTHING HERE PINS"],
      // Of several files of keys each counts.
      [elsewhere, ["--key", otherKeys(folder), ...pub], 0, "a key known here"],
      [elsewhere, ["--key", otherKeys(folder)], 4, "NOTHING HERE PINS"],
    ] as const) {
      const { code, said } = await attune(["verify", file, ...more], where);
      expect({ code, said }).toMatchObject({
        code: promised,
        said: expect.stringContaining("issued to Theo Lindqvist"),
      });
      expect(said).toContain(line);
    }
    // Whatever stands in it, a file of no known kind is said to be none, with or without a database.
    writeFileSync(file, `junk${bundle}\n\n\u2014 log AAAA\n`);
    expect(await attune(["verify", file], elsewhere)).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^BAD {3}the file is none that Attune knows/),
    });
    expect((await attune(["verify", file, "--kye", file], elsewhere)).code).toBe(2);
    writeFileSync(file, bundle.replace("Theo", "Thea"));
    expect(await attune(["verify", file], elsewhere)).toEqual({
      code: 1,
      said: "BAD   the person's part is not the one that the record was issued with.\n",
    });

    const kept = join(folder, "checkpoint");
    writeFileSync(kept, good.said.slice(good.said.indexOf("elsewhere:\n\n") + "elsewhere:\n\n".length));
    expect((await attune(["verify", kept], env)).said).toContain("good  the log has grown out of the checkpoint given");

    expect(await attune(["evidence", "rotate"], env)).toMatchObject({ code: 0 });
    // The new key says how a record stands in the log that the old one signed.
    expect(await attune(["evidence", "export", code, file], env)).toMatchObject({ code: 0 });
    expect((await attune(["verify", file, ...pub], elsewhere)).code).toBe(0);
    writeFileSync(file, bundle);
    expect((await attune(["verify", file], env)).code).toBe(0);
    rmSync(join(keys, "evidence.key"));
    const refused = await runPreparation(env, ["--demo"]).catch((error: Error) => error.message);
    expect(refused).toMatch(
      /^The key that signs the evidence log is not in \S+: put back [^\n]+evidence rotate[^\n]+\n$/,
    );
    expect((await attune(["verify", file], env)).code).toBe(0);
    expect(await attune(["evidence", "rotate"], env)).toMatchObject({ code: 0 });
    await runPreparation(env, ["--demo"]);
    expect(await attune(["verify", kept], env)).toMatchObject({ code: 0, said: expect.stringContaining("5 entries") });

    const journal = join(evidence, "journal.jsonl");
    writeFileSync(journal, readFileSync(journal, "utf8").replace('"kind":"issue"', '"kind":"issuf"'));
    expect(await attune(["verify"], env)).toEqual({
      code: 1,
      said: "BAD   journal.jsonl, line 3 does not say what entry 2 says.\n",
    });
    const apart = await runPreparation(env, ["--demo"]).catch((error: Error) => error.message);
    expect(apart).toMatch(/^Line 3 of \S+journal.jsonl says other than the database: [^\n]+\n$/);
  }, 120_000);
});

test("a key made anew on an older copy of the database first takes back what the journal holds", async () => {
  const { env } = await makePlace("sqlite");
  const file = (env.DATABASE_URL ?? "").replace(/^file:/, "");
  const { ATTUNE_KEYS: keys = "" } = env;
  await runPreparation(env, ["--demo"]);
  const older = readFileSync(file);
  await serveUntil(env, async () => (await attune(["verify"], env)).said.includes("good  3 entries"));
  for (const end of ["", "-wal", "-shm"]) rmSync(`${file}${end}`, { force: true });
  writeFileSync(file, older);
  rmSync(join(keys, "evidence.key"));
  expect(await attune(["evidence", "rotate"], env)).toMatchObject({ code: 0 });
  await runPreparation(env, ["--demo"]);
  expect(await attune(["verify"], env)).toMatchObject({ code: 0, said: expect.stringContaining("good  4 entries") });
}, 60_000);

test("what was changed beside the log is told by a start, and in it by a look at health", async () => {
  const { env } = await makePlace("sqlite");
  const { ATTUNE_KEYS: keys = "", ATTUNE_EVIDENCE: evidence = "", DATABASE_URL = "" } = env;
  for (const _ of "twice") await runPreparation(env, ["--demo"]);
  const said = async () => (await attune(["health"], env)).said;
  expect(await said()).toMatch(/^good {2}evidence: /m);
  const [pub, release] = [join(keys, "evidence.pub"), readdirSync(join(evidence, "releases"))[0] ?? ""];
  const before = readFileSync(pub);
  appendFileSync(pub, "a line more\n");
  appendFileSync(join(evidence, "releases", release), " ");
  const { db, close } = openDatabase(DATABASE_URL);
  const places = { keysFolder: keys, evidenceFolder: evidence, url: "http://localhost:3000" };
  const told = (await reconcileEvidence(db, places, new Date())).join("\n");
  expect(told).toMatch(
    /^LOOK: evidence.pub, line 2 is no public key, or was changed\. The evidence log itself is whole/m,
  );
  expect(told).toMatch(/^LOOK: releases\/\S+\.json is not what the database holds of it\./m);
  expect(await said()).toMatch(/^LOOK {2}evidence: evidence.pub, line 2 is no public key, or was changed: see verify/m);
  writeFileSync(pub, before);
  await sql`drop trigger record_person_no_update`.execute(db);
  await db.updateTable("record_person").set({ name: "Somebody Else" }).execute();
  await close();
  expect(await said()).toMatch(
    /^LOOK {2}evidence: entry \d+, record \S+ has another person's part than it was issued/m,
  );
}, 60_000);

test("a record that somebody wrote into the database is held back until whoever has the keys admits it", async () => {
  const { env } = await makePlace("sqlite");
  const { ATTUNE_KEYS: keysFolder = "", ATTUNE_EVIDENCE: evidenceFolder = "", DATABASE_URL = "" } = env;
  await runPreparation(env, ["--demo"]);
  const { db, close } = openDatabase(DATABASE_URL);
  takeEntryStamps(join(keysFolder, "none"));
  await addRecord(db, { now: new Date() });
  const places = { keysFolder, evidenceFolder, url: "http://localhost:3000" };
  const start = await reconcileEvidence(db, places, new Date());
  await close();
  const held = /entry \d+ was not appended by this server, so that neither it nor what follows is signed: /;
  expect(start.join("\n")).toMatch(new RegExp(`^LOOK: ${held.source}`, "m"));
  expect((await attune(["health"], env)).said).toMatch(new RegExp(`^LOOK {2}evidence: ${held.source}`, "m"));
  expect(await attune(["verify"], env)).toMatchObject({ code: 4, said: expect.stringContaining("OPEN") });
  expect(await attune(["evidence", "rotate"], env)).toMatchObject({ code: 1, said: expect.stringMatching(held) });
  const shown = await attune(["evidence", "admit"], env);
  expect(shown).toMatchObject({ code: 4, said: expect.stringContaining('"kind":"issue"') });
  const [, hash = ""] = /evidence admit ([\w-]+)/.exec(shown.said) ?? [];
  expect(await attune(["evidence", "admit", "another"], env)).toMatchObject({ code: 1 });
  expect(await attune(["evidence", "admit", hash], env)).toMatchObject({
    code: 0,
    said: expect.stringContaining("signed to its end"),
  });
  expect((await attune(["verify"], env)).code).toBe(0);
  expect(await attune(["evidence", "admit"], env)).toMatchObject({
    code: 1,
    said: expect.stringContaining("No entry is held back"),
  });
}, 60_000);

async function makePlace(engine: Engine) {
  const folder = mkdtempSync(join(tmpdir(), "attune-evidence-"));
  const { url, remove } = await freshAddress(engine, "empty");
  onTestFinished(async () => {
    await remove();
    rmSync(folder, { recursive: true, force: true });
  });
  const env: Surroundings = {
    ...ownEnvironment(folder, String(await findFreePort())),
    ATTUNE_PURPOSE: "demo",
    DATABASE_URL: url,
  };
  return { env, folder };
}

/** The server as it stands, until what it does by itself is done. */
async function serveUntil(env: Surroundings, isDone: () => Promise<boolean>): Promise<void> {
  const { child } = await startMain(env);
  for (let tries = 0; tries < 40 && !(await isDone()); tries++);
  child.kill("SIGTERM");
  await once(child, "exit");
}

async function codeOf({ DATABASE_URL = "" }: Surroundings): Promise<string> {
  const { db, close } = openDatabase(DATABASE_URL);
  const { code } = await db.selectFrom("completion_record").select("code").executeTakeFirstOrThrow();
  await close();
  return code;
}

test("a start with an older copy says what came back, and what ended with it", async () => {
  const { env } = await makePlace("sqlite");
  const { ATTUNE_KEYS: keysFolder = "", ATTUNE_EVIDENCE: evidenceFolder = "", DATABASE_URL = "" } = env;
  await runPreparation(env, ["--demo"]);
  const places = { keysFolder, evidenceFolder, url: "http://localhost:3000" };
  const { db, close } = openDatabase(DATABASE_URL);
  takeEntryStamps(keysFolder);
  const records = [await addRecord(db, { now: new Date() }), await addRecord(db, { now: new Date() })];
  await endRecord(db, records[0] ?? "", new Date());
  await transact(db, (db) => withdrawPerson(db, { recordId: records[1] ?? "", now: new Date() }));
  await reconcileEvidence(db, places, new Date());
  await close();
  const { db: old } = await freshDatabase("sqlite");
  const said = (await reconcileEvidence(old, places, new Date())).join("\n");
  expect(said).toMatch(/^\d+ completion records came back from the evidence journal\.$/m);
  expect(said).toContain("Back from the evidence journal too: 1 revocation, 1 withdrawal of a name.");
}, 60_000);

test("health tells of a clock behind the log, and what it cannot look at hides nothing else", async () => {
  const { env } = await makePlace("sqlite");
  const { ATTUNE_DATA = "", ATTUNE_EVIDENCE: evidence = "" } = env;
  for (const _ of "twice") await runPreparation(env, ["--demo"]);
  const clock = join(ATTUNE_DATA, "clock");
  writeFileSync(clock, new Date(Date.now() - 3_600_000).toISOString());
  const late = await attune(["health"], { ...env, ATTUNE_CLOCK: clock });
  expect(late).toMatchObject({ code: 1 });
  expect(late.said).toMatch(
    /^LOOK {2}evidence: the clock stands behind the log, so that nothing is issued or revoked before 20\S+Z: set it right$/m,
  );
  const journal = join(evidence, "journal.jsonl");
  rmSync(journal);
  mkdirSync(journal);
  const blind = await attune(["health"], env);
  expect(blind).toMatchObject({ code: 1 });
  expect(blind.said).toMatch(/^LOOK {2}evidence: it could not be looked at: Error EISDIR/m);
  expect(blind.said).toMatch(/^good {2}database: /m);
}, 60_000);

/** The public keys of another practice, as a file. */
function otherKeys(folder: string): string {
  const file = join(folder, "others.pub");
  writeFileSync(file, `${openEvidenceKeys(join(folder, "others")).begin("elsewhere.example/evidence/1").key}\n`);
  return file;
}
