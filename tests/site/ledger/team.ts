import type { Entry } from "../ledger.ts";

/** What supervisors do in their teams. */
export const routes: Entry[] = [
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
