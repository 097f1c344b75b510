import type { Db } from "#db/open.ts";
import { dayIn } from "../calendar.ts";
import { type RecordEntry, writeEntry } from "../completion-record/entry.ts";
import { findTerms } from "../completion-record/terms.ts";
import { validityOf } from "../completion-record/validity.ts";
import type { RecordPerson } from "../completion-record.ts";
import type { Practice } from "../practice.ts";
import { findNewestRelease, listCourses } from "../release.ts";
import { findLogo, type Logo } from "./logo.ts";

/** A code that no record has. */
const noCode = "0".repeat(26);

interface Sample {
  entry: RecordEntry;
  person: RecordPerson;
  issuedAt: string;
  logo: Logo | undefined;
}

/**
 * What the record of a first course would hold if it were issued now, to somebody of this name; nothing is kept.
 * Undefined while there is no course.
 */
export async function sampleRecord(
  db: Db,
  { practice, name, url, now }: { practice: Practice; name: string; url: string; now: Date },
): Promise<Sample | undefined> {
  const [listed] = await listCourses(db);
  const release = listed && (await findNewestRelease(db, listed.id));
  if (!release) return undefined;
  const terms = await findTerms(db, { practice, now });
  const passed = release.course.modules.flatMap(({ quiz }) => (quiz ? [{ quizId: quiz.id, passed: true }] : []));
  const attestation = { text: "", signedAt: now.toISOString() };
  const completedOn = dayIn(now, practice.zone);
  const entry = writeEntry({
    code: noCode,
    release,
    practice,
    terms,
    url,
    attestation,
    evidence: { attempts: passed },
    validity: validityOf(release.course.renewal, { completedOn, earlierEnd: null }),
    syllabus: "",
    personHash: "",
    now,
  });
  const person = { name, licences: [] };
  return { entry, person, issuedAt: now.toISOString(), logo: await findLogo(db, terms.setting.logo) };
}
