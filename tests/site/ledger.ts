import type { Actor, World } from "./world.ts";

/** One page in one state, as one actor sees it, with the bounds it must keep. */
export interface Visit {
  state: string;
  as: Actor;
  address(world: World): string;
  /** Fields to post; without them the page is got. */
  post?(world: World): Record<string, string | string[]>;
  /** 200 unless said. */
  status?: number;
  /** Where a redirect must lead, as a start of its path. */
  leadsTo?: string;
  /** The most database queries, session look-up included. */
  queries: number;
  /** The most bytes of the document, uncompressed; 30 kB unless said. */
  bytes?: number;
  /** The course's own prose is on the page: it is linted where it is compiled, not here. */
  prose?: boolean;
}

export interface Entry {
  /** As it stands in app/routes.ts; "" is the index. */
  route: string;
  visits: Visit[];
  /** Actors for whom the address is not there: the same 404 as an unknown one. */
  notFor?: Actor[];
  /** What the signed-out get: the sign-in page, or the page itself. */
  signedOut: "sign-in" | "open";
}

const staffOnly: Actor[] = ["therapist", "therapist2", "outsider", "supervisor"];
const notEnrolled: Actor[] = ["outsider", "supervisor", "author", "auditor", "admin"];

/** Every route there is. `tests/site.test.ts` fails for one that is missing here. */
export const ledger: Entry[] = [
  {
    route: "",
    signedOut: "open",
    visits: [
      { state: "signed out", as: "signed-out", address: () => "/", status: 303, leadsTo: "/sign-in", queries: 0 },
      { state: "signed in", as: "therapist", address: () => "/", status: 303, leadsTo: "/learn", queries: 1 },
    ],
  },
  {
    route: "sign-in",
    signedOut: "open",
    visits: [
      { state: "empty", as: "signed-out", address: () => "/sign-in", queries: 1, bytes: 12_000 },
      {
        state: "refused",
        as: "signed-out",
        address: () => "/sign-in",
        post: () => ({ email: "nobody@practice.example", password: "not the right one at all" }),
        status: 422,
        queries: 9,
        bytes: 12_000,
      },
    ],
  },
];
