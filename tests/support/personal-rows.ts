import { sql } from "kysely";
import type { Release } from "#app/domain/course.ts";
import { hashToken, newId } from "#app/platform/chance.ts";
import type { Db } from "#db/open.ts";
import type { Schema } from "#db/schema.ts";

/** The tables that hold nothing of people; every other has sample rows here, or this file does not compile. */
export const nobodysTables = [
  "practice",
  "team",
  "first_run_link",
  "course",
  "course_check",
  "vignette_tally",
  "vignette_count",
  "evaluation",
  "evidence_checkpoint",
  "evidence_head",
  "evidence_stamp",
  "outbox",
  "item_statistic",
  "certificate_setting",
  "reminder_setting",
  "reminder_day",
  "certificate_logo",
  "practice_approval",
  "syllabus",
] as const satisfies (keyof Schema)[];

type Personal = Exclude<keyof Schema, (typeof nobodysTables)[number]>;

export type PersonalRows = { [Table in Personal]: Schema[Table][] };

interface Wanted {
  /** A word that stands in every text that tells who somebody is or what they wrote, and in nobody else's. */
  canary: string;
  /** Somebody else, whom rows name: who invited, supervises, read or answered. Themselves unless said. */
  otherId?: string;
  teamId?: string;
  release: Release;
  /** The time of everything. */
  at: string;
  /** Numbers that only one row of its kind has. */
  number: number;
}

