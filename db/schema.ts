/** The tables as types, column for column as the migrations spell them (decision record 0008). */

export interface Schema {
  practice: PracticeTable;
  person: PersonTable;
  closure: ClosureTable;
  password: PasswordTable;
  identity: IdentityTable;
  session: SessionTable;
  role_grant: RoleGrantTable;
  team: TeamTable;
  team_member: TeamMemberTable;
  team_supervisor: TeamSupervisorTable;
  invitation: InvitationTable;
  reset_link: ResetLinkTable;
  email_change: EmailChangeTable;
  first_run_link: FirstRunLinkTable;
  course: CourseTable;
  course_release: CourseReleaseTable;
  syllabus: SyllabusTable;
  course_check: CourseCheckTable;
  enrolment: EnrolmentTable;
  enrolment_place: EnrolmentPlaceTable;
  lesson_read: LessonReadTable;
  attempt: AttemptTable;
  attempt_answer: AttemptAnswerTable;
  accommodation: AccommodationTable;
  accommodation_reason: AccommodationReasonTable;
  vignette_finish: VignetteFinishTable;
  vignette_tally: VignetteTallyTable;
  vignette_count: VignetteCountTable;
  name_confirmation: NameConfirmationTable;
  attestation: AttestationTable;
  sign_off: SignOffTable;
  sign_off_withdrawal: SignOffWithdrawalTable;
  evaluation_sent: EvaluationSentTable;
  evaluation: EvaluationTable;
  completion_record: CompletionRecordTable;
  record_person: RecordPersonTable;
  record_revocation: RecordRevocationTable;
  evidence_entry: EvidenceEntryTable;
  evidence_checkpoint: EvidenceCheckpointTable;
  evidence_head: EvidenceHeadTable;
  evidence_stamp: EvidenceStampTable;
  outside_certificate: OutsideCertificateTable;
  outside_file: OutsideFileTable;
  request: RequestTable;
  request_text: RequestTextTable;
  audit_entry: AuditEntryTable;
  audit_reason: AuditReasonTable;
  view_log: ViewLogTable;
  sign_in_event: SignInEventTable;
  outbox: OutboxTable;
  private_text: PrivateTextTable;
  bookmark: BookmarkTable;
  reflection_share: ReflectionShareTable;
  item_statistic: ItemStatisticTable;
  practice_again: PracticeAgainTable;
  practice_again_item: PracticeAgainItemTable;
  certificate_setting: CertificateSettingTable;
  certificate_logo: CertificateLogoTable;
  practice_approval: PracticeApprovalTable;
  certificate: CertificateTable;
  record_disclosure: RecordDisclosureTable;
  assignment: AssignmentTable;
  assignee: AssigneeTable;
  concession: ConcessionTable;
  concession_reason: ConcessionReasonTable;
  standing: StandingTable;
  reminder_setting: ReminderSettingTable;
  reminder_day: ReminderDayTable;
  reminder: ReminderTable;
  reminder_choice: ReminderChoiceTable;
  calendar_feed: CalendarFeedTable;
  nudge: NudgeTable;
  nudge_sentence: NudgeSentenceTable;
  evidence_export: EvidenceExportTable;
  reporting_consent: ReportingConsentTable;
  person_licence: PersonLicenceTable;
  people_import: PeopleImportTable;
  people_import_row: PeopleImportRowTable;
}

export interface PracticeTable {
  id: "practice";
  name: string;
  contact: string;
  zone: string;
  purpose: "live" | "demo" | "test";
  sender: string;
  reply_to: string;
  version: number;
  changed_at: string | null;
}

export interface PersonTable {
  id: string;
  email: string | null;
  name: string | null;
  zone: string | null;
  created_at: string;
  suspended_at: string | null;
  left_at: string | null;
  erased_at: string | null;
  alias_of: string | null;
  version: number;
  legal_model: string | null;
  profession: string | null;
  joined_on: string | null;
  external_id: string | null;
}

export interface ClosureTable {
  person_id: string;
  asked_at: string;
  due_at: string;
}

export interface PasswordTable {
  person_id: string;
  hash: string;
  changed_at: string;
}

export interface IdentityTable {
  issuer: string;
  subject: string;
  person_id: string;
  linked_at: string;
}

export interface SessionTable {
  id: string;
  token_hash: string;
  person_id: string;
  created_at: string;
  last_seen_at: string;
  method: "password" | "invitation" | "reset" | "first-run";
  second_factor_at: string | null;
  reauthenticated_at: string | null;
  device: string;
}

export interface RoleGrantTable {
  id: string;
  person_id: string;
  role: "administrator" | "supervisor" | "author" | "auditor" | "reviewer";
  course_id: string | null;
  started_at: string;
  ended_at: string | null;
  until: string | null;
}

