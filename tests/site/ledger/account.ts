import type { Entry } from "../ledger.ts";

/** What everyone has of their own. */
export const routes: Entry[] = [
  {
    route: "sign-out",
    signedOut: "open",
    visits: [],
  },
  {
    route: "account",
    signedOut: "sign-in",
    visits: [
      { state: "", as: "therapist", address: () => "/account", queries: 3, kilobytes: 90 },
      {
        state: "refused",
        as: "therapist",
        address: () => "/account",
        post: () => ({ name: "", zone: "Nowhere/At_all", version: "1" }),
        status: 422,
        queries: 5,
        kilobytes: 90,
      },
    ],
  },
  {
    route: "account/password",
    signedOut: "sign-in",
    visits: [
      { state: "", as: "therapist", address: () => "/account/password", queries: 2 },
      {
        state: "refused",
        as: "therapist",
        address: () => "/account/password",
        post: () => ({ current_password: "", new_password: "short" }),
        status: 422,
        queries: 4,
      },
    ],
  },
  {
    route: "account/email",
    signedOut: "sign-in",
    visits: [
      { state: "", as: "therapist", address: () => "/account/email", queries: 3 },
      { state: "waiting", as: "therapist2", address: () => "/account/email", queries: 3 },
      {
        state: "refused",
        as: "therapist",
        address: () => "/account/email",
        post: () => ({ intent: "ask", key: "k".repeat(43), email: "nowhere", password: "" }),
        status: 422,
        queries: 5,
      },
    ],
  },
  {
    route: "account/confirm",
    signedOut: "sign-in",
    visits: [
      { state: "", as: "admin", address: () => "/account/confirm?to=%2Fadmin%2Fpeople", queries: 2 },
      {
        state: "refused",
        as: "admin",
        address: () => "/account/confirm",
        post: () => ({ password: "not the right one at all", to: "/admin/people" }),
        status: 422,
        queries: 7,
      },
    ],
  },
  {
    route: "account/sessions",
    signedOut: "sign-in",
    visits: [{ state: "one", as: "therapist", address: () => "/account/sessions", queries: 2 }],
  },
  {
    route: "account/seen",
    signedOut: "sign-in",
    visits: [
      { state: "by one supervisor", as: "therapist", address: () => "/account/seen", queries: 15 },
      { state: "by administrators", as: "therapist2", address: () => "/account/seen?by=administrators", queries: 13 },
      { state: "by nobody", as: "author", address: () => "/account/seen", queries: 13 },
    ],
  },
  {
    route: "account/licences",
    signedOut: "sign-in",
    visits: [
      { state: "some", as: "therapist2", address: () => "/account/licences", queries: 2 },
      { state: "none", as: "therapist", address: () => "/account/licences", queries: 2 },
      {
        state: "refused",
        as: "therapist2",
        address: () => "/account/licences",
        post: () => ({ intent: "delete" }),
        status: 422,
        queries: 4,
      },
    ],
  },
  {
    route: "account/letters",
    signedOut: "sign-in",
    visits: [
      { state: "", as: "therapist", address: () => "/account/letters", queries: 2 },
      {
        state: "refused",
        as: "therapist",
        address: () => "/account/letters",
        post: () => ({ early: "perhaps" }),
        status: 422,
        queries: 4,
      },
    ],
  },
  {
    route: "account/calendar",
    signedOut: "sign-in",
    visits: [
      { state: "none", as: "therapist", address: () => "/account/calendar", queries: 2 },
      {
        state: "made",
        as: "therapist2",
        address: () => "/account/calendar",
        post: () => ({ intent: "make", key: "c".repeat(43) }),
        queries: 5,
      },
      {
        state: "refused",
        as: "therapist",
        address: () => "/account/calendar",
        post: () => ({ intent: "make", key: "short" }),
        status: 422,
        queries: 4,
      },
    ],
  },
  {
    route: "account/requests",
    signedOut: "sign-in",
    visits: [
      { state: "some", as: "therapist", address: () => "/account/requests", queries: 2 },
      { state: "none", as: "outsider", address: () => "/account/requests", queries: 2 },
      {
        state: "an unknown number",
        as: "outsider",
        address: () => "/account/requests",
        post: () => ({ intent: "look-up", number: "0000-0000-0000" }),
        status: 422,
        queries: 5,
      },
      {
        state: "found by its number",
        as: "outsider",
        address: () => "/account/requests",
        post: ({ requests }) => ({ intent: "look-up", number: requests.number }),
        queries: 6,
      },
    ],
  },
  {
    route: "account/requests/send/:about",
    signedOut: "sign-in",
    visits: [
      { state: "an adjustment", as: "therapist", address: () => "/account/requests/send/support", queries: 1 },
      { state: "a concern", as: "therapist", address: () => "/account/requests/send/concern", queries: 1 },
      {
        state: "refused",
        as: "therapist",
        address: () => "/account/requests/send/concern",
        post: () => ({ key: "k".repeat(43), reason: "", nameless: "yes" }),
        status: 422,
        queries: 3,
      },
      {
        state: "without a name",
        as: "therapist",
        address: () => "/account/requests/send/concern",
        post: () => ({ key: "n".repeat(43), reason: "Nobody answers the telephone.", nameless: "yes" }),
        queries: 7,
      },
    ],
  },
  {
    route: "account/requests/:request",
    signedOut: "sign-in",
    notFor: ["therapist2", "outsider", "supervisor", "author", "auditor", "admin"],
    visits: [
      {
        state: "answered",
        as: "therapist",
        address: ({ requests }) => `/account/requests/${requests.answered}`,
        queries: 3,
      },
    ],
  },
  {
    route: "account/data",
    signedOut: "sign-in",
    visits: [
      { state: "closed", as: "outsider", address: () => "/account/data", queries: 2 },
      {
        state: "refused",
        as: "outsider",
        address: () => "/account/data",
        post: () => ({ password: "not the password" }),
        status: 422,
        queries: 9,
      },
      {
        state: "opened",
        as: "therapist",
        address: () => "/account/data",
        post: () => ({ password: "demo-practice-only-please" }),
        status: 303,
        leadsTo: "/account/data",
        queries: 14,
      },
      { state: "open", as: "therapist", address: () => "/account/data", queries: 2 },
    ],
  },
  {
    route: "account/data/:file",
    signedOut: "sign-in",
    address: () => "/account/data/json",
    visits: [],
  },
  {
    route: "account/close",
    signedOut: "sign-in",
    visits: [
      { state: "", as: "therapist", address: () => "/account/close", queries: 2 },
      { state: "kept", as: "therapist2", address: () => "/account/close?done=kept", queries: 2 },
      {
        state: "refused",
        as: "outsider",
        address: () => "/account/close",
        post: () => ({ password: "not the password" }),
        status: 422,
        queries: 9,
      },
      {
        state: "the last administrator",
        as: "admin",
        address: () => "/account/close",
        post: () => ({ password: "demo-practice-only-please" }),
        status: 409,
        queries: 14,
      },
    ],
  },
  {
    route: "account/writing",
    signedOut: "sign-in",
    visits: [
      { state: "some", as: "therapist", address: () => "/account/writing", queries: 8 },
      { state: "none", as: "outsider", address: () => "/account/writing", queries: 6 },
    ],
  },
  {
    route: "account/writing/download",
    signedOut: "sign-in",
    address: () => "/account/writing/download",
    visits: [],
  },
  {
    route: "account/writing/:text",
    signedOut: "sign-in",
    notFor: ["therapist2", "outsider", "supervisor", "author", "auditor", "admin"],
    visits: [
      { state: "shared", as: "therapist", address: ({ text }) => `/account/writing/${text}`, queries: 9 },
      {
        state: "nobody chosen",
        as: "therapist",
        address: ({ text }) => `/account/writing/${text}`,
        post: () => ({ intent: "share" }),
        status: 422,
        queries: 11,
      },
    ],
  },
];
