/** What is said where somebody takes their data out. */
export const ownData = {
  title: "Your data",
  lead: "Everything that is kept as yours, as files to save.",
  heading: "Take your data out",
  text: "Say your password once more. You can then save the files for ten minutes, in this browser.",
  contents:
    "The files hold what you wrote too, and your certificates. Keep them where nobody else reads them. What is somebody else’s is not in them: others stand there only as numbers.",
  password: "Your password",
  submit: "Open your data",
  wrong: "This is not your password. Check it and try again.",
  throttled: "There were too many tries. Wait a quarter of an hour, then try again.",
  opened: "Your data is open for ten minutes.",
  toHtml: "Save it to read (HTML)",
  toJson: "Save it for a program (JSON)",
  closeHeading: "Close your account",
  closeText: "Your account can be closed for good. First you see what goes and what stays.",
  toClose: "Close your account",
  file: {
    title: "Your data",
    madeAt: (at: string) => `Made on ${at}.`,
    lead: "All that is kept as yours, table by table, as it stands. Other people are not named: a number stands for each.",
    certificate: "The certificate (PDF)",
    none: "–",
  },
  tableOf: (table: string) => tables[table] ?? humanised(table),
  columnOf: humanised,
} as const;

const tables: Record<string, string> = {
  person: "You",
  session: "Where you are signed in",
  role_grant: "Your roles",
  team_member: "Teams you are in",
  team_supervisor: "Teams you supervise",
  invitation: "The invitation by which you came",
  enrolment: "Courses",
  enrolment_place: "Where you stopped",
  lesson_read: "Lessons marked as read",
  attempt: "Quiz attempts",
  attempt_answer: "Quiz answers",
  accommodation: "More attempts that were granted to you",
  accommodation_reason: "Why they were granted",
  vignette_finish: "Vignettes you finished",
  name_confirmation: "Your name as you confirmed it",
  completion_record: "Records of completion",
  record_person: "Your name on records",
  evidence_entry: "Your records in the evidence log",
  outside_certificate: "Certificates from elsewhere",
  request: "What you asked of the practice",
  request_text: "The words of it",
  audit_entry: "The trail of acts",
  view_log: "Who looked",
  sign_in_event: "Tries to sign in",
  private_text: "Reflections and notes",
  reflection_share: "Copies you shared",
  record_disclosure: "Records that show your name",
};

function humanised(name: string): string {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What is said where somebody closes their account. */
export const closing = {
  title: "Close your account",
  lead: "You can change your mind for fourteen days. After that it cannot be undone.",
  goesHeading: "What goes",
  goes: [
    "Your name, e-mail address and password, and every sign-in.",
    "Your reflections, notes and bookmarks, and the copies you shared. They cannot be read in older copies of the database either.",
    "Lessons marked as read, quiz answers, licences, certificates from elsewhere, and what you asked of the practice.",
    "Your roles and your place in teams and courses end.",
  ],
  staysHeading: "What stays",
  stays: (years: number) => [
    `Your records of completion stay, with your name and licences on them and the certificate. Boards may ask for them, so they are kept for ${years} years from issue. Then your name goes from them too. You cannot sign in to get them after closing, so save your certificates and your data first.`,
    "Anybody who has the number of a certificate can still check it, and a name that they type. It shows no name any more.",
    "Which quizzes you took and how they ended, and the trail of acts, as numbers that name nobody.",
    "Evaluations and sums that you were counted in: nothing joins them to you.",
    "Backups that the practice made before, until they are thrown away.",
  ],
  toData: "Save your data first",
  heading: "Close it",
  text: "You are signed out everywhere at once. If you sign in again within fourteen days, your account stays and nothing is lost.",
  password: "Your password",
  submit: "Close my account",
  wrong: "This is not your password. Check it and try again.",
  throttled: "There were too many tries. Wait a quarter of an hour, then try again.",
  lastAdministrator: "You are the last administrator. Make somebody else an administrator first.",
  kept: "You signed in, so your account stays open. Nothing was deleted.",
  asked: "Your account closes in fourteen days. Until then you keep it by signing in.",
} as const;
