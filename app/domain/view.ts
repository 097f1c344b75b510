import { newId } from "#app/platform/chance.ts";
import type { Db } from "#db/open.ts";

interface View {
  viewerId: string;
  /** A page about one person is noted for that person, a list for its team (decision 18), the register of records for all. */
  subject: { kind: "person" | "team" | "register"; id: string };
  now: Date;
}

/** Notes that somebody looked at a page about another, who is shown it. */
export async function noteView(db: Db, { viewerId, subject, now }: View): Promise<void> {
  await db
    .insertInto("view_log")
    .values({
      id: newId(),
      at: now.toISOString(),
      viewer_id: viewerId,
      subject_kind: subject.kind,
      subject_id: subject.id,
    })
    .execute();
}

/** The same for a list of several teams, in one query: once for each. */
export async function noteTeamViews(
  db: Db,
  { viewerId, teams, now }: { viewerId: string; teams: { id: string }[]; now: Date },
): Promise<void> {
  if (teams.length === 0) return;
  const looked = { at: now.toISOString(), viewer_id: viewerId, subject_kind: "team" as const };
  await db
    .insertInto("view_log")
    .values(teams.map((team) => ({ id: newId(), ...looked, subject_id: team.id })))
    .execute();
}
