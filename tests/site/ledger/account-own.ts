import type { Entry } from "../ledger.ts";

/** What people ask of the practice, and what they take away or close: requests, their data, their writing. */
export const routes: Entry[] = [
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