export interface TeamTable {
  id: string;
  form_key: string;
  name: string;
  started_at: string;
  ended_at: string | null;
}

export interface TeamMemberTable {
  id: string;
  team_id: string;
  person_id: string;
  started_at: string;
  ended_at: string | null;
}

export interface TeamSupervisorTable {
  id: string;
  team_id: string;
  person_id: string;
  started_at: string;
  ended_at: string | null;
}

export interface InvitationTable {
  id: string;
  form_key: string;
  token_hash: string;
  email: string | null;
  name: string | null;
  role: "administrator" | "supervisor" | "author" | "auditor" | "reviewer" | null;
  team_id: string | null;
  invited_by: string | null;
  invited_at: string;
  expires_at: string;
  withdrawn_at: string | null;
  accepted_at: string | null;
  accepted_by: string | null;
  profession: string | null;
  joined_on: string | null;
  external_id: string | null;
  licence_type: string | null;
  licence_number: string | null;
  licence_jurisdiction: string | null;
  import_id: string | null;
}

export interface ResetLinkTable {
  id: string;
  form_key: string;
  token_hash: string;
  person_id: string;
  made_by: string | null;
  made_at: string;
  expires_at: string;
  used_at: string | null;
}

export interface EmailChangeTable {
  id: string;
  form_key: string;
  token_hash: string;
  person_id: string;
  email: string;
  former: string;
  asked_at: string;
  expires_at: string;
  used_at: string | null;
}

export interface FirstRunLinkTable {
  id: "first-run";
  token_hash: string;
  made_at: string;
}

export interface CourseTable {
  id: string;
  origin: "folder" | "editor";
  folder: string | null;
  missing_since: string | null;
  created_at: string;
}

export interface CourseReleaseTable {
  id: string;
  course_id: string;
  version: string;
  version_order: string;
  hash: string;
  sources: string;
  compiled: string;
  published_at: string;
  published_by: string;
}

export interface SyllabusTable {
  release_id: string;
  hash: string;
  text: string;
  made_at: string;
}

export interface CourseCheckTable {
  folder: string;
  course_id: string | null;
  hash: string;
  faults: string;
  checked_at: string;
}

export interface EnrolmentTable {
  id: string;
  person_id: string;
  course_id: string;
  cycle: number;
  release_id: string;
  enrolled_at: string;
  left_at: string | null;
}

export interface EnrolmentPlaceTable {
  enrolment_id: string;
  lesson_id: string | null;
  anchor: string | null;
  at: string;
}

export interface LessonReadTable {
  id: string;
  enrolment_id: string;
  lesson_id: string;
  ordinal: number;
  release_id: string;
  read_at: string;
}

export interface AttemptTable {
  id: string;
  enrolment_id: string;
  quiz_id: string;
  ordinal: number;
  release_id: string;
  form_key: string;
  seed: string;
  drawn: string;
  opened_at: string;
  submitted_at: string | null;
  score_top: number | null;
  score_bottom: number | null;
  passed: 0 | 1 | null;
  missed: string | null;
}

export interface AttemptAnswerTable {
  attempt_id: string;
  item_id: string;
  chosen: string;
  saved_at: string;
  version: number;
}

export interface AccommodationTable {
  id: string;
  form_key: string;
  enrolment_id: string;
  quiz_id: string | null;
  attempts: number;
  granted_by: string;
  granted_at: string;
}

export interface AccommodationReasonTable {
  accommodation_id: string;
  reason: string;
}

export interface VignetteFinishTable {
  id: string;
  enrolment_id: string;
  release_id: string;
  vignette_id: string;
  finished_at: string;
}

export interface VignetteTallyTable {
  id: string;
  release_id: string;
  team_id: string;
  vignette_id: string;
  finished: number;
  shown: number;
}

export interface VignetteCountTable {
  tally_id: string;
  scene_id: string;
  option_id: string;
  shown: number;
  held: number;
}

export interface NameConfirmationTable {
  id: string;
  enrolment_id: string;
  form_key: string;
  name: string;
  licences: string;
  confirmed_at: string;
}

export interface AttestationTable {
  id: string;
  enrolment_id: string;
  release_id: string;
  confirmation_id: string;
  text: string;
  signed_at: string;
}

export interface SignOffTable {
  id: string;
  form_key: string;
  enrolment_id: string;
  release_id: string;
  signed_by: string;
  observed_on: string;
  observed: string;
  met: 0 | 1;
  at: string;
}

export interface SignOffWithdrawalTable {
  sign_off_id: string;
  why: "wrong-person" | "wrong-day" | "misjudged";
  at: string;
}

