import type { Db } from "#db/open.ts";
import type { PersonActor } from "../actor.ts";
import { findOnlooker, type Onlooker, type PageAbout, pageAbout } from "../page-about.ts";
import { listSupervisors } from "../team/scope.ts";
import { noteView } from "../view.ts";

interface Asked {
  now: Date;
  /** The practice's. */
  zone: string;
}

/** The page about a person as somebody else opens it, which the person is told. Undefined as findOnlooker. */
export async function openPageAbout(
  db: Db,
  { actor, personId, ...when }: Asked & { actor: PersonActor; personId: string },
): Promise<PageAbout | undefined> {
  const onlooker = await findOnlooker(db, { actor, personId });
  const about = onlooker && (await pageAbout(db, { onlooker, personId, ...when }));
  if (about) await noteView(db, { viewerId: actor.id, subject: { kind: "person", id: personId }, now: when.now });
  return about;
}

/** What one learner sees of what others see of them: by whom, by name, and the page of the one chosen. */
export interface Mirror {
  supervisors: { id: string; name: string }[];
  /** Undefined for administrators. */
  by: { id: string; name: string } | undefined;
  about: PageAbout;
}

/**
 * The page about oneself as one's supervisor `by` sees it now, or the first of them by name; as administrators see it
 * for "administrators" and where there is no supervisor. Undefined for who does not supervise one.
 */
export async function mirrorOf(
  db: Db,
  { personId, by: wanted, ...when }: Asked & { personId: string; by: string | undefined },
): Promise<Mirror | undefined> {
  const supervisors = await listSupervisors(db, personId);
  const by = wanted === undefined ? supervisors[0] : supervisors.find(({ id }) => id === wanted);
  if (!by && wanted !== undefined && wanted !== "administrators") return undefined;
  const onlooker: Onlooker = by ? { as: "supervisor", id: by.id } : { as: "administrator" };
  const about = await pageAbout(db, { onlooker, personId, ...when });
  return about && { supervisors, by, about };
}
