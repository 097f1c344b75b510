import type { Entry } from "../ledger.ts";
import type { Actor, World } from "../world.ts";

const notAdministrators: Actor[] = ["therapist", "therapist2", "outsider", "supervisor", "author", "auditor"];
const notSupervisors: Actor[] = ["therapist", "therapist2", "outsider", "author", "auditor", "admin"];
const assigning = { key: "k".repeat(43), due: "none", on: "", days: "" };
const toTeam = ({ course, assigned }: World) => ({ ...assigning, course: course.id, for: "team", team: assigned.team });
const toNobody = ({ course }: World) => ({ ...assigning, course: course.id, for: "people", due: "day", on: "soon" });

/** The two doors to the same pages, by who may assign to whom. */
export const routes: Entry[] = [
  ...pagesOf("admin/assignments", { as: "admin", notFor: notAdministrators, list: "admin/assignments" }),
  {
    route: "admin/assignments/rules",
    signedOut: "sign-in",
    notFor: notAdministrators,
    visits: [{ state: "one", as: "admin", address: () => "/admin/assignments/rules", queries: 9 }],
  },
  ...pagesOf("team/assign", { as: "supervisor", notFor: notSupervisors, list: "team/assign" }),
];

function pagesOf(door: string, { as, notFor, list }: { as: Actor; notFor: Actor[]; list: string }): Entry[] {
  const one = ({ assigned }: World) => `/${door}/${assigned.assignment}`;
  const person = ({ course, person }: World) => `/${door}/of/${person.therapist}/${course.id}`;
  const grant = { intent: "extension", key: "k".repeat(43), until: "2020-01-01", why: "Agreed" };
  return [
    {
      route: list,
      signedOut: "sign-in",
      notFor,
      visits: [{ state: "some", as, address: () => `/${list}`, queries: 6 }],
    },
    {
      route: `${door}/new`,
      signedOut: "sign-in",
      notFor,
      visits: [
        { state: "", as, address: () => `/${door}/new`, queries: 8 },
        {
          state: "a dry run",
          as,
          address: () => `/${door}/new`,
          post: (world) => ({ intent: "preview", ...toTeam(world) }),
          queries: 18,
        },
        {
          state: "refused",
          as,
          address: () => `/${door}/new`,
          post: (world) => ({ intent: "assign", ...toNobody(world) }),
          status: 422,
          queries: 13,
        },
      ],
    },
    {
      route: `${door}/:assignment`,
      signedOut: "sign-in",
      notFor,
      visits: [
        { state: "to a team", as, address: one, queries: 8 },
        {
          state: "a day that is none",
          as,
          address: one,
          post: () => ({ intent: "change", version: "1", due: "day", on: "soon", days: "" }),
          status: 422,
          queries: 12,
        },
      ],
    },
    {
      route: `${door}/of/:person/:course`,
      signedOut: "sign-in",
      notFor,
      visits: [
        { state: "with more time", as, address: person, queries: 12 },
        { state: "too early a day", as, address: person, post: () => grant, status: 422, queries: 20 },
      ],
    },
  ];
}
