import type { Entry } from "../ledger.ts";

const unknown = "aB3_-".repeat(8).concat("xyz");

/** What anyone can open. The one-time links consume nothing when they are opened. */
export const routes: Entry[] = [
  {
    route: "",
    signedOut: "open",
    visits: [
      { state: "signed out", as: "signed-out", address: () => "/", status: 303, leadsTo: "/sign-in", queries: 0 },
      { state: "signed in", as: "therapist", address: () => "/", status: 303, leadsTo: "/learn", queries: 1 },
    ],
  },
  {
    route: "course/:course",
    signedOut: "open",
    visits: [
      {
        state: "",
        as: "signed-out",
        address: ({ course }) => `/course/${course.id}`,
        queries: 4,
        kilobytes: 40,
      },
    ],
  },
  {
    route: "sign-in",
    signedOut: "open",
    visits: [
      { state: "empty", as: "signed-out", address: () => "/sign-in", queries: 1 },
      {
        state: "refused",
        as: "signed-out",
        address: () => "/sign-in",
        post: () => ({ email: "nobody@practice.example", password: "not the right one at all" }),
        status: 422,
        queries: 6,
      },
      {
        state: "nothing typed",
        as: "signed-out",
        address: () => "/sign-in",
        post: () => ({ email: "", password: "" }),
        status: 422,
        queries: 3,
      },
      {
        state: "signed in already",
        as: "therapist",
        address: () => "/sign-in",
        status: 303,
        leadsTo: "/learn",
        queries: 1,
      },
    ],
  },
  {
    route: "first-run/:token",
    signedOut: "open",
    visits: [{ state: "void", as: "signed-out", address: () => `/first-run/${unknown}`, status: 404, queries: 3 }],
  },
  {
    route: "invitation/:token",
    signedOut: "open",
    visits: [
      { state: "open", as: "signed-out", address: ({ tokens }) => `/invitation/${tokens.invitation}`, queries: 4 },
      {
        state: "refused",
        as: "signed-out",
        address: ({ tokens }) => `/invitation/${tokens.invitation}`,
        post: () => ({ name: "Noor Haddad", password: "short" }),
        status: 422,
        queries: 6,
      },
      { state: "void", as: "signed-out", address: () => `/invitation/${unknown}`, status: 404, queries: 3 },
    ],
  },
  {
    route: "reset/:token",
    signedOut: "open",
    visits: [
      { state: "open", as: "signed-out", address: ({ tokens }) => `/reset/${tokens.reset}`, queries: 4 },
      { state: "void", as: "signed-out", address: () => `/reset/${unknown}`, status: 404, queries: 3 },
    ],
  },
  {
    route: "letters/:token",
    signedOut: "open",
    visits: [{ state: "void", as: "signed-out", address: () => `/letters/${unknown}`, status: 404, queries: 1 }],
  },
  // A file for a calendar program; tests/routes/letters.test.ts reads it.
  {
    route: "calendar/:token",
    signedOut: "404",
    isFile: true,
    address: () => `/calendar/${unknown}`,
    visits: [],
  },
  {
    route: "email/:token",
    signedOut: "open",
    visits: [
      { state: "open", as: "signed-out", address: ({ tokens }) => `/email/${tokens.email}`, queries: 2 },
      { state: "void", as: "signed-out", address: () => `/email/${unknown}`, status: 404, queries: 2 },
    ],
  },
  {
    route: "verify",
    signedOut: "open",
    visits: [
      { state: "empty", as: "signed-out", address: () => "/verify", queries: 1 },
      {
        state: "nothing typed",
        as: "signed-out",
        address: () => "/verify",
        post: () => ({ code: " " }),
        status: 422,
        queries: 3,
      },
    ],
  },
  {
    route: "verify/:code",
    signedOut: "open",
    visits: [
      { state: "valid", as: "signed-out", address: ({ code }) => `/verify/${code}`, queries: 8 },
      { state: "replaced", as: "signed-out", address: ({ ended }) => `/verify/${ended.code}`, queries: 8 },
      { state: "seen by who is signed in", as: "therapist", address: ({ code }) => `/verify/${code}`, queries: 8 },
      {
        state: "another name",
        as: "signed-out",
        address: ({ code }) => `/verify/${code}`,
        post: () => ({ name: "Somebody Else" }),
        queries: 8,
      },
      {
        state: "no name typed",
        as: "signed-out",
        address: ({ code }) => `/verify/${code}`,
        post: () => ({ name: "" }),
        status: 422,
        queries: 10,
      },
      {
        state: "unknown",
        as: "signed-out",
        address: () => "/verify/0000000000000000000000000A",
        status: 404,
        queries: 6,
      },
    ],
  },
  {
    route: "verify/:code/syllabus",
    signedOut: "open",
    visits: [
      {
        state: "",
        as: "signed-out",
        address: ({ code }) => `/verify/${code}/syllabus`,
        queries: 12,
        kilobytes: 60,
      },
      {
        state: "of an unknown number",
        as: "signed-out",
        address: () => "/verify/0000000000000000000000000A/syllabus",
        status: 404,
        queries: 6,
      },
    ],
  },
  // A file: tests/routes/syllabus.test.ts reads it.
  {
    route: "verify/:code/syllabus/file",
    signedOut: "open",
    isFile: true,
    address: ({ code }) => `/verify/${code}/syllabus/file`,
    visits: [],
  },
  // What credentials refer to, as JSON or signed, for other programs; tests/routes/credentials.test.ts reads them.
  ...[
    ["credentials/issuer", "/credentials/issuer"],
    ["credentials/keys", "/credentials/keys"],
    ["credentials/keys/:key", "/credentials/keys/none"],
    ["credentials/achievement/:achievement", "/credentials/achievement/none"],
    ["credentials/status/:list", "/credentials/status/0"],
  ].map(
    ([route = "", address = ""]): Entry => ({
      route,
      signedOut: "open",
      isFile: true,
      address: () => address,
      visits: [],
    }),
  ),
  {
    route: "privacy",
    signedOut: "open",
    visits: [{ state: "", as: "signed-out", address: () => "/privacy", queries: 2 }],
  },
  {
    route: "accessibility",
    signedOut: "open",
    visits: [{ state: "", as: "signed-out", address: () => "/accessibility", queries: 2 }],
  },
  {
    route: "design",
    signedOut: "404",
    notFor: ["therapist", "author", "admin"],
    visits: [],
    address: () => "/design",
  },
  {
    route: "*",
    signedOut: "open",
    visits: [
      { state: "signed out", as: "signed-out", address: () => "/nothing-here", status: 404, queries: 1 },
      { state: "signed in", as: "therapist", address: () => "/nothing-here", status: 404, queries: 1 },
    ],
  },
];
