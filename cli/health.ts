import { sql } from "kysely";
import { listLostTexts } from "#app/domain/private-text/lost-keys.ts";
import { hasKeyStore, openKeyStore } from "#app/platform/keys.ts";
import { settings } from "#app/platform/settings.ts";
import type { Db } from "#db/open.ts";
import { sentenceFor } from "#server/refusal.ts";
import { type Command, withDatabase, writeReport } from "./command.ts";
import { askEvidence } from "./health/evidence.ts";

/** Looks at what an operator would look at first. Fails when something needs them. */
export const health: Command = {
  summary: "says how the server, the database, the courses, the outbox, the keys and the evidence are",
  run: ({ json }) =>
    withDatabase(async ({ db, engine }) => {
      const findings = [
        await askServer(),
        { subject: "database", good: true, says: `${engine}, at this version's schema` },
        await askIntegrity(db, engine),
        await askCourses(db),
        await askOutbox(db),
        await askKeys(db),
        await askEvidence(db).catch(asFinding("evidence")),
      ];
      for (const { subject, good, says } of findings) console.log(`${good ? "good" : "LOOK"}  ${subject}: ${says}`);
      writeReport(json, { findings });
      return findings.every(({ good }) => good) ? 0 : 1;
    }),
};

/** What stands in the way of one look is told beside the others: a full disk hides nothing else. */
function asFinding(subject: string): (error: unknown) => Finding {
  return (error) => ({ subject, good: false, says: sentenceFor(error, "it could not be looked at") });
}

interface Finding {
  subject: string;
  good: boolean;
  says: string;
}

async function askServer(): Promise<Finding> {
  const { host, port } = settings();
  const address = `http://${host.includes(":") ? `[${host}]` : host}:${port}/health`;
  const answers = await fetch(address, { signal: AbortSignal.timeout(3000) }).then(
    ({ ok }) => ok,
    () => false,
  );
  return {
    subject: "server",
    good: answers,
    says: answers ? `answers on port ${port}` : `does not answer on port ${port}`,
  };
}

async function askIntegrity(db: Db, engine: string): Promise<Finding> {
  if (engine === "postgres") return { subject: "integrity", good: true, says: "left to PostgreSQL" };
  const { rows } = await sql<{ quick_check: string }>`pragma quick_check`.execute(db);
  const says = rows.map((row) => row.quick_check).join("; ");
  return { subject: "integrity", good: says === "ok", says };
}

async function askCourses(db: Db): Promise<Finding> {
  const { releases } = await db
    .selectFrom("course_release")
    .select((row) => row.fn.countAll().as("releases"))
    .executeTakeFirstOrThrow();
  const checks = await db.selectFrom("course_check").select(["folder", "faults"]).execute();
  const faulty = checks.filter(({ faults }) => faults !== "[]").map(({ folder }) => folder);
  const rest = faulty.length > 0 ? `; faults in ${faulty.join(", ")}` : "";
  return { subject: "courses", good: faulty.length === 0, says: `${Number(releases)} releases${rest}` };
}

async function askOutbox(db: Db): Promise<Finding> {
  const open = await db.selectFrom("outbox").select("tries").where("done_at", "is", null).execute();
  const lost = await db.selectFrom("outbox").select("id").where("outcome", "like", "given up%").execute();
  const failing = open.filter(({ tries }) => tries > 1).length;
  return {
    subject: "outbox",
    good: failing === 0 && lost.length === 0,
    says: `${open.length} waiting, ${failing} of them tried more than once, ${lost.length} given up`,
  };
}

async function askKeys(db: Db): Promise<Finding> {
  const { keysFolder } = settings();
  const { state, lost } = hasKeyStore(keysFolder) ? await lookAtKeys(db, keysFolder) : await withoutKeys(db);
  const says = {
    empty: "none needed yet",
    good: "every private text opens",
    lost: `the private texts of ${lost} people do not open, or keys do not: put back the folder of keys, or the server.key in it`,
  };
  return { subject: "keys", good: state !== "lost", says: says[state] };
}

type Keys = { state: "empty" | "good" | "lost"; lost: number };

async function lookAtKeys(db: Db, folder: string): Promise<Keys> {
  const store = openKeyStore(folder);
  try {
    const lost = (await listLostTexts(db, store)).length;
    return { state: lost > 0 ? "lost" : store.state(), lost };
  } finally {
    store.close();
  }
}

async function withoutKeys(db: Db): Promise<Keys> {
  const lost = (await listLostTexts(db, { open: () => undefined, endedAt: () => undefined })).length;
  return { state: lost > 0 ? "lost" : "empty", lost };
}
