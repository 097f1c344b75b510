import type { Entry } from "../ledger.ts";

/** An account and how it is kept: profile, password, address, sessions, letters, calendar. */
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
];
