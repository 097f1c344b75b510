import type { Entry } from "../ledger.ts";
import type { Actor } from "../world.ts";

const notEnrolled: Actor[] = ["outsider", "supervisor", "author", "auditor", "admin"];

/** What learners keep: their records, certificates of elsewhere, and what they search. */
export const routes: Entry[] = [
  {
    route: "search",
    signedOut: "sign-in",
    visits: [
      { state: "empty", as: "therapist", address: () => "/search", queries: 4 },
      { state: "results", as: "therapist", address: () => "/search", post: () => ({ words: "consent" }), queries: 6 },
      {
        state: "nothing found",
        as: "therapist",
        address: () => "/search",
        post: () => ({ words: "qqqqqq" }),
        queries: 6,
      },
      { state: "in no course", as: "outsider", address: () => "/search", queries: 4 },
    ],
  },
  {
    route: "records",
    signedOut: "sign-in",
    visits: [
      { state: "of two years, some from elsewhere", as: "therapist2", address: () => "/records", queries: 4 },
      { state: "none yet", as: "therapist", address: () => "/records", queries: 4 },
      { state: "a revoked one", as: "therapist5", address: () => "/records", queries: 4 },
    ],
  },
  // A file: a browser saves it, and tests/routes/transcript.test.ts reads it.
  { route: "records/csv", signedOut: "sign-in", address: () => "/records/csv", visits: [] },
  {
    route: "records/elsewhere",
    signedOut: "sign-in",
    visits: [
      { state: "", as: "therapist", address: () => "/records/elsewhere", queries: 1 },
      {
        state: "refused",
        as: "therapist",
        address: () => "/records/elsewhere",
        post: () => ({
          intent: "record",
          key: "k".repeat(43),
          title: "",
          provider: "",
          completedOn: "",
          hours: "many",
        }),
        status: 422,
        queries: 3,
      },
    ],
  },
  {
    route: "records/elsewhere/:certificate",
    signedOut: "sign-in",
    notFor: [...notEnrolled, "therapist"],
    visits: [
      { state: "", as: "therapist2", address: ({ outside }) => `/records/elsewhere/${outside}`, queries: 3 },
      {
        state: "changed in another window",
        as: "therapist2",
        address: ({ outside }) => `/records/elsewhere/${outside}`,
        post: () => ({
          ...{ intent: "change", version: "7", title: "Supervision", provider: "A college" },
          ...{ completedOn: "2025-05-04", hours: "3", category: "", number: "" },
        }),
        status: 409,
        queries: 7,
      },
    ],
  },
  // A file: a browser saves it, and tests/routes/outside-files.test.ts reads it.
  {
    route: "records/elsewhere/:certificate/file/:file",
    signedOut: "sign-in",
    isFile: true,
    notFor: [...notEnrolled, "therapist", "therapist2"],
    address: ({ outside }) => `/records/elsewhere/${outside}/file/none`,
    visits: [],
  },
  {
    route: "records/:record",
    signedOut: "sign-in",
    notFor: [...notEnrolled, "therapist"],
    visits: [
      { state: "", as: "therapist2", address: ({ record }) => `/records/${record}`, queries: 8 },
      { state: "replaced", as: "therapist5", address: ({ ended }) => `/records/${ended.replaced}`, queries: 10 },
      { state: "revoked", as: "therapist5", address: ({ ended }) => `/records/${ended.revoked}`, queries: 10 },
      {
        state: "reporting refused",
        as: "therapist2",
        address: ({ record }) => `/records/${record}`,
        post: () => ({ intent: "report", lastName: "", firstName: "", licenceNumber: "", jurisdiction: "" }),
        status: 422,
        queries: 10,
      },
    ],
  },
  // A file: a browser saves it, and tests/routes/evidence-exports.test.ts reads it.
  {
    route: "records/:record/evidence",
    signedOut: "sign-in",
    isFile: true,
    notFor: [...notEnrolled, "therapist"],
    address: ({ record }) => `/records/${record}/evidence`,
    visits: [],
  },
  {
    route: "records/:record/syllabus",
    signedOut: "sign-in",
    notFor: [...notEnrolled, "therapist"],
    visits: [
      {
        state: "",
        as: "therapist2",
        address: ({ record }) => `/records/${record}/syllabus`,
        queries: 5,
        kilobytes: 60,
      },
    ],
  },
  // A file: a browser saves it, and tests/routes/syllabus.test.ts reads it.
  {
    route: "records/:record/syllabus/file",
    signedOut: "sign-in",
    isFile: true,
    notFor: [...notEnrolled, "therapist"],
    address: ({ record }) => `/records/${record}/syllabus/file`,
    visits: [],
  },
  // A file: a browser saves it, and tests/routes/verification.test.ts reads it.
  {
    route: "records/:record/certificate",
    signedOut: "sign-in",
    isFile: true,
    notFor: [...notEnrolled, "therapist"],
    address: ({ record }) => `/records/${record}/certificate`,
    visits: [],
  },
  {
    route: "records/:record/credential",
    signedOut: "sign-in",
    isFile: true,
    notFor: [...notEnrolled, "therapist"],
    address: ({ record }) => `/records/${record}/credential`,
    visits: [],
  },
  {
    route: "records/:record/badge",
    signedOut: "sign-in",
    isFile: true,
    notFor: [...notEnrolled, "therapist"],
    address: ({ record }) => `/records/${record}/badge`,
    visits: [],
  },
];