/** A row or two in every table that holds something of people, all of one person, in an order that references allow. */
export function rowsOf({ canary, release, at, number, teamId = "", ...given }: Wanted): PersonalRows {
  const person_id = newId();
  const other = given.otherId ?? person_id;
  const id = () => newId();
  const [enrolment_id, attempt_id, record_id, accommodation_id] = [id(), id(), id(), id()];
  const [request_id, text_id, entry_id, concession_id, nudge_id] = [id(), id(), id(), id(), id()];
  const [assignment_id, certificate_id, sign_off_id, import_id] = [id(), id(), id(), id()];
  const [release_id, course_id] = [release.id, release.courseId];
  const email = `${canary}@practice.example`;
  const sealed = { ciphertext: canary, nonce: "nonce" };
  const grant = { started_at: at, ended_at: null };
  const known = { profession: canary, joined_on: at.slice(0, 10), external_id: canary };
  const licence = { licence_type: canary, licence_number: canary, licence_jurisdiction: canary, import_id: null };
  const invited = { email, name: canary, role: null, team_id: null, withdrawn_at: null, ...known, ...licence };
  const invitation = { ...invited, invited_by: other, invited_at: at, expires_at: at };
  const unreleased = { version: "9.0.0", version_order: "00009", sources: "{}", compiled: "{}" };
  return {
    person: [
      {
        id: person_id,
        email,
        name: canary,
        zone: "Europe/Dublin",
        created_at: at,
        suspended_at: null,
        left_at: null,
        erased_at: null,
        alias_of: null,
        version: 1,
        legal_model: "nordic",
        ...known,
      },
    ],
    closure: [{ person_id, asked_at: at, due_at: "9999-01-01T00:00:00.000Z" }],
    password: [{ person_id, hash: canary, changed_at: at }],
    identity: [{ issuer: "https://id.example", subject: canary, person_id, linked_at: at }],
    session: [
      {
        id: id(),
        token_hash: `token ${canary}`,
        person_id,
        created_at: at,
        last_seen_at: at,
        method: "password",
        second_factor_at: null,
        reauthenticated_at: null,
        device: canary,
      },
    ],
    role_grant: [{ id: id(), person_id, role: "author", course_id: null, until: null, ...grant }],
    team_member: teamId ? [{ id: id(), team_id: teamId, person_id, ...grant }] : [],
    team_supervisor: teamId ? [{ id: id(), team_id: teamId, person_id, ...grant }] : [],
    invitation: [
      { ...invitation, id: id(), form_key: id(), token_hash: id(), accepted_at: at, accepted_by: person_id },
      { ...invitation, id: id(), form_key: id(), token_hash: id(), accepted_at: null, accepted_by: null },
    ],
    reset_link: [
      {
        id: id(),
        form_key: id(),
        token_hash: id(),
        person_id,
        made_by: other,
        made_at: at,
        expires_at: at,
        used_at: null,
      },
    ],
    email_change: [
      {
        id: id(),
        form_key: id(),
        token_hash: id(),
        person_id,
        email: `new.${email}`,
        former: email,
        asked_at: at,
        expires_at: at,
        used_at: null,
      },
    ],
    course_release: [
      {
        ...unreleased,
        id: id(),
        course_id,
        version: `9.0.${number}`,
        version_order: `00009.00000.${number}`,
        hash: `release ${number}`,
        published_at: at,
        published_by: person_id,
      },
    ],
    enrolment: [{ id: enrolment_id, person_id, course_id, cycle: 1, release_id, enrolled_at: at, left_at: null }],
    enrolment_place: [{ enrolment_id, lesson_id: "lesson11", anchor: null, at }],
    lesson_read: [{ id: id(), enrolment_id, lesson_id: "lesson11", ordinal: 1, release_id, read_at: at }],
    attempt: [
      {
        id: attempt_id,
        enrolment_id,
        quiz_id: "quiz1",
        ordinal: 1,
        release_id,
        form_key: id(),
        seed: "seed",
        drawn: "[]",
        opened_at: at,
        submitted_at: null,
        score_top: null,
        score_bottom: null,
        passed: null,
        missed: null,
      },
    ],
    attempt_answer: [{ attempt_id, item_id: "item", chosen: `["${canary}"]`, saved_at: at, version: 1 }],
    accommodation: [
      {
        id: accommodation_id,
        form_key: id(),
        enrolment_id,
        quiz_id: null,
        attempts: 1,
        granted_by: other,
        granted_at: at,
      },
    ],
    accommodation_reason: [{ accommodation_id, reason: canary }],
    vignette_finish: [{ id: id(), enrolment_id, release_id, vignette_id: "vignette", finished_at: at }],
    name_confirmation: [
      { id: id(), enrolment_id, form_key: id(), name: canary, licences: `["${canary}"]`, confirmed_at: at },
    ],
    attestation: [{ id: id(), enrolment_id, release_id, confirmation_id: id(), text: "I did it.", signed_at: at }],
    sign_off: [
      {
        id: sign_off_id,
        form_key: id(),
        enrolment_id,
        release_id,
        signed_by: other,
        observed_on: at.slice(0, 10),
        observed: "{}",
        met: 1,
        at,
      },
    ],
    sign_off_withdrawal: [{ sign_off_id, why: "misjudged", at }],
    evaluation_sent: [{ enrolment_id }],
    completion_record: [
      {
        id: record_id,
        code: `code ${number}`,
        person_id,
        course_id,
        cycle: 1,
        enrolment_id,
        release_id,
        issued_at: at,
        replaces: null,
        entry: "{}",
      },
    ],
    record_person: [{ record_id, name: canary, licences: `["${canary}"]`, salt: canary }],
    evidence_entry: [{ position: 1_000_000 + number, kind: "artifact", record_id, at, body: "{}", leaf_hash: "hash" }],
    record_revocation: [{ record_id, reason: "holder-asked", salt: "salt" }],
    outside_certificate: [
      {
        id: certificate_id,
        person_id,
        form_key: id(),
        title: canary,
        provider: canary,
        completed_on: at.slice(0, 10),
        hundredths: 150,
        category: "ethics",
        number: canary,
        version: 1,
        changed_at: at,
      },
    ],
    outside_file: [
      { id: id(), certificate_id, form_key: id(), type: "application/pdf", size: 9, ...sealed, added_at: at },
    ],
    request: [
      {
        id: request_id,
        number: `number ${number}`,
        form_key: `${person_id}/key`,
        kind: "accommodation",
        person_id,
        sent_on: at.slice(0, 10),
        due_at: at,
        acknowledged_at: at,
        acknowledged_by: other,
        answered_at: at,
        answered_by: other,
        resolved_at: at,
        resolved_by: other,
      },
    ],
    request_text: [{ request_id, part: "reason", ...sealed }],
    audit_entry: [
      {
        id: entry_id,
        at,
        actor_kind: "person",
        actor_id: other,
        act: "suspend person",
        subject_kind: "person",
        subject_id: person_id,
      },
    ],
    audit_reason: [{ entry_id, reason: canary }],
    view_log: [{ id: id(), at, viewer_id: other, subject_kind: "person", subject_id: person_id }],
    sign_in_event: [
      { id: id(), at, account: hashToken(email), ip: canary, outcome: "signed-in", person_id },
      { id: id(), at, account: hashToken(email), ip: canary, outcome: "refused", person_id: null },
    ],
    private_text: [
      {
        id: text_id,
        person_id,
        course_id,
        kind: "reflection",
        subject_id: "prompt",
        anchor: "",
        ...sealed,
        version: 1,
        page: "page",
        turn: 1,
        saved_at: at,
      },
    ],
    bookmark: [{ person_id, course_id, lesson_id: "lesson11", anchor: "", made_at: at }],
    reflection_share:
      other === person_id
        ? []
        : [
            {
              id: id(),
              text_id,
              person_id,
              reader_id: other,
              ...sealed,
              version: 1,
              shared_at: at,
              opened_at: null,
              earlier_opened_at: null,
            },
          ],
    practice_again: [{ person_id, course_id, started_at: at, turn: 1, seed: "seed" }],
    practice_again_item: [{ person_id, course_id, item_id: "item", due_at: at, memory: `{"${canary}":1}` }],
    certificate: [{ record_id, template: 1, sha256: "hash", ...sealed, drawn_at: at }],
    record_disclosure: [{ record_id, at }],
    assignment: [
      {
        id: assignment_id,
        form_key: id(),
        course_id,
        person_id,
        team_id: null,
        profession: null,
        due_kind: "none",
        due_on: null,
        due_days: null,
        assigned_by: other,
        assigned_as: "administrator",
        assigned_at: at,
        ended_at: null,
        ended_by: null,
        version: 1,
      },
    ],
    assignee: [
      { id: id(), assignment_id, person_id, course_id, began_at: at, joined_at: at, due_on: null, ended_at: null },
    ],
    concession: [
      {
        id: concession_id,
        form_key: id(),
        kind: "extension",
        person_id,
        course_id,
        until_on: at.slice(0, 10),
        granted_by: other,
        granted_at: at,
        ended_at: null,
        ended_by: null,
      },
    ],
    concession_reason: [{ concession_id, reason: canary }],
    standing: [],
    nudge: [{ id: nudge_id, form_key: id(), person_id, by_id: person_id, course_id, cycle: 1, at }],
    nudge_sentence: [{ nudge_id, ...sealed }],
    evidence_export: [
      {
        id: id(),
        form_key: id(),
        kind: "roster",
        course_id,
        release_id: null,
        from_day: at.slice(0, 10),
        to_day: at.slice(0, 10),
        person_id,
        at,
      },
    ],
    person_licence: [{ id: id(), person_id, type: canary, number: canary, jurisdiction: canary, added_at: at }],
    people_import: [
      {
        id: import_id,
        uploaded_by: person_id,
        uploaded_at: at,
        columns: "[]",
        left_out: "[]",
        empty_lines: "[]",
        delimiter: ",",
        encoding: "utf-8",
        begun_at: null,
        finished_at: null,
        invited: null,
        changed: null,
        unchanged: null,
        refused: null,
        overtaken: null,
      },
    ],
    people_import_row: [
      {
        import_id,
        line: 2,
        cells: "{}",
        readable: 1,
        result: "unchanged",
        verdict: "{}",
        done_at: null,
        overtaken: 0,
      },
    ],
    reporting_consent: [
      { record_id, last_name: canary, first_name: canary, licence_number: canary, jurisdiction: canary, at },
    ],
    reminder: [
      {
        ...{ id: id(), reminder_key: id(), person_id, course_id, kind: "early" as const, rule: "before-3", cycle: 1 },
        ...{ due_on: "2026-03-05", day: at.slice(0, 10), letter: id(), outcome: "sent", decided_at: at },
      },
    ],
    reminder_choice: [{ person_id, early: 1, overdue: 0, digest: 0, changed_at: at }],
    calendar_feed: [{ person_id, token_hash: id(), made_at: at }],
  };
}

