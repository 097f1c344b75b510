import { hash } from "node:crypto";
import type { Db } from "#db/open.ts";
import type { CompletionRecordTable } from "#db/schema.ts";
import type { RecordEntry } from "../../completion-record/entry.ts";
import { canonicalText, type EntryBody, type Rests } from "../body.ts";
import type { Journal, KeptTexts } from "../journal-line.ts";
import { type Fault, fault } from "./fault.ts";

/** Where the releases are kept that records rest on. */
export type Kept = Pick<Journal, "releases" | "syllabi">;

interface Wanted {
  /** The first entry that speaks of it. */
  entry: number;
  /** Undefined where no entry tells it yet. */
  rests: Pick<Rests, "release" | "syllabus"> | undefined;
  /** What the record of that entry says by itself. */
  said: Partial<Pick<RecordEntry, "course" | "syllabus">>;
}

/**
 * The releases that records rest on, and their syllabi, as rows and as files beside the journal: each is what the log
 * holds of it by its hash, the file is the row to the byte, and there is no other file.
 */
export class ReleaseRows {
  private readonly wanted = new Map<string, Wanted>();

  take(body: EntryBody, { position, record }: { position: number; record: CompletionRecordTable | null }) {
    if ((body.kind !== "issue" && body.kind !== "supersede") || !record) return undefined;
    const { rests, release } = body;
    const before = this.wanted.get(release);
    if (!before) {
      const said = rests ? {} : readEntry(record.entry);
      if (!said) return "is of a record that cannot be read";
      this.wanted.set(release, { entry: position + 1, rests, said });
      return undefined;
    }
    if (!before.rests) before.rests = rests;
    if (!rests || !before.rests) return undefined;
    const isSame = rests.release === before.rests.release && rests.syllabus === before.rests.syllabus;
    return isSame ? undefined : "rests on another release than the record before it under the same id";
  }

  /** `signed` is how many entries are signed: of later ones a file may still be under way. */
  async end(db: Db, { kept, signed }: { kept: Kept; signed: number }): Promise<Fault | undefined> {
    for (const [id, wanted] of this.wanted) {
      const isDue = wanted.entry <= signed;
      const bad =
        (await judgeRelease(db, { id, wanted, kept: kept.releases, isDue })) ??
        (await judgeSyllabus(db, { id, wanted, kept: kept.syllabi, isDue }));
      if (bad) return bad;
    }
    for (const folder of ["releases", "syllabi"] as const) {
      const stray = kept[folder].list().find((id) => !this.wanted.has(id));
      if (stray !== undefined) return fault(`${folder}/${stray}.json`, "is of a release that no record rests on");
    }
    return undefined;
  }
}

function readEntry(text: string): Wanted["said"] | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface Judging {
  id: string;
  wanted: Wanted;
  kept: KeptTexts;
  isDue: boolean;
}

async function judgeRelease(db: Db, { id, wanted, kept, isDue }: Judging): Promise<Fault | undefined> {
  const where = `course_release ${id}, entry ${wanted.entry},`;
  const row = await db.selectFrom("course_release").selectAll().where("id", "=", id).executeTakeFirst();
  if (!row) return fault(where, "is not in the database");
  const { course } = wanted.said;
  const isSaid = !course || (course.hash === row.hash && course.version === row.version && course.id === row.course_id);
  const text = canonicalText(row);
  if (!isSaid || (wanted.rests && hashOf(text) !== wanted.rests.release))
    return fault(where, "is not as it was when the record was issued");
  return judgeFile(`releases/${id}.json`, { text, file: kept.find(id), isDue, of: "course_release" });
}

async function judgeSyllabus(db: Db, { id, wanted, kept, isDue }: Judging): Promise<Fault | undefined> {
  const where = `syllabus ${id}, entry ${wanted.entry},`;
  const row = await db.selectFrom("syllabus").selectAll().where("release_id", "=", id).executeTakeFirst();
  const named = wanted.rests ? wanted.rests.syllabus : wanted.said.syllabus;
  if (!row) return named ? fault(where, "is not in the database") : undefined;
  const text = canonicalText(row);
  const isSaid = wanted.rests ? wanted.rests.syllabus === hashOf(text) : !named || named === row.hash;
  if (!isSaid || hashOf(row.text) !== row.hash) return fault(where, "is not as it was when the record was issued");
  // Before the log told them, syllabi were kept in the database alone.
  const isKept = isDue && wanted.rests !== undefined;
  return judgeFile(`syllabi/${id}.json`, { text, file: kept.find(id), isDue: isKept, of: "syllabus" });
}

function judgeFile(
  name: string,
  { text, file, isDue, of }: { text: string; file: string | undefined; isDue: boolean; of: string },
): Fault | undefined {
  if (file === undefined) return isDue ? fault(name, `is missing: records rest on this ${of}`) : undefined;
  return file === text ? undefined : fault(name, `is not what table ${of} says`);
}

function hashOf(text: string): string {
  return hash("sha256", text, "base64url");
}
