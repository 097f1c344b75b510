import type { Entry } from "../ledger.ts";
import type { Actor, World } from "../world.ts";

const learners: Actor[] = ["therapist", "therapist2", "outsider", "supervisor"];
const notAdministrators: Actor[] = [...learners, "author", "auditor"];

/** Whom administrators bring in, look after and put into teams. */
export const routes: Entry[] = [
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
      {
        state: "what goes with a role",
        as: "admin",
        address: ({ person }) => `/admin/people/${person.supervisor}?end=supervisor`,
        queries: 13,
      },
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
];

function linesOf(which: keyof World["imports"], rest = "") {
  return ({ imports }: World) => `/admin/people/import/${imports[which]}${rest}`;
}
