import type { Approval } from "../certificate/approval.ts";
import type { CertificateSetting } from "../certificate/setting.ts";
import type { Course, Hours, Release } from "../course.ts";
import type { Practice } from "../practice.ts";
import type { Terms } from "./terms.ts";
import type { Validity } from "./validity.ts";

/**
 * What a completion record attests, without the person: every field of a certificate that is known at issue, kept as
 * canonical JSON. No score, no attempts, no answers. A later shape takes the next `format`; every shape ever issued stays readable.
 */
export interface RecordEntry {
  format: 1 | 2 | 3;
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
  /** Those in whose period the record was issued; without one, `statement` says that the course is not approved. */
  approvals: Approval[];
  statement: string | null;
  completedAt: string;
  /** The practice's zone, in which the date is printed. */
  zone: string;
  credit: {
    hours: number;
    /** Hours count as continuing education only under an approval. */
    unit: "hour of learning time" | "CE hour";
    category: CertificateSetting["category"];
    estimate: boolean;
    worksheet: Hours;
  };
  assessment: string | null;
  attestation: { text: string; signedAt: string } | null;
  /** The programme administrator's name and credential; null where the practice has set none. */
  signature: CertificateSetting["signature"];
  /** How the certificate is drawn. Since format 2; before it there was nothing to choose. */
  look?: Look;
  /** The principles whose modules were completed. Since format 2. */
  principles?: string[];
  /** The SHA-256 of the release's syllabus, which stays readable. Since format 3. */
  syllabus?: string;
  /** Until when it is valid; null for good. Since format 3; before it every record was. */
  validity?: Validity | null;
  keep: { years: number; advice: string };
  /** The record in whose place this one was issued, as its certificate prints it. Since format 3, of such records alone. */
  replaces?: { code: string; issuedAt: string };
  person: { method: "HMAC-SHA-256"; hash: string };
}

/** `title` is as printed: full wherever there is an approval. `logo` is the hash of a picture that stays. */
export type Look = Pick<CertificateSetting, "title" | "accent" | "logo">;

/** What records issued before the practice could choose are drawn with. */
export const plainLook: Look = { title: "full", accent: "#b1202c", logo: null };

/** Printed wherever hours are while no approval is configured (CE-30). */
export const unapproved =
  "This course has not been approved for continuing-education credit by APA, NBCC, ASWB, NAADAC or any state board. Hours shown are learning time.";

/** The approvals under which a course gives credit: none where its worksheet comes to no hours. */
export function creditedBy({ hours }: Pick<Course, "hours">, approvals: Approval[]): Approval[] {
  return hours.hours > 0 ? approvals : [];
}

/** What is printed beside a course's hours: each approval's statement, or that there is none. */
export function statementsOn(course: Pick<Course, "hours">, approvals: Approval[]): string[] {
  const credited = creditedBy(course, approvals);
  return credited.length > 0 ? credited.map(({ statement }) => statement) : [unapproved];
}

/** The title as the certificate prints it. */
export function printedTitle({ course, look = plainLook }: Pick<RecordEntry, "course" | "look">): string {
  return look.title === "neutral" ? course.shortTitle : course.title;
}

interface Attested {
  code: string;
  release: Release;
  practice: Practice;
  terms: Terms;
  url: string;
  attestation: RecordEntry["attestation"];
  /** Which quizzes were passed. */
  evidence: { attempts: { quizId: string; passed: boolean | null }[] };
  validity: Validity | null;
  syllabus: string;
  personHash: string;
  now: Date;
}

/** The entry of a record that is issued now. Hours come from the release's credit worksheet and from nowhere else. */
export function writeEntry({
  code,
  release,
  practice,
  terms: { setting, approvals: current },
  url,
  attestation,
  evidence,
  validity,
  syllabus,
  personHash,
  now,
}: Attested): RecordEntry {
  const { course } = release;
  const approvals = creditedBy(course, current);
  const isApproved = approvals.length > 0;
  const { accent, logo, keepYears } = setting;
  return {
    format: 3,
    code,
    course: describeCourse(release),
    provider: { name: practice.name, contact: practice.contact, address: url },
    approvals,
    statement: isApproved ? null : unapproved,
    completedAt: now.toISOString(),
    zone: practice.zone,
    credit: {
      hours: course.hours.hours,
      unit: isApproved ? "CE hour" : "hour of learning time",
      category: setting.category,
      estimate: course.hours.pilot === null,
      worksheet: course.hours,
    },
    assessment: assessmentOf(course, evidence),
    attestation,
    signature: setting.signature,
    look: { title: isApproved ? "full" : setting.title, accent, logo },
    principles: course.modules.flatMap(({ principle }) => principle ?? []),
    syllabus,
    validity,
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
function assessmentOf(course: Course, { attempts }: Attested["evidence"]): string | null {
  const passed = course.modules.flatMap(({ quiz }) =>
    quiz && attempts.some((attempt) => attempt.quizId === quiz.id && attempt.passed) ? [quiz.passMark] : [],
  );
  if (passed.length === 0) return null;
  const marks = [...new Set(passed)].sort((a, b) => a - b).map((mark) => `${mark}%`);
  return `Post-test passed (${marks.join(", ")} or above)`;
}
