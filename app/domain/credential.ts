import { createHash } from "node:crypto";
import type { Db } from "#db/open.ts";
import { plainLook } from "./completion-record/entry.ts";
import { findRecord } from "./completion-record.ts";
import type { Release } from "./course.ts";
import { achievementId } from "./credential/addresses.ts";
import { criteriaOf } from "./credential/criteria.ts";
import { achievementOf, credentialClaims } from "./credential/shape.ts";
import { findRelease } from "./release.ts";

/**
 * One of a person's own records as the claims of an Open Badges credential, the same each time. Undefined for another's
 * record, once the name is withdrawn, until the record is in the journal, and for one that was revoked or replaced: those
 * handed out before say so by the status list.
 */
export async function findCredential(db: Db, { personId, recordId }: { personId: string; recordId: string }) {
  const record = await findRecord(db, { personId, recordId });
  const part = await db.selectFrom("record_person").select("salt").where("record_id", "=", recordId).executeTakeFirst();
  const place = await findPlace(db, recordId);
  if (!record?.person || !record.isJournalled || !part || !place || record.revokedAt || record.replacedBy)
    return undefined;
  const { entry, issuedAt, person, releaseId } = record;
  // Of its own, so that what the log holds of the person cannot be tried with it.
  const salt = createHash("sha256").update(`credential ${part.salt}`).digest("base64url").slice(0, 22);
  const hash = createHash("sha256").update(`${person.name}${salt}`).digest("hex");
  const { position, note: checkpoint } = place;
  const criteria = criteriaOf((await findRelease(db, releaseId)).course);
  return credentialClaims({ recordId, entry, issuedAt, identity: { hash, salt }, position, checkpoint, criteria });
}

/** What can be achieved, by the id that credentials name it by; undefined where nothing has this id. */
export async function findAchievement(db: Db, { id, url }: { id: string; url: string }) {
  const releases = await db.selectFrom("course_release").select("id").execute();
  for (const title of ["full", "neutral"] as const) {
    const known = releases.find((release) => achievementId(release.id, title) === id);
    if (!known) continue;
    const release = await findRelease(db, known.id);
    return achievementOf(asRecorded(release, { title, url }), criteriaOf(release.course));
  }
  return undefined;
}

function asRecorded({ id, hash, course }: Release, { title, url }: { title: "full" | "neutral"; url: string }) {
  const { id: courseId, shortTitle, version, summary, objectives, authors, language, level, delivery } = course;
  const stood = { hash, shortTitle, version, summary, objectives, authors, language, level };
  return {
    course: { ...stood, id: courseId, title: course.title, release: id, deliveryFormat: delivery },
    provider: { name: "", contact: "", address: url },
    look: { ...plainLook, title },
  };
}

async function findPlace(db: Db, recordId: string) {
  return db
    .selectFrom("evidence_entry as entry")
    .leftJoin("evidence_checkpoint as checkpoint", (join) => join.onRef("checkpoint.size", ">", "entry.position"))
    .select(["entry.position", "checkpoint.note"])
    .where("entry.record_id", "=", recordId)
    .where("entry.kind", "in", ["issue", "supersede"])
    .orderBy("checkpoint.size")
    .limit(1)
    .executeTakeFirst();
}
