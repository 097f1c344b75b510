import type { Schema } from "#db/schema.ts";

/**
 * What each table holds of people: whose it is, how long it is kept, what an export of one's own data holds of it and
 * what erasure does. Every table has an entry, or the code does not compile; retention, export and erasure go by it.
 */
export const personalData: { [Table in keyof Schema]: Entry<Table> } = {
  practice: { nobodys: "The practice's own name and contact." },
  person: {
    whose: [{ column: "id" }],
    keep: { until: "the account is erased" },
    exported: [
      "email",
      "name",
      "zone",
      "legal_model",
      "profession",
      "joined_on",
      "external_id",
      "created_at",
      "suspended_at",
      "left_at",
    ],
    erased: {
      empty: ["email", "name", "zone", "legal_model", "profession", "joined_on", "external_id"],
      because: "Evidence names the row; emptied, it names no human being.",
    },
  },
  closure: {
    whose: [{ column: "person_id" }],
    keep: { until: "the person takes it back or the account is erased" },
    exported: ["asked_at", "due_at"],
    erased: "rows",
  },
  password: {
    whose: [{ column: "person_id" }],
    keep: { until: "it is changed or the account is erased" },
    exported: ["changed_at"],
    erased: "rows",
  },
  identity: {
    whose: [{ column: "person_id" }],
    keep: { until: "it is unlinked or the account is erased" },
    exported: ["issuer", "subject", "linked_at"],
    erased: "rows",
  },
  session: {
    whose: [{ column: "person_id" }],
    keep: { days: 30, after: "created_at" },
    exported: ["created_at", "last_seen_at", "method", "device"],
    erased: "rows",
  },
  role_grant: {
    whose: [{ column: "person_id" }],
    keep: { until: "the practice's data are deleted" },
    exported: ["role", "course_id", "started_at", "ended_at", "until"],
    erased: { nothing: "Who could do what, and when, must stay answerable; ids only." },
  },
  team: { nobodys: "A team's name; who is in it is team_member and team_supervisor." },
  team_member: {
    whose: [{ column: "person_id" }],
    keep: { until: "the practice's data are deleted" },
    exported: ["team_id", "started_at", "ended_at"],
    erased: { nothing: "Reports on past months count it; ids only." },
  },
  team_supervisor: {
    whose: [{ column: "person_id" }],
    keep: { until: "the practice's data are deleted" },
    exported: ["team_id", "started_at", "ended_at"],
    erased: { nothing: "Who could see whose standing must stay answerable; ids only." },
  },
  invitation: {
    whose: [{ column: "accepted_by" }, { column: "invited_by", named: true }],
    keep: { days: 30, after: "expires_at", when: "never accepted" },
    exported: [
      "email",
      "name",
      "role",
      "profession",
      "joined_on",
      "external_id",
      "licence_type",
      "licence_number",
      "licence_jurisdiction",
      "invited_at",
      "accepted_at",
    ],
    // Those to the person's address too, which were never accepted.
    erased: {
      empty: [
        "email",
        "name",
        "profession",
        "joined_on",
        "external_id",
        "licence_type",
        "licence_number",
        "licence_jurisdiction",
      ],
      because: "That somebody was invited stays; who they were does not.",
    },
  },
  reset_link: {
    whose: [{ column: "person_id" }, { column: "made_by", named: true }],
    keep: { days: 90, after: "made_at" },
    exported: ["made_at", "used_at"],
    erased: "rows",
  },
  email_change: {
    whose: [{ column: "person_id" }],
    keep: { days: 90, after: "asked_at" },
    exported: ["email", "former", "asked_at", "used_at"],
    erased: "rows",
  },
  first_run_link: { nobodys: "There is nobody yet." },
  course: { nobodys: "What there is to learn." },
  course_release: {
    whose: [{ column: "published_by" }],
    keep: { until: "no record refers to it" },
    exported: ["course_id", "version", "published_at"],
    erased: { nothing: "A release is never changed; an id only. Authors' names are the course's text." },
  },
  syllabus: { nobodys: "What a release covers. Authors' names are the course's text." },
  course_check: { nobodys: "Faults in courses." },
  enrolment: {
    whose: [{ column: "person_id" }],
    keep: { until: "the account is erased" },
    exported: ["course_id", "cycle", "release_id", "enrolled_at", "left_at"],
    erased: { nothing: "Records and submitted attempts refer to it; ids only." },
  },
  enrolment_place: {
    whose: [{ column: "enrolment_id", through: "enrolment" }],
    keep: { until: "the account is erased" },
    exported: ["lesson_id", "at"],
    erased: "rows",
  },
  lesson_read: {
    whose: [{ column: "enrolment_id", through: "enrolment" }],
    keep: { until: "the account is erased" },
    exported: ["lesson_id", "ordinal", "release_id", "read_at"],
    erased: "rows",
  },
  attempt: {
    whose: [{ column: "enrolment_id", through: "enrolment" }],
    keep: { until: "the practice's data are deleted" },
    exported: ["quiz_id", "ordinal", "opened_at", "submitted_at", "score_top", "score_bottom", "passed"],
    erased: { nothing: "A submitted attempt is evidence and is never changed; ids only." },
  },
  attempt_answer: {
    whose: [{ column: "attempt_id", through: "attempt" }],
    keep: { days: 365, after: "saved_at", when: "the course was completed as long ago" },
    exported: ["item_id", "chosen", "saved_at"],
    erased: "rows",
  },
  accommodation: {
    whose: [
      { column: "enrolment_id", through: "enrolment" },
      { column: "granted_by", named: true },
    ],
    keep: { until: "the practice's data are deleted" },
    exported: ["quiz_id", "attempts", "granted_at"],
    erased: { nothing: "It says why there are more attempts than the quiz allows; ids only." },
  },
  accommodation_reason: {
    whose: [{ column: "accommodation_id", through: "accommodation" }],
    keep: { days: 730, after: "accommodation's granted_at" },
    exported: ["reason"],
    erased: "rows",
  },
  vignette_finish: {
    whose: [{ column: "enrolment_id", through: "enrolment" }],
    keep: { until: "the account is erased" },
    exported: ["vignette_id", "release_id", "finished_at"],
    erased: "rows",
  },
  vignette_tally: { nobodys: "How many finished a case; nobody is named, and no time." },
  vignette_count: { nobodys: "How many chose an option; nobody is named, and no time." },
  name_confirmation: {
    whose: [{ column: "enrolment_id", through: "enrolment" }],
    keep: { until: "the account is erased" },
    exported: ["name", "licences", "confirmed_at"],
    erased: "rows",
  },
  attestation: {
    whose: [{ column: "enrolment_id", through: "enrolment" }],
    keep: { until: "the practice's data are deleted" },
    exported: ["text", "signed_at"],
    erased: { nothing: "Part of the evidence; its text names nobody." },
  },
  sign_off: {
    whose: [
      { column: "enrolment_id", through: "enrolment" },
      { column: "signed_by", named: true },
    ],
    keep: { until: "the practice's data are deleted" },
    exported: ["observed_on", "observed", "met", "at"],
    erased: { nothing: "Part of the evidence; it holds ids and no words." },
  },
  sign_off_withdrawal: {
    whose: [{ column: "sign_off_id", through: "sign_off" }],
    keep: { until: "the practice's data are deleted" },
    exported: ["why", "at"],
    erased: { nothing: "Part of the evidence; it holds no words of anybody." },
  },
  evaluation_sent: {
    whose: [{ column: "enrolment_id", through: "enrolment" }],
    keep: { until: "the practice's data are deleted" },
    exported: ["enrolment_id"],
    erased: { nothing: "That it was sent is a condition of the record; an id only, without a time." },
  },
  evaluation: { nobodys: "Answers that nothing joins to who gave them; they were asked not to say who they are." },
  completion_record: {
    whose: [{ column: "person_id" }],
    keep: { until: "the practice's data are deleted" },
    exported: ["code", "course_id", "cycle", "release_id", "issued_at", "replaces", "entry"],
    erased: { nothing: "It names nobody; the person's part is record_person." },
  },
  record_person: {
    whose: [{ column: "record_id", through: "completion_record" }],
    keep: { years: 8, orLonger: "keep_years", after: "record's issued_at" },
    exported: ["name", "licences"],
    // Then by withdrawPerson, which says so in the log first and has the record's key ended, so that copies close too.
    erased: { nothing: "Boards ask for it for years: it goes when its time is over, and not with the account." },
  },
  record_revocation: {
    whose: [{ column: "record_id", through: "completion_record" }],
    keep: { until: "the person's part of the record goes: the database deletes both" },
    exported: ["reason"],
    erased: { nothing: "It goes with the person's part of the record." },
  },
  evidence_entry: {
    whose: [{ column: "record_id", through: "completion_record" }],
    keep: { until: "the practice's data are deleted" },
    exported: ["position", "kind", "at", "body"],
    erased: { nothing: "It names nobody; without the person's part its salted hash tells nothing of them." },
  },
  evidence_checkpoint: { nobodys: "Signed sizes and hashes of the log." },
  evidence_head: { nobodys: "How long the log is." },
  evidence_stamp: { nobodys: "Keyed hashes of entries of the log, which name nobody." },
  outside_certificate: {
    whose: [{ column: "person_id" }],
    keep: { until: "the person deletes it or the account is erased" },
    exported: ["title", "provider", "completed_on", "hundredths", "category", "number"],
    erased: "rows",
  },
  outside_file: {
    whose: [{ column: "certificate_id", through: "outside_certificate" }],
    keep: { until: "the person deletes it or the account is erased" },
    // With the file itself, opened as its own page does.
    exported: ["type", "size", "added_at"],
    // Erasing ends each file's key too, so that copies close.
    erased: "rows",
  },
  request: {
    whose: [
      { column: "person_id" },
      { column: "acknowledged_by", named: true },
      { column: "answered_by", named: true },
      { column: "resolved_by", named: true },
    ],
    keep: { until: "the practice's data are deleted" },
    exported: ["number", "kind", "sent_on", "acknowledged_at", "answered_at", "resolved_at"],
    erased: { empty: ["person_id"], because: "That requests were answered in time must stay answerable." },
  },
  request_text: {
    whose: [{ column: "request_id", through: "request" }],
    keep: { days: 730, after: "request's sent_on" },
    // With the words themselves, opened as the person's own page does.
    exported: ["part"],
    erased: "rows",
  },
  audit_entry: {
    whose: [{ column: "actor_id" }, { column: "subject_id" }],
    keep: { until: "the practice's data are deleted" },
    exported: ["at", "act", "subject_kind", "subject_id"],
    erased: { nothing: "The trail is never changed; ids only." },
  },
  audit_reason: {
    whose: [{ column: "entry_id", through: "audit_entry", by: "subject_id" }],
    keep: { days: 730, after: "entry's at" },
    exported: { not: "It may speak of others; a person asks the practice for it." },
    erased: "rows",
  },
  view_log: {
    whose: [{ column: "subject_id" }, { column: "viewer_id", named: true }],
    keep: { days: 730, after: "at" },
    exported: ["at", "viewer_id", "subject_kind", "subject_id"],
    erased: "rows",
  },
  sign_in_event: {
    whose: [{ column: "person_id" }],
    keep: { days: 90, after: "at" },
    exported: ["at", "ip", "outcome"],
    erased: "rows",
  },
  outbox: { nobodys: "Effects name rows by id; what is sent is made when it is sent." },
  private_text: {
    whose: [{ column: "person_id" }],
    keep: { until: "the person deletes it or the account is erased" },
    // With the text itself, opened as exportWriting does.
    exported: ["course_id", "kind", "subject_id", "anchor", "saved_at"],
    // With the person's key, so that copies close too.
    erased: "rows",
  },
  bookmark: {
    whose: [{ column: "person_id" }],
    keep: { until: "the person removes it or the account is erased" },
    exported: ["course_id", "lesson_id", "anchor", "made_at"],
    erased: "rows",
  },
  reflection_share: {
    whose: [{ column: "person_id" }, { column: "reader_id", named: true }],
    keep: { until: "the person takes it back or deletes the reflection, or the account is erased" },
    // With the copy itself, opened.
    exported: ["text_id", "reader_id", "shared_at", "opened_at", "earlier_opened_at"],
    erased: "rows",
  },
  item_statistic: { nobodys: "Sums over first attempts without persons or times, shown in steps of five." },
  practice_again: {
    whose: [{ column: "person_id" }],
    keep: { until: "the learner forgets it or the account is erased" },
    exported: ["course_id", "started_at", "turn"],
    erased: "rows",
  },
  practice_again_item: {
    whose: [{ column: "person_id" }],
    keep: { until: "the learner forgets it or the account is erased" },
    exported: ["course_id", "item_id", "due_at", "memory"],
    erased: "rows",
  },
  certificate_setting: { nobodys: "Who signs for the programme, as the practice prints it on every certificate." },
  certificate_logo: { nobodys: "The practice's own picture." },
  practice_approval: { nobodys: "What an approving body gave the practice." },
  certificate: {
    whose: [{ column: "record_id", through: "completion_record" }],
    // By the database itself, with record_person.
    keep: { years: 8, orLonger: "keep_years", after: "record's issued_at" },
    // With the file itself, opened.
    exported: ["sha256", "drawn_at"],
    erased: { nothing: "It is the record as its owner has it: it goes with the person's part of the record." },
  },
  record_disclosure: {
    whose: [{ column: "record_id", through: "completion_record" }],
    keep: { until: "the person takes it back, or the account is erased" },
    exported: ["at"],
    erased: "rows",
  },
  assignment: {
    whose: [{ column: "person_id" }, { column: "assigned_by", named: true }, { column: "ended_by", named: true }],
    keep: { until: "the practice's data are deleted" },
    exported: ["course_id", "due_kind", "due_on", "due_days", "assigned_at", "ended_at"],
    erased: { nothing: "Who asked for what, and when, must stay answerable; ids only." },
  },
  assignee: {
    whose: [{ column: "person_id" }],
    keep: { until: "the practice's data are deleted" },
    exported: ["course_id", "began_at", "due_on", "ended_at"],
    erased: { nothing: "Reports on past months count it; ids only." },
  },
  concession: {
    whose: [{ column: "person_id" }, { column: "granted_by", named: true }, { column: "ended_by", named: true }],
    keep: { until: "the practice's data are deleted" },
    exported: ["kind", "course_id", "until_on", "granted_at", "ended_at"],
    erased: { nothing: "It says why a date did not count; ids only." },
  },
  concession_reason: {
    whose: [{ column: "concession_id", through: "concession" }],
    keep: { days: 730, after: "concession's granted_at" },
    exported: ["reason"],
    erased: "rows",
  },
  standing: {
    whose: [{ column: "person_id" }],
    keep: { until: "the rows it is copied from go" },
    exported: { not: "Every time in it is exported with the row it is copied from." },
    erased: "rows",
  },
  reminder_setting: { nobodys: "When the practice reminds its people." },
  reminder_day: { nobodys: "The days whose letters are written down." },
  reminder: {
    whose: [{ column: "person_id" }],
    keep: { days: 400, after: "day" },
    exported: ["course_id", "kind", "rule", "cycle", "due_on", "day", "outcome", "decided_at"],
    erased: "rows",
  },
  reminder_choice: {
    whose: [{ column: "person_id" }],
    keep: { until: "the account is erased" },
    exported: ["early", "overdue", "digest", "changed_at"],
    erased: "rows",
  },
  calendar_feed: {
    whose: [{ column: "person_id" }],
    keep: { until: "the person ends it or the account is erased" },
    exported: ["made_at"],
    erased: "rows",
  },
  nudge: {
    whose: [{ column: "person_id" }, { column: "by_id", named: true }],
    keep: { days: 730, after: "at" },
    exported: ["course_id", "at"],
    erased: "rows",
  },
  nudge_sentence: {
    whose: [{ column: "nudge_id", through: "nudge" }],
    keep: { until: "it is sent or cannot be sent" },
    exported: { not: "It is kept for minutes, and the letter holds it." },
    erased: "rows",
  },
  evidence_export: {
    whose: [{ column: "person_id" }],
    keep: { until: "the practice's data are deleted" },
    exported: ["kind", "at"],
    erased: { nothing: "Who took evidence out of the practice, and when, must stay answerable; ids only." },
  },
  reporting_consent: {
    whose: [{ column: "record_id", through: "completion_record" }],
    keep: { until: "the person takes it back, or the record's name is withdrawn" },
    exported: ["last_name", "first_name", "licence_number", "jurisdiction", "at"],
    // By withdrawPerson, with the record's name.
    erased: "rows",
  },
  person_licence: {
    whose: [{ column: "person_id" }],
    keep: { until: "the person deletes it or the account is erased" },
    exported: ["type", "number", "jurisdiction", "added_at"],
    erased: "rows",
  },
  people_import: {
    whose: [{ column: "uploaded_by" }],
    keep: { until: "the practice's data are deleted" },
    exported: ["uploaded_at", "finished_at", "invited", "changed", "unchanged", "refused"],
    erased: { nothing: "How many came and went by a file, and who sent it; ids only." },
  },
  // Deleted when the import is carried out or thrown away, and a day after the upload in any case.
  people_import_row: {
    whose: [{ column: "import_id", through: "people_import" }],
    keep: { days: 1, after: "import's uploaded_at" },
    exported: { not: "Lines of the practice's own list, about others." },
    erased: "rows",
  },
};

export type Entry<Table extends keyof Schema> = { nobodys: string } | Held<keyof Schema[Table] & string>;

/** What a table with these columns holds of people. */
export interface Held<Column extends string = string> {
  /** The columns by which a row is somebody's, and those that only name somebody. */
  whose: Whose<Column>[];
  keep: { until: string } | Period<Column>;
  exported: Column[] | { not: string };
  erased: "rows" | { empty: Column[]; because: string } | { nothing: string };
}

export interface Whose<Column extends string = string> {
  /** It holds a person's id, or the id of a row of `through` that is theirs: by all that makes one theirs, or by one. */
  column: Column;
  through?: keyof Schema;
  by?: string;
  /** The row is another's and tells who did something to it: it is neither handed out to them nor erased with them. */
  named?: true;
}

/** How long a row is kept after a time of its own, or of the row through which it is somebody's. */
export type Period<Column extends string = string> = Length & {
  after: Column | `${string}'s ${string}`;
  when?: Condition;
};

/** Days, or years by the calendar: the practice may choose more of them, in its certificate settings. */
type Length = { days: number } | { years: number; orLonger: "keep_years" };

/** What else must hold before a row goes; personal-data/retention.ts knows each. */
export type Condition = "never accepted" | "the course was completed as long ago";
