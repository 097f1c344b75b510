import type { Course } from "#app/domain/course.ts";
import type { Entry } from "../ledger.ts";
import type { Actor, World } from "../world.ts";

const learners: Actor[] = ["therapist", "therapist2", "outsider", "supervisor"];
const notAdministrators: Actor[] = [...learners, "author", "auditor"];

const notForCounts: Actor[] = ["therapist", "therapist2", "outsider", "auditor"];

/** What authors, auditors and administrators do. */
export const routes: Entry[] = [
  {
    route: "author/courses",
    signedOut: "sign-in",
    notFor: [...learners, "auditor"],
    visits: [
      { state: "", as: "author", address: () => "/author/courses", queries: 4 },
      { state: "for administrators", as: "admin", address: () => "/author/courses", queries: 4 },
    ],
  },
  // The working copy is shown by `npm run dev` alone.
  {
    route: "author/preview/:course",
    signedOut: "sign-in",
    notFor: ["therapist", "author", "admin"],
    address: ({ course }) => `/author/preview/${course.id}`,
    visits: [],
  },
  {
    route: "author/preview/:course/:lesson",
    signedOut: "sign-in",
    notFor: ["therapist", "author", "admin"],
    address: ({ course }) => `/author/preview/${course.id}/${course.modules[0]?.lessons[0]?.id}`,
    visits: [],
  },
  {
    route: "author/preview/:course/media/:hash",
    signedOut: "sign-in",
    isFile: true,
    notFor: ["therapist", "author", "admin"],
    address: ({ course }) => `/author/preview/${course.id}/media/${"0".repeat(64)}`,
    visits: [],
  },
  {
    route: "author/preview/:course/vignette/:vignette",
    signedOut: "sign-in",
    notFor: ["therapist", "author", "admin"],
    address: ({ course }) => `/author/preview/${course.id}/vignette/${vignetteOf(course)}`,
    visits: [],
  },
  {
    route: "author/preview/:course/resources",
    signedOut: "sign-in",
    notFor: ["therapist", "author", "admin"],
    address: ({ course }) => `/author/preview/${course.id}/resources`,
    visits: [],
  },
  {
    route: "author/preview/:course/tool/:tool",
    signedOut: "sign-in",
    notFor: ["therapist", "author", "admin"],
    address: ({ course }) => `/author/preview/${course.id}/tool/${toolOf(course)}`,
    visits: [],
  },
  {
    route: "author/vignettes",
    signedOut: "sign-in",
    notFor: notForCounts,
    visits: [
      { state: "", as: "author", address: () => "/author/vignettes", queries: 4 },
      { state: "for supervisors", as: "supervisor", address: () => "/author/vignettes", queries: 4 },
    ],
  },
  {
    route: "author/vignettes/:course",
    signedOut: "sign-in",
    notFor: notForCounts,
    visits: [
      {
        state: "of the whole practice",
        as: "author",
        address: ({ course }) => `/author/vignettes/${course.id}`,
        queries: 6,
      },
      {
        state: "of a team",
        as: "supervisor",
        address: ({ course }) => `/author/vignettes/${course.id}`,
        queries: 6,
      },
    ],
  },
  {
    route: "author/vignettes/:course/agenda/:vignette",
    signedOut: "sign-in",
    notFor: notForCounts,
    visits: [
      {
        state: "of the whole practice",
        as: "author",
        address: ({ course }) => `/author/vignettes/${course.id}/agenda/${vignetteOf(course)}`,
        queries: 6,
      },
      {
        state: "of a team",
        as: "supervisor",
        address: ({ course }) => `/author/vignettes/${course.id}/agenda/${vignetteOf(course)}`,
        queries: 6,
      },
    ],
  },
  {
    route: "author/assessments",
    signedOut: "sign-in",
    notFor: notAdministrators,
    visits: [
      { state: "", as: "admin", address: () => "/author/assessments", queries: 4 },
      {
        state: "refused",
        as: "admin",
        address: () => "/author/assessments",
        post: () => ({ key: "k".repeat(43), release: "none" }),
        status: 422,
        queries: 8,
      },
    ],
  },
  {
    route: "author/assessments/:export",
    signedOut: "sign-in",
    notFor: notAdministrators,
    visits: [
      {
        state: "opened",
        as: "admin",
        address: ({ assessment }) => `/author/assessments/${assessment}`,
        queries: 6,
        kilobytes: 60,
      },
      {
        state: "a quiz",
        as: "admin",
        address: ({ assessment }) => `/author/assessments/${assessment}?module=2`,
        queries: 6,
        kilobytes: 120,
      },
    ],
  },
  // A file of what was opened: tests/routes/evidence-exports.test.ts reads it.
  {
    route: "author/assessments/:export/file",
    signedOut: "sign-in",
    isFile: true,
    notFor: notAdministrators,
    address: ({ assessment }) => `/author/assessments/${assessment}/file`,
    visits: [],
  },
  {
    route: "author/statistics/:course",
    signedOut: "sign-in",
    notFor: [...learners, "auditor"],
    visits: [
      {
        state: "figures of one quiz",
        as: "author",
        address: ({ course }) => `/author/statistics/${course.id}`,
        queries: 4,
        kilobytes: 90,
      },
      {
        state: "for administrators",
        as: "admin",
        address: ({ course }) => `/author/statistics/${course.id}`,
        queries: 4,
        kilobytes: 90,
      },
    ],
  },
  // A file: a browser saves it, and tests/routes/item-statistics.test.ts reads it; who may not is led to the page.
  {
    route: "author/statistics/:course/csv",
    signedOut: "sign-in",
    address: ({ course }) => `/author/statistics/${course.id}/csv`,
    visits: [],
  },
  {
    route: "author/syllabi/:course",
    signedOut: "sign-in",
    notFor: learners,
    visits: [
      {
        state: "of the newest release",
        as: "author",
        address: ({ course }) => `/author/syllabi/${course.id}`,
        queries: 5,
        kilobytes: 60,
      },
      {
        state: "for auditors",
        as: "auditor",
        address: ({ course }) => `/author/syllabi/${course.id}`,
        queries: 5,
        kilobytes: 60,
      },
    ],
  },
  {
    route: "author/evaluations/:course",
    signedOut: "sign-in",
    notFor: [...learners, "auditor"],
    visits: [
      { state: "of five", as: "author", address: ({ course }) => `/author/evaluations/${course.id}`, queries: 4 },
      {
        state: "for administrators",
        as: "admin",
        address: ({ course }) => `/author/evaluations/${course.id}`,
        queries: 4,
      },
    ],
  },
  // A file: tests/routes/evaluation.test.ts reads it; who may not is led to the page.
  {
    route: "author/evaluations/:course/csv",
    signedOut: "sign-in",
    address: ({ course }) => `/author/evaluations/${course.id}/csv`,
    visits: [],
  },
  {
    route: "admin/welcome",
    signedOut: "sign-in",
    notFor: notAdministrators,
    visits: [{ state: "", as: "admin", address: () => "/admin/welcome", queries: 3 }],
  },
  {
    route: "admin/people",
    signedOut: "sign-in",
    notFor: notAdministrators,
    visits: [
      { state: "", as: "admin", address: () => "/admin/people", queries: 6 },
      { state: "found", as: "admin", address: () => "/admin/people?find=practice&as=supervisor", queries: 6 },
      { state: "nobody found", as: "admin", address: () => "/admin/people?find=nobody+like+this", queries: 5 },
      {
        state: "refused",
        as: "admin",
        address: () => "/admin/people",
        post: () => ({ intent: "invite", key: "k".repeat(43), email: "not an address", name: "", role: "" }),
        status: 422,
        queries: 9,
      },
    ],
  },
  {
    route: "admin/people/:person/leaving",
    signedOut: "sign-in",
    notFor: notAdministrators,
    visits: [
      { state: "here", as: "admin", address: ({ person }) => `/admin/people/${person.outsider}/leaving`, queries: 2 },
      {
        state: "what merging would do",
        as: "admin",
        address: ({ person }) => `/admin/people/${person.outsider}/leaving`,
        post: () => ({ intent: "look", email: "therapist2@practice.example" }),
        queries: 14,
      },
      {
        state: "nobody has the address",
        as: "admin",
        address: ({ person }) => `/admin/people/${person.outsider}/leaving`,
        post: () => ({ intent: "look", email: "nobody@practice.example" }),
        status: 422,
        queries: 6,
      },
      {
        state: "what leaving would end",
        as: "admin",
        address: ({ person }) => `/admin/people/${person.outsider}/leaving?step=leave`,
        queries: 8,
      },
      {
        state: "one's own account stays",
        as: "admin",
        address: ({ person }) => `/admin/people/${person.admin}/leaving`,
        post: () => ({ intent: "leave" }),
        status: 409,
        queries: 10,
      },
    ],
  },
  {
    route: "team/invite/many",
    signedOut: "sign-in",
    notFor: ["therapist", "therapist2", "outsider", "author", "auditor"],
    visits: [
      { state: "an administrator", as: "admin", address: () => "/team/invite/many", queries: 4 },
      { state: "a supervisor", as: "supervisor", address: () => "/team/invite/many", queries: 2 },
      {
        state: "looked at",
        as: "admin",
        address: () => "/team/invite/many",
        post: () => ({
          intent: "look",
          list: "Ada Okafor <ada@practice.example>\nnobody\ntherapist@practice.example",
          team: "",
        }),
        queries: 18,
      },
      {
        state: "nobody pasted",
        as: "admin",
        address: () => "/team/invite/many",
        post: () => ({ intent: "look", list: "", team: "" }),
        status: 422,
        queries: 10,
      },
      {
        state: "changed meanwhile",
        as: "admin",
        address: () => "/team/invite/many",
        post: () => ({
          intent: "confirm",
          list: "Ada Okafor <ada@practice.example>",
          team: "",
          seen: "s".repeat(43),
          key: "k".repeat(43),
        }),
        status: 409,
        queries: 22,
      },
    ],
  },
  {
    route: "admin/people/import",
    signedOut: "sign-in",
    notFor: notAdministrators,
    visits: [
      { state: "two open", as: "admin", address: () => "/admin/people/import", queries: 2 },
      {
        state: "no file",
        as: "admin",
        address: () => "/admin/people/import",
        post: () => ({ list: "email" }),
        status: 422,
        queries: 4,
      },
    ],
  },
  {
    route: "admin/people/import/:import",
    signedOut: "sign-in",
    notFor: notAdministrators,
    visits: [
      { state: "to confirm", as: "admin", address: linesOf("open"), queries: 4 },
      { state: "what is refused", as: "admin", address: linesOf("open", "?show=refused"), queries: 4 },
      { state: "behind the last line", as: "admin", address: linesOf("open", "?after=99"), queries: 4 },
      { state: "stopped", as: "admin", address: linesOf("begun"), queries: 4 },
      { state: "done", as: "admin", address: linesOf("finished"), queries: 4 },
    ],
  },
  // A file that a form brings; tests/journeys/first-run.spec.ts downloads it.
  {
    route: "admin/people/import/:import/links",
    signedOut: "sign-in",
    isFile: true,
    notFor: notAdministrators,
    address: linesOf("finished", "/links"),
    visits: [],
  },
  // A file; tests/routes/import.test.ts reads it.
  {
    route: "admin/people/import/:import/refused",
    signedOut: "sign-in",
    isFile: true,
    notFor: notAdministrators,
    address: linesOf("open", "/refused"),
    visits: [],
  },
  {
    route: "admin/people/:person",
    signedOut: "sign-in",
    notFor: notAdministrators,
    visits: [
      { state: "a therapist", as: "admin", address: ({ person }) => `/admin/people/${person.therapist}`, queries: 10 },
      { state: "oneself", as: "admin", address: ({ person }) => `/admin/people/${person.admin}`, queries: 10 },
    ],
  },
  {
    route: "admin/people/:person/email",
    signedOut: "sign-in",
    notFor: notAdministrators,
    visits: [
      {
        state: "waiting",
        as: "admin",
        address: ({ person }) => `/admin/people/${person.therapist2}/email`,
        queries: 4,
      },
      { state: "none", as: "admin", address: ({ person }) => `/admin/people/${person.therapist}/email`, queries: 4 },
      {
        state: "refused",
        as: "admin",
        address: ({ person }) => `/admin/people/${person.therapist2}/email`,
        post: () => ({ key: "" }),
        status: 422,
        queries: 6,
      },
    ],
  },
  {
    route: "admin/people/:person/erase",
    signedOut: "sign-in",
    notFor: notAdministrators,
    visits: [
      {
        state: "a therapist",
        as: "admin",
        address: ({ person }) => `/admin/people/${person.therapist}/erase`,
        queries: 3,
      },
      {
        state: "refused",
        as: "admin",
        address: ({ person }) => `/admin/people/${person.therapist}/erase`,
        post: () => ({ reason: "", password: "" }),
        status: 422,
        queries: 6,
      },
      {
        state: "oneself",
        as: "admin",
        address: ({ person }) => `/admin/people/${person.admin}/erase`,
        post: () => ({ reason: "By mistake", password: "demo-practice-only-please" }),
        status: 409,
        queries: 12,
      },
    ],
  },
  {
    route: "admin/requests",
    signedOut: "sign-in",
    notFor: notAdministrators,
    visits: [{ state: "some, one late", as: "admin", address: () => "/admin/requests", queries: 3 }],
  },
  {
    route: "admin/requests/:request",
    signedOut: "sign-in",
    notFor: notAdministrators,
    visits: [
      { state: "to be answered", as: "admin", address: toAnswer, queries: 4 },
      {
        state: "without a name",
        as: "admin",
        address: ({ requests }) => `/admin/requests/${requests.nameless}`,
        queries: 4,
      },
      {
        state: "answered",
        as: "admin",
        address: ({ requests }) => `/admin/requests/${requests.answered}`,
        queries: 4,
      },
      {
        state: "an empty answer",
        as: "admin",
        address: toAnswer,
        post: () => ({ intent: "answer", answer: "" }),
        status: 422,
        queries: 6,
      },
      {
        state: "answered meanwhile",
        as: "admin",
        address: ({ requests }) => `/admin/requests/${requests.answered}`,
        post: () => ({ intent: "answer", answer: "Something else." }),
        status: 409,
        queries: 11,
      },
    ],
  },
  {
    route: "admin/teams",
    signedOut: "sign-in",
    notFor: notAdministrators,
    visits: [
      { state: "", as: "admin", address: () => "/admin/teams", queries: 4 },
      {
        state: "refused",
        as: "admin",
        address: () => "/admin/teams",
        post: () => ({ key: "k".repeat(43), name: "first TEAM" }),
        status: 422,
        queries: 7,
      },
    ],
  },
  {
    route: "admin/records",
    signedOut: "sign-in",
    notFor: [...learners, "author"],
    visits: [
      { state: "some, one revoked, one replaced", as: "admin", address: () => "/admin/records", queries: 5 },
      { state: "revoked ones", as: "auditor", address: () => "/admin/records?state=revoked&year=2026", queries: 4 },
      { state: "none", as: "auditor", address: () => "/admin/records?year=2019", queries: 4 },
      {
        state: "looked up",
        as: "admin",
        address: () => "/admin/records",
        post: () => ({ words: "a" }),
        queries: 9,
      },
      {
        state: "nothing typed",
        as: "admin",
        address: () => "/admin/records",
        post: () => ({ words: "" }),
        status: 422,
        queries: 6,
      },
    ],
  },
  {
    route: "admin/teams/:team",
    signedOut: "sign-in",
    notFor: notAdministrators,
    visits: [
      { state: "", as: "admin", address: ({ team }) => `/admin/teams/${team}`, queries: 6 },
      { state: "people found", as: "admin", address: ({ team }) => `/admin/teams/${team}?find=odile`, queries: 6 },
      {
        state: "nobody chosen",
        as: "admin",
        address: ({ team }) => `/admin/teams/${team}`,
        post: () => ({ intent: "add-members" }),
        status: 422,
        queries: 7,
      },
    ],
  },
  {
    route: "admin/records/:record",
    signedOut: "sign-in",
    notFor: [...learners, "author"],
    visits: [
      { state: "valid", as: "admin", address: ({ record }) => `/admin/records/${record}`, queries: 8 },
      { state: "for an auditor", as: "auditor", address: ({ record }) => `/admin/records/${record}`, queries: 8 },
      { state: "revoked", as: "admin", address: ({ ended }) => `/admin/records/${ended.revoked}`, queries: 8 },
      { state: "replaced", as: "admin", address: ({ ended }) => `/admin/records/${ended.replaced}`, queries: 8 },
      {
        state: "a correction refused",
        as: "admin",
        address: ({ record }) => `/admin/records/${record}`,
        post: () => ({ intent: "correct", seen: "valid", name: "", why: "", type1: "LMFT" }),
        status: 422,
        queries: 10,
      },
      {
        state: "a revocation refused",
        as: "admin",
        address: ({ record }) => `/admin/records/${record}`,
        post: () => ({ intent: "revoke", words: "" }),
        status: 422,
        queries: 10,
      },
    ],
  },
  {
    route: "admin/reminders",
    signedOut: "sign-in",
    notFor: notAdministrators,
    visits: [{ state: "none yet", as: "admin", address: () => "/admin/reminders", queries: 4 }],
  },
  {
    route: "admin/reminders/rules",
    signedOut: "sign-in",
    notFor: notAdministrators,
    visits: [
      { state: "", as: "admin", address: () => "/admin/reminders/rules", queries: 2 },
      {
        state: "refused",
        as: "admin",
        address: () => "/admin/reminders/rules",
        post: () => ({ before: "soon", expiry: "", opens: "8", closes: "8", digestOn: "", version: "1" }),
        status: 422,
        queries: 4,
      },
    ],
  },
  {
    route: "admin/reminders/rehearsal",
    signedOut: "sign-in",
    notFor: notAdministrators,
    visits: [{ state: "of thirty days", as: "admin", address: () => "/admin/reminders/rehearsal", queries: 9 }],
  },
  {
    route: "admin/practice",
    signedOut: "sign-in",
    notFor: notAdministrators,
    visits: [
      { state: "", as: "admin", address: () => "/admin/practice", queries: 3, kilobytes: 90 },
      {
        state: "a test letter without a mail server",
        as: "admin",
        address: () => "/admin/practice?done=no-server",
        queries: 3,
        kilobytes: 90,
      },
      {
        state: "refused",
        as: "admin",
        address: () => "/admin/practice",
        post: () => ({ name: "", contact: "", zone: "UTC", version: "1" }),
        status: 422,
        queries: 5,
        kilobytes: 90,
      },
    ],
  },
  {
    route: "admin/certificates",
    signedOut: "sign-in",
    notFor: notAdministrators,
    visits: [
      { state: "", as: "admin", address: () => "/admin/certificates", queries: 3 },
      {
        state: "an approval refused",
        as: "admin",
        address: () => "/admin/certificates",
        post: () => ({
          intent: "approve",
          key: "k".repeat(43),
          body: "A Board",
          number: "7",
          from: "2026-05-01",
          to: "2026-04-01",
          statement: "",
        }),
        status: 422,
        queries: 5,
      },
      {
        state: "looks refused",
        as: "admin",
        address: () => "/admin/certificates",
        post: () => ({
          intent: "looks",
          version: "1",
          signatory: "Morgan Reyes",
          credential: "",
          title: "full",
          category: "general",
          accent: "#ffffff",
          keepYears: "8",
        }),
        status: 422,
        queries: 5,
      },
    ],
  },
  // A file, drawn anew each time; tests/routes/certificates.test.ts reads it.
  {
    route: "admin/certificates/sample",
    signedOut: "sign-in",
    isFile: true,
    notFor: [...learners, "auditor"],
    address: () => "/admin/certificates/sample",
    visits: [],
  },
  {
    route: "admin/evidence",
    signedOut: "sign-in",
    notFor: notAdministrators,
    visits: [
      { state: "", as: "admin", address: () => "/admin/evidence", queries: 3 },
      {
        state: "refused",
        as: "admin",
        address: () => "/admin/evidence",
        post: () => ({ intent: "pack", key: "k".repeat(43), course: "", from: "2026-05-01", to: "2026-04-01" }),
        status: 422,
        queries: 5,
      },
    ],
  },
  // A file that was asked for just before: tests/routes/evidence-exports.test.ts reads it.
  {
    route: "admin/evidence/:export",
    signedOut: "sign-in",
    isFile: true,
    notFor: [...notAdministrators, "admin"],
    address: () => "/admin/evidence/0190b6f2-nothing",
    visits: [],
  },
  {
    route: "admin/audit",
    signedOut: "sign-in",
    notFor: [...learners, "author"],
    visits: [
      { state: "", as: "auditor", address: () => "/admin/audit", queries: 4, kilobytes: 60 },
      { state: "for administrators", as: "admin", address: () => "/admin/audit", queries: 4, kilobytes: 60 },
    ],
  },
  {
    route: "team",
    signedOut: "sign-in",
    notFor: ["therapist", "therapist2", "outsider", "author", "auditor"],
    visits: [
      { state: "", as: "supervisor", address: () => "/team", queries: 8 },
      { state: "one list", as: "supervisor", address: () => "/team?show=help&order=name", queries: 8 },
      { state: "for administrators", as: "admin", address: ({ team }) => `/team?team=${team}`, queries: 8 },
      {
        state: "nobody chosen",
        as: "supervisor",
        address: () => "/team",
        post: () => ({ key: "k".repeat(43), sentence: "Shall we look at it together on Friday?" }),
        status: 422,
        queries: 9,
      },
    ],
  },
  {
    route: "team/report",
    signedOut: "sign-in",
    notFor: ["therapist", "therapist2", "outsider", "author"],
    visits: [
      { state: "", as: "supervisor", address: () => "/team/report", queries: 9, kilobytes: 40 },
      {
        state: "filtered",
        as: "supervisor",
        address: ({ team, course }) => `/team/report?team=${team}&course=${course.id}&status=overdue&from=2020-01-01`,
        queries: 9,
      },
      { state: "nothing", as: "supervisor", address: () => "/team/report?status=waived", queries: 9 },
      { state: "to print", as: "admin", address: () => "/team/report?page=all", queries: 9, kilobytes: 60 },
      { state: "for auditors", as: "auditor", address: () => "/team/report", queries: 9, kilobytes: 60 },
    ],
  },
  // Files; tests/routes/team-report.test.ts reads them.
  {
    route: "team/report/csv",
    signedOut: "sign-in",
    isFile: true,
    notFor: ["therapist", "therapist2", "outsider", "author"],
    address: () => "/team/report/csv",
    visits: [],
  },
  {
    route: "team/report/certificates",
    signedOut: "sign-in",
    isFile: true,
    notFor: ["therapist", "therapist2", "outsider", "author"],
    address: () => "/team/report/certificates",
    visits: [],
  },
  {
    route: "team/sign-off",
    signedOut: "sign-in",
    notFor: ["therapist", "therapist2", "outsider", "author", "auditor", "admin"],
    visits: [{ state: "one waits", as: "supervisor", address: () => "/team/sign-off", queries: 5 }],
  },
  {
    route: "team/sign-off/:person/:course",
    signedOut: "sign-in",
    notFor: ["therapist", "therapist2", "outsider", "author", "auditor", "admin"],
    visits: [
      {
        state: "to be signed off",
        as: "supervisor",
        address: ({ person, rubric }) => `/team/sign-off/${person.therapist}/${rubric}`,
        queries: 9,
      },
    ],
  },
  {
    route: "team/person/:person",
    signedOut: "sign-in",
    notFor: ["therapist", "therapist2", "outsider", "author", "auditor"],
    visits: [
      {
        state: "two courses and a copy",
        as: "supervisor",
        address: ({ person }) => `/team/person/${person.therapist}`,
        queries: 13,
      },
      {
        state: "complete",
        as: "supervisor",
        address: ({ person }) => `/team/person/${person.therapist2}`,
        queries: 13,
      },
      {
        state: "for an administrator, nothing yet",
        as: "admin",
        address: ({ person }) => `/team/person/${person.author}`,
        queries: 12,
      },
    ],
  },
  // A file: tests/routes/page-about.test.ts reads it; who may not is led to the page that is not there.
  {
    route: "team/person/:person/csv",
    signedOut: "sign-in",
    isFile: true,
    notFor: ["therapist", "therapist2", "outsider", "author", "auditor"],
    address: ({ person }) => `/team/person/${person.therapist}/csv`,
    visits: [],
  },
  {
    route: "team/invite",
    signedOut: "sign-in",
    notFor: ["therapist", "therapist2", "outsider", "author", "auditor", "admin"],
    visits: [
      { state: "", as: "supervisor", address: () => "/team/invite", queries: 5 },
      {
        state: "refused",
        as: "supervisor",
        address: () => "/team/invite",
        post: ({ team }) => ({ intent: "invite", key: "k".repeat(43), team, email: "no address", name: "" }),
        status: 422,
        queries: 6,
      },
    ],
  },
  {
    route: "team/shared",
    signedOut: "sign-in",
    notFor: ["therapist", "therapist2", "outsider", "author", "auditor", "admin"],
    visits: [{ state: "one", as: "supervisor", address: () => "/team/shared", queries: 2 }],
  },
  {
    route: "team/shared/:share",
    signedOut: "sign-in",
    notFor: ["therapist", "therapist2", "outsider", "author", "auditor", "admin"],
    visits: [{ state: "", as: "supervisor", address: ({ share }) => `/team/shared/${share}`, queries: 8 }],
  },
];

function toolOf({ modules }: Course): string | undefined {
  return modules.flatMap(({ lessons }) => lessons.flatMap(({ tools }) => tools))[0]?.id;
}

function toAnswer({ requests }: World): string {
  return `/admin/requests/${requests.open}`;
}

function vignetteOf({ modules }: Course): string | undefined {
  return modules.flatMap(({ lessons }) => lessons.flatMap(({ vignettes }) => vignettes))[0]?.id;
}

function linesOf(which: keyof World["imports"], rest = "") {
  return ({ imports }: World) => `/admin/people/import/${imports[which]}${rest}`;
}
