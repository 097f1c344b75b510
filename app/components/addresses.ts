import type { Subject } from "#app/domain/private-text.ts";

/** The addresses that pages link to, as app/routes.ts has them. They hold ids, never names (decision 20). */
export const addresses = {
  learning: "/learn",
  search: "/search",
  records: "/records",
  recordsCsv: "/records/csv",
  outsideNew: "/records/elsewhere",
  outside: (certificate: string) => `/records/elsewhere/${certificate}`,
  outsideFile: (certificate: string, file: string) => `/records/elsewhere/${certificate}/file/${file}`,
  outline: (course: string) => `/learn/${course}`,
  earlierCycle: (course: string, cycle: number) => `/learn/${course}/round/${cycle}`,
  why: (course: string) => `/learn/${course}/why`,
  glossary: (course: string, anchor?: string) => withAnchor(`/learn/${course}/glossary`, anchor),
  resources: (course: string) => `/learn/${course}/resources`,
  lesson: (course: string, lesson: string, anchor?: string | null) =>
    withAnchor(`/learn/${course}/lesson/${lesson}`, anchor),
  read: (course: string, lesson: string) => `/learn/${course}/lesson/${lesson}/read`,
  vignette: (course: string, vignette: string) => `/learn/${course}/vignette/${vignette}`,
  tool: (course: string, tool: string) => `/learn/${course}/tool/${tool}`,
  quiz: (course: string, quiz: string) => `/learn/${course}/quiz/${quiz}`,
  attempt: (course: string, attempt: string, item?: number) =>
    `/learn/${course}/attempt/${attempt}${item === undefined ? "" : `?item=${item}`}`,
  answer: (course: string, attempt: string) => `/learn/${course}/attempt/${attempt}/answer`,
  review: (course: string, attempt: string) => `/learn/${course}/attempt/${attempt}/review`,
  outcome: (course: string, attempt: string) => `/learn/${course}/attempt/${attempt}/outcome`,
  reflection: (course: string, prompt: string) => `/learn/${course}/reflection/${prompt}`,
  note: (course: string, lesson: string, anchor: string) =>
    `/learn/${course}/note/${lesson}${anchor ? `?at=${encodeURIComponent(anchor)}` : ""}`,
  /** Where one writes on something, and where the script saves what is typed there. */
  writeOn: (subject: Subject): string =>
    subject.kind === "reflection"
      ? addresses.reflection(subject.courseId, subject.subjectId)
      : addresses.note(subject.courseId, subject.subjectId, subject.anchor),
  saveWriting: ({ kind, courseId, subjectId, anchor }: Subject) =>
    `/learn/${courseId}/writing?${new URLSearchParams(kind === "reflection" ? { prompt: subjectId } : { lesson: subjectId, at: anchor })}`,
  account: "/account",
  /** What one onlooker sees of oneself, and a later part of the list of who looked. */
  seen: ({ by, before }: { by?: string; before?: string } = {}) => {
    const chosen = new URLSearchParams({ ...(by ? { by } : {}), ...(before ? { before } : {}) }).toString();
    return `/account/seen${chosen ? `?${chosen}` : ""}${before ? "#looks" : ""}`;
  },
  email: "/account/email",
  emailOf: (person: string) => `/admin/people/${person}/email`,
  licences: "/account/licences",
  ownData: "/account/data",
  ownDataFile: (file: "json" | "html") => `/account/data/${file}`,
  closing: "/account/close",
  requests: "/account/requests",
  sendRequest: (about: "support" | "concern") => `/account/requests/send/${about}`,
  request: (request: string) => `/account/requests/${request}`,
  requestQueue: "/admin/requests",
  requestToAnswer: (request: string) => `/admin/requests/${request}`,
  person: (person: string) => `/admin/people/${person}`,
  erase: (person: string) => `/admin/people/${person}/erase`,
  grantAttempts: (person: string) => `/admin/people/${person}#attempts`,
  writing: "/account/writing",
  writingDownload: "/account/writing/download",
  text: (text: string) => `/account/writing/${text}`,
  confirm: (from: string) => `/account/confirm?to=${encodeURIComponent(from)}`,
  teams: "/admin/teams",
  team: (team: string) => `/admin/teams/${team}`,
  teamInvite: "/team/invite",
  pageAbout: (person: string) => `/team/person/${person}`,
  pageAboutCsv: (person: string) => `/team/person/${person}/csv`,
  teamToday: "/team",
  teamReport: "/team/report",
  teamReportCsv: "/team/report/csv",
  teamCertificates: "/team/report/certificates",
  shared: "/team/shared",
  signOffs: "/team/sign-off",
  signOff: (person: string, course: string) => `/team/sign-off/${person}/${course}`,
  sharedCopy: (share: string) => `/team/shared/${share}`,
  practiceAgain: (course: string) => `/learn/${course}/practice`,
  evaluation: (course: string) => `/learn/${course}/evaluation`,
  completion: (course: string) => `/learn/${course}/completion`,
  record: (record: string) => `/records/${record}`,
  certificate: (record: string) => `/records/${record}/certificate`,
  syllabus: (record: string) => `/records/${record}/syllabus`,
  syllabusFile: (record: string) => `/records/${record}/syllabus/file`,
  verifiedSyllabus: (code: string) => `/verify/${code}/syllabus`,
  verifiedSyllabusFile: (code: string) => `/verify/${code}/syllabus/file`,
  syllabi: (course: string) => `/author/syllabi/${course}`,
  verify: "/verify",
  verification: (code: string) => `/verify/${code}`,
  credential: (record: string) => `/records/${record}/credential`,
  people: "/admin/people",
  leaving: (person: string) => `/admin/people/${person}/leaving`,
  inviteMany: "/team/invite/many",
  peopleImport: "/admin/people/import",
  importLines: (id: string) => `/admin/people/import/${id}`,
  importLinks: (id: string) => `/admin/people/import/${id}/links`,
  importRefused: (id: string) => `/admin/people/import/${id}/refused`,
  register: "/admin/records",
  registered: (record: string) => `/admin/records/${record}`,
  reminders: "/admin/reminders",
  reminderRules: "/admin/reminders/rules",
  rehearsal: (day?: string, page?: number) =>
    `/admin/reminders/rehearsal${day ? `?day=${day}${page && page > 1 ? `&page=${page}` : ""}` : ""}`,
  ownLetters: "/account/letters",
  ownCalendar: "/account/calendar",
  ownEvidence: (record: string) => `/records/${record}/evidence`,
  evidence: "/admin/evidence",
  evidenceFile: (asked: string) => `/admin/evidence/${asked}`,
  assessments: "/author/assessments",
  assessment: (asked: string) => `/author/assessments/${asked}`,
  assessmentQuiz: (asked: string, module: number) => `/author/assessments/${asked}?module=${module}`,
  assessmentFile: (asked: string) => `/author/assessments/${asked}/file`,
  badge: (record: string) => `/records/${record}/badge`,
  assignments: "/admin/assignments",
  assignmentNew: "/admin/assignments/new",
  assignmentRules: "/admin/assignments/rules",
  assignment: (assignment: string) => `/admin/assignments/${assignment}`,
  assignedPerson: (person: string, course: string) => `/admin/assignments/of/${person}/${course}`,
  teamAssignments: "/team/assign",
  teamAssignmentNew: "/team/assign/new",
  teamAssignment: (assignment: string) => `/team/assign/${assignment}`,
  teamAssignedPerson: (person: string, course: string) => `/team/assign/of/${person}/${course}`,
  practice: "/admin/practice",
  certificates: "/admin/certificates",
  sampleCertificate: "/admin/certificates/sample",
  media: (course: string, hash: string) => `/learn/${course}/media/${hash}`,
  /** Where one says which kind of law applies where one practises. */
  law: "/account#law",
  courses: "/author/courses",
  statistics: (course: string) => `/author/statistics/${course}`,
  statisticsCsv: (course: string, release: string) => `/author/statistics/${course}/csv?release=${release}`,
  evaluations: (course: string) => `/author/evaluations/${course}`,
  evaluationsCsv: (course: string, release: string) => `/author/evaluations/${course}/csv?release=${release}`,
  preview: (course: string) => `/author/preview/${course}`,
  previewLesson: (course: string, lesson: string, anchor?: string) =>
    withAnchor(`/author/preview/${course}/${lesson}`, anchor),
  previewMedia: (course: string, hash: string) => `/author/preview/${course}/media/${hash}`,
  previewVignette: (course: string, vignette: string) => `/author/preview/${course}/vignette/${vignette}`,
  previewResources: (course: string) => `/author/preview/${course}/resources`,
  previewTool: (course: string, tool: string) => `/author/preview/${course}/tool/${tool}`,
  vignettes: "/author/vignettes",
  vignetteCounts: (course: string) => `/author/vignettes/${course}`,
  vignetteAgenda: (course: string, vignette: string, release: string, group: string) =>
    `/author/vignettes/${course}/agenda/${vignette}?release=${release}&group=${group === "" ? "all" : group}`,
};

function withAnchor(address: string, anchor: string | null | undefined): string {
  return anchor ? `${address}#${encodeURIComponent(anchor)}` : address;
}

/** The address with what was chosen, without what is empty or the first page. */
export function addressWith(to: string, parameters: Record<string, string | number | undefined>): string {
  const said = Object.entries(parameters).flatMap(([name, value]) => {
    const isUsual = value === undefined || value === "" || (name === "page" && value === 1);
    return isUsual ? [] : [[name, String(value)]];
  });
  const query = new URLSearchParams(said).toString();
  return query ? `${to}?${query}` : to;
}