export interface EvaluationSentTable {
  enrolment_id: string;
}

export interface EvaluationTable {
  id: string;
  release_id: string;
  month: string;
  answers: string;
  comment: string | null;
  told: 0 | 1;
}

export interface CompletionRecordTable {
  id: string;
  code: string;
  person_id: string;
  course_id: string;
  cycle: number;
  enrolment_id: string;
  release_id: string;
  issued_at: string;
  replaces: string | null;
  entry: string;
}

export interface RecordPersonTable {
  record_id: string;
  name: string;
  licences: string;
  salt: string;
}

export interface RecordRevocationTable {
  record_id: string;
  reason: "issued-in-error" | "not-their-own-work" | "wrong-person" | "holder-asked";
  salt: string;
}

export interface EvidenceEntryTable {
  position: number;
  kind: "key" | "issue" | "supersede" | "revoke" | "artifact" | "withdraw" | "account";
  record_id: string | null;
  at: string;
  body: string;
  leaf_hash: string;
}

export interface EvidenceStampTable {
  position: number;
  stamp: string;
}

export interface EvidenceCheckpointTable {
  size: number;
  note: string;
  signed_at: string;
}

export interface EvidenceHeadTable {
  id: "head";
  size: number;
  at: string | null;
}

export interface OutsideFileTable {
  id: string;
  certificate_id: string;
  form_key: string;
  type: "application/pdf" | "image/png" | "image/jpeg";
  size: number;
  ciphertext: string;
  nonce: string;
  added_at: string;
}

export interface OutsideCertificateTable {
  id: string;
  person_id: string;
  form_key: string;
  title: string;
  provider: string;
  completed_on: string;
  hundredths: number;
  category: string;
  number: string;
  version: number;
  changed_at: string;
}

export interface RequestTable {
  id: string;
  number: string;
  form_key: string;
  kind: "accommodation" | "grievance";
  person_id: string | null;
  sent_on: string;
  due_at: string;
  acknowledged_at: string | null;
  acknowledged_by: string | null;
  answered_at: string | null;
  answered_by: string | null;
  resolved_at: string | null;
  resolved_by: string | null;
}

export interface RequestTextTable {
  request_id: string;
  part: "reason" | "answer" | "resolution";
  ciphertext: string;
  nonce: string;
}

export interface AuditEntryTable {
  id: string;
  at: string;
  actor_kind: "person" | "start" | "cli" | "job";
  actor_id: string | null;
  act: string;
  subject_kind: string;
  subject_id: string;
}

export interface AuditReasonTable {
  entry_id: string;
  reason: string;
}

export interface ViewLogTable {
  id: string;
  at: string;
  viewer_id: string;
  subject_kind: "person" | "team" | "register";
  subject_id: string;
}

export interface SignInEventTable {
  id: string;
  at: string;
  account: string;
  ip: string;
  outcome: "signed-in" | "refused" | "throttled";
  person_id: string | null;
}

export interface OutboxTable {
  id: string;
  effect_key: string;
  kind: string;
  payload: string;
  urgency: "now" | "soon";
  created_at: string;
  due_at: string;
  leased_until: string | null;
  tries: number;
  done_at: string | null;
  outcome: string | null;
}

export interface PrivateTextTable {
  id: string;
  person_id: string;
  course_id: string;
  kind: "reflection" | "note";
  subject_id: string;
  anchor: string;
  ciphertext: string;
  nonce: string;
  version: number;
  page: string;
  turn: number;
  saved_at: string;
}

export interface BookmarkTable {
  person_id: string;
  course_id: string;
  lesson_id: string;
  anchor: string;
  made_at: string;
}

export interface ReflectionShareTable {
  id: string;
  text_id: string;
  person_id: string;
  reader_id: string;
  ciphertext: string;
  nonce: string;
  version: number;
  shared_at: string;
  opened_at: string | null;
  earlier_opened_at: string | null;
}

export interface ItemStatisticTable {
  release_id: string;
  quiz_id: string;
  item_id: string;
  gathered: string;
  shown: string | null;
}

export interface PracticeAgainTable {
  person_id: string;
  course_id: string;
  started_at: string;
  turn: number;
  seed: string;
}

export interface PracticeAgainItemTable {
  person_id: string;
  course_id: string;
  item_id: string;
  due_at: string;
  memory: string;
}

export interface CertificateSettingTable {
  id: "certificate";
  signatory: string | null;
  credential: string | null;
  title: "full" | "neutral";
  category: string;
  accent: string;
  logo: string | null;
  keep_years: number;
  version: number;
  changed_at: string | null;
}