/** Puts them in; answers with the person's id. */
export async function insertRows(db: Db, rows: PersonalRows): Promise<string> {
  for (const [table, some] of Object.entries(rows)) {
    for (const row of some) {
      const columns = sql.join(Object.keys(row).map((column) => sql.ref(column)));
      await sql`insert into ${sql.table(table)} (${columns}) values (${sql.join(Object.values(row))})`.execute(db);
    }
  }
  return rows.person[0]?.id ?? "";
}

/** Which of these rows still stand as they were, by table. */
export async function countStanding(db: Db, rows: PersonalRows): Promise<Record<string, number>> {
  const counted: Record<string, number> = {};
  for (const [table, some] of Object.entries(rows)) {
    counted[table] = 0;
    for (const row of some) {
      const isThis = Object.entries(row).map(([column, value]) =>
        value === null ? sql`${sql.ref(column)} is null` : sql`${sql.ref(column)} = ${value}`,
      );
      const found = await sql`select 1 from ${sql.table(table)} where ${sql.join(isThis, sql` and `)}`.execute(db);
      counted[table] += found.rows.length;
    }
  }
  return counted;
}

/** How many there are, by table. */
export function countRows(rows: PersonalRows): Record<string, number> {
  return Object.fromEntries(Object.entries(rows).map(([table, some]) => [table, some.length]));
}
