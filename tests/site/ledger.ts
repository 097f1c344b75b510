import { routes as account } from "./ledger/account.ts";
import { routes as own } from "./ledger/account-own.ts";
import { routes as people } from "./ledger/admin-people.ts";
import { routes as practice } from "./ledger/admin-practice.ts";
import { routes as assignments } from "./ledger/assignments.ts";
import { routes as author } from "./ledger/author.ts";
import { routes as beside } from "./ledger/learn-beside.ts";
import { routes as course } from "./ledger/learn-course.ts";
import { routes as quiz } from "./ledger/learn-quiz.ts";
import { routes as open } from "./ledger/public.ts";
import { routes as records } from "./ledger/records.ts";
import { routes as team } from "./ledger/team.ts";
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
  /** Where a redirect must lead, as a start of its address. */
  leadsTo?: string;
  /** The most database queries, session look-up included. */
  queries: number;
  /** The most bytes of the document, uncompressed, in thousands; 30 unless said. */
  kilobytes?: number;
}

export interface Entry {
  /** As it stands in app/routes.ts; "" is the index. */
  route: string;
  /** What the signed-out get: the sign-in page, the page itself, or nothing at all. */
  signedOut: "sign-in" | "open" | "404";
  /** A file that a page shows: nobody reads its 404, which is one plain sentence. */
  isFile?: boolean;
  /** Actors for whom the address is not there: the same 404 as an unknown one. */
  notFor?: Actor[];
  /** An address to try access with; the first visit's unless said. */
  address?(world: World): string;
  visits: Visit[];
}

/** Every route there is; `tests/site.test.ts` fails for one that is missing here. */
export const ledger: Entry[] = [
  ...open,
  ...account,
  ...own,
  ...course,
  ...quiz,
  ...beside,
  ...records,
  ...author,
  ...people,
  ...practice,
  ...assignments,
  ...team,
];