export interface CertificateLogoTable {
  hash: string;
  type: "image/png" | "image/jpeg";
  bytes: string;
  width: number;
  height: number;
  added_at: string;
}

export interface PracticeApprovalTable {
  id: string;
  form_key: string;
  body: string;
  number: string;
  starts_on: string;
  ends_on: string;
  statement: string;
  added_at: string;
  removed_at: string | null;
}

export interface CertificateTable {
  record_id: string;
  template: number;
  sha256: string;
  ciphertext: string;
  nonce: string;
  drawn_at: string;
}

export interface RecordDisclosureTable {
  record_id: string;
  at: string;
}

export interface AssignmentTable {
  id: string;
  form_key: string;
  course_id: string;
  person_id: string | null;
  team_id: string | null;
  profession: string | null;
  due_kind: "none" | "day" | "after-assigning" | "after-joining";
  due_on: string | null;
  due_days: number | null;
  assigned_by: string;
  assigned_as: "administrator" | "supervisor";
  assigned_at: string;
  ended_at: string | null;
  ended_by: string | null;
  version: number;
}

export interface AssigneeTable {
  id: string;
  assignment_id: string;
  person_id: string;
  course_id: string;
  began_at: string;
  joined_at: string;
  due_on: string | null;
  ended_at: string | null;
}

export interface ConcessionTable {
  id: string;
  form_key: string;
  kind: "extension" | "excusal" | "waiver";
  person_id: string;
  course_id: string;
  until_on: string | null;
  granted_by: string;
  granted_at: string;
  ended_at: string | null;
  ended_by: string | null;
}

export interface ConcessionReasonTable {
  concession_id: string;
  reason: string;
}

export interface StandingTable {
  person_id: string;
  course_id: string;
  assigned_at: string | null;
  due_on: string | null;
  excused_at: string | null;
  waived_at: string | null;
  cycle: number | null;
  enrolled_at: string | null;
  left_at: string | null;
  last_at: string | null;
  completed_cycle: number | null;
  completed_at: string | null;
  expires_on: string | null;
}

export interface ReminderSettingTable {
  id: "reminders";
  is_on: 0 | 1;
  before_days: string;
  weekly: 0 | 1;
  expiry_days: string;
  opens: number;
  closes: number;
  weekends: 0 | 1;
  digest_on: number | null;
  overdue_may_stop: 0 | 1;
  version: number;
  changed_at: string | null;
}

export interface ReminderDayTable {
  day: string;
  planned_at: string;
}

export interface ReminderTable {
  id: string;
  reminder_key: string;
  person_id: string;
  course_id: string | null;
  kind: "early" | "overdue" | "expiry" | "digest";
  rule: string;
  cycle: number | null;
  due_on: string;
  day: string;
  letter: string;
  outcome: string | null;
  decided_at: string | null;
}

export interface ReminderChoiceTable {
  person_id: string;
  early: 0 | 1;
  overdue: 0 | 1;
  digest: 0 | 1;
  changed_at: string;
}

export interface CalendarFeedTable {
  person_id: string;
  token_hash: string;
  made_at: string;
}

export interface NudgeTable {
  id: string;
  form_key: string;
  person_id: string;
  by_id: string;
  course_id: string;
  cycle: number | null;
  at: string;
}

export interface NudgeSentenceTable {
  nudge_id: string;
  ciphertext: string;
  nonce: string;
}

export interface EvidenceExportTable {
  id: string;
  form_key: string;
  kind: "pack" | "roster" | "assessment";
  course_id: string | null;
  release_id: string | null;
  from_day: string | null;
  to_day: string | null;
  person_id: string;
  at: string;
}

export interface ReportingConsentTable {
  record_id: string;
  last_name: string;
  first_name: string;
  licence_number: string;
  jurisdiction: string;
  at: string;
}

export interface PersonLicenceTable {
  id: string;
  person_id: string;
  type: string;
  number: string;
  jurisdiction: string;
  added_at: string;
}

export interface PeopleImportTable {
  id: string;
  uploaded_by: string | null;
  uploaded_at: string;
  columns: string;
  left_out: string;
  empty_lines: string;
  delimiter: string;
  encoding: "utf-8" | "utf-8-marked" | "utf-16";
  begun_at: string | null;
  finished_at: string | null;
  invited: number | null;
  changed: number | null;
  unchanged: number | null;
  refused: number | null;
  overtaken: number | null;
}

export interface PeopleImportRowTable {
  import_id: string;
  line: number;
  cells: string;
  readable: 0 | 1;
  result: "invited" | "changed" | "unchanged" | "refused";
  verdict: string;
  done_at: string | null;
  overtaken: 0 | 1;
}
