import type { Entry } from "../ledger.ts";
import type { Actor, World } from "../world.ts";

const learners: Actor[] = ["therapist", "therapist2", "outsider", "supervisor"];
const notAdministrators: Actor[] = [...learners, "author", "auditor"];

/** What administrators and auditors do for the practice: requests, records, reminders, settings, evidence. */
export const routes: Entry[] = [
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
    visits: [{ state: "sent, not sent and waiting", as: "admin", address: () => "/admin/reminders", queries: 4 }],
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
];

function toAnswer({ requests }: World): string {
  return `/admin/requests/${requests.open}`;
}
