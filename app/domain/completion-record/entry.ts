import type { Course, Hours, Release } from "../course.ts";
import type { Practice } from "../practice.ts";
import type { Evidence } from "../progress/evidence.ts";

/**
 * What a completion record attests, without the person: every field of a certificate that is known at issue, kept as
 * canonical JSON. No score, no attempts, no answers. A later shape takes the next `format`; every shape ever issued stays readable.
 */
export interface RecordEntry {
  format: 1;
  code: string;
  course: {
    id: string;
    title: string;
    shortTitle: string;
    version: string;
    release: string;
    /** Of the release's sources, whose syllabus stays readable. */
    hash: string;
    language: string;
    level: Course["level"];
    summary: string;
    objectives: Course["objectives"];
    authors: Course["authors"];
    deliveryFormat: string;
  };
  provider: { name: string; contact: string; address: string };
  /** With an approval's number, body and period from complete settings; there are none yet. */
  approvals: never[];
  statement: string;
  completedAt: string;
  /** The practice's zone, in which the date is printed. */
  zone: string;
  credit: { hours: number; unit: "hour of learning time"; category: "general"; estimate: boolean; worksheet: Hours };
  assessment: string | null;
  attestation: { text: string; signedAt: string } | null;
  /** The programme administrator's name and credential; not set yet. */
  signature: null;
  keep: { years: number; advice: string };
  person: { method: "HMAC-SHA-256"; hash: string };
}

/** Printed wherever hours are while no approval is configured (CE-30). */
export const unapproved =
  "This course has not been approved for continuing-education credit by APA, NBCC, ASWB, NAADAC or any state board. Hours shown are learning time.";

/** How long a record is kept, in years from issue; settings may only lengthen it. */
const keepYears = 8;

interface Attested {
  code: string;
  release: Release;
  practice: Practice;
  url: string;
  attestation: RecordEntry["attestation"];
  evidence: Evidence;
  personHash: string;
  now: Date;
}

/** The entry of a record that is issued now. Hours come from the release's credit worksheet and from nowhere else. */
export function writeEntry({
  code,
  release,
  practice,
  url,
  attestation,
  evidence,
  personHash,
  now,
}: Attested): RecordEntry {
  const { course } = release;
  return {
    format: 1,
    code,
    course: describeCourse(release),
    provider: { name: practice.name, contact: practice.contact, address: url },
    approvals: [],
    statement: unapproved,
    completedAt: now.toISOString(),
    zone: practice.zone,
    credit: {
      hours: course.hours.hours,
      unit: "hour of learning time",
      category: "general",
      estimate: course.hours.pilot === null,
      worksheet: course.hours,
    },
    assessment: assessmentOf(course, evidence),
    attestation,
    signature: null,
    keep: {
      years: keepYears,
      advice: `Keep this record at least ${keepYears} years; your board decides whether to accept it.`,
    },
    person: { method: "HMAC-SHA-256", hash: personHash },
  };
}

function describeCourse({ id, hash, course }: Release): RecordEntry["course"] {
  return {
    id: course.id,
    title: course.title,
    shortTitle: course.shortTitle,
    version: course.version,
    release: id,
    hash,
    language: course.language,
    level: course.level,
    summary: course.summary,
    objectives: course.objectives,
    authors: course.authors,
    deliveryFormat: course.delivery,
  };
}

/** The pass, not the score. */
function assessmentOf(course: Course, { attempts }: Evidence): string | null {
  const passed = course.modules.flatMap(({ quiz }) =>
    quiz && attempts.some((attempt) => attempt.quizId === quiz.id && attempt.passed) ? [quiz.passMark] : [],
  );
  if (passed.length === 0) return null;
  const marks = [...new Set(passed)].sort((a, b) => a - b).map((mark) => `${mark}%`);
  return `Post-test passed (${marks.join(", ")} or above)`;
}
