import type { Schema } from "#db/schema.ts";

/** Of which changes of a table a verification says that it sees each: of all its rows and columns unless said otherwise. */
export interface Claim<Column extends string = string> {
  /** The rows, as a condition in SQL. */
  rows?: string;
  columns?: Column[];
  /** What may come or go unseen, and why that is nothing. */
  unseen?: { rows: ("added" | "gone")[]; because: string };
}

/** The tables by which evidence stands. tests/trust changes each of them at random. */
export const claimed = {
  evidence_entry: {},
  evidence_checkpoint: {},
  evidence_head: {},
  completion_record: {},
  record_person: {},
  record_revocation: {},
  certificate: {},
  attestation: {},
  course_release: {
    rows: "id in (select release_id from completion_record)",
    unseen: { rows: ["added"], because: "No record rests on a release that was added." },
  },
  syllabus: {
    rows: "release_id in (select release_id from completion_record)",
    unseen: { rows: ["added"], because: "No record rests on a release that was added." },
  },
  certificate_logo: {
    columns: ["hash", "bytes"],
    unseen: { rows: ["gone"], because: "An older copy may lack it; what was printed is in the certificates." },
  },
  closure: {},
  person: {
    rows: "erased_at is not null",
    columns: ["erased_at", "email", "name", "zone", "legal_model", "profession", "joined_on", "external_id"],
    unseen: { rows: ["added", "gone"], because: "An older copy may not have known them, and others come and go." },
  },
} satisfies { [Table in keyof Schema]?: Claim<keyof Schema[Table] & string> };

type Unclaimed = Exclude<keyof Schema, keyof typeof claimed>;

/** All others, by why a change of them is no matter of evidence. Every table stands in one of the two. */
export const unclaimed: Record<string, Unclaimed[]> = {
  "What is done now: a record froze what it prints of it.": [
    "practice",
    "course",
    "course_check",
    "certificate_setting",
    "practice_approval",
    "enrolment",
    "enrolment_place",
    "lesson_read",
    "attempt",
    "attempt_answer",
    "vignette_finish",
    "name_confirmation",
    "sign_off",
    "sign_off_withdrawal",
    "evaluation_sent",
    "accommodation",
    "accommodation_reason",
    "standing",
  ],
  "Who may do what; the audit trail says who did.": [
    "password",
    "identity",
    "session",
    "role_grant",
    "team",
    "team_member",
    "team_supervisor",
    "invitation",
    "email_change",
    "reset_link",
    "first_run_link",
    "assignment",
    "assignee",
    "concession",
    "concession_reason",
    "people_import",
    "people_import_row",
  ],
  "What people chose, wrote or brought themselves, and may change.": [
    "record_disclosure",
    "reporting_consent",
    "person_licence",
    "outside_certificate",
    "outside_file",
    "request",
    "request_text",
    "private_text",
    "bookmark",
    "reflection_share",
    "practice_again",
    "practice_again_item",
    "reminder_choice",
    "calendar_feed",
  ],
  "Sums and letters, of which no record speaks.": [
    "evaluation",
    "vignette_tally",
    "vignette_count",
    "item_statistic",
    "reminder_setting",
    "reminder_day",
    "reminder",
    "nudge",
    "nudge_sentence",
    "outbox",
  ],
  "What says, until an entry is signed, that the server appended it.": ["evidence_stamp"],
  "Trails of their own, which are not signed.": [
    "audit_entry",
    "audit_reason",
    "view_log",
    "sign_in_event",
    "evidence_export",
  ],
};

/** The files: of the folder of evidence all but these, and the public keys. */
export const claimedKeys = "evidence.pub";
export const unclaimedFiles: Record<string, string> = { "journal.lock": "SQLite's lock; nothing is read from it." };
