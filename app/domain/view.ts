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

/** A look at what stands about somebody, as they are told it. */
export interface Look {
  id: string;
  at: string;
  viewerName: string;
  /** A page about oneself, a list of a team one was in, or the register that one's records are in. */
  of: "person" | "team" | "register";
  team: string | null;
}

/**
 * Who looked at what of this person and when, the newest first, `limit` of them after the one with the id `before`:
 * pages about them, lists of teams while they were in them, and the register since they have a record. One query.
 */
export async function listLooks(
  db: Db,
  { personId, before, limit }: { personId: string; before?: string; limit: number },
): Promise<{ looks: Look[]; next: string | undefined }> {
  const rows = await selectLooks(db, personId)
    .$if(before !== undefined, (query) =>
      query
        .innerJoin("view_log as mark", (join) => join.on("mark.id", "=", before ?? ""))
        .where((row) =>
          row.or([
            row("view.at", "<", row.ref("mark.at")),
            row.and([row("view.at", "=", row.ref("mark.at")), row("view.id", "<", row.ref("mark.id"))]),
          ]),
        ),
    )
    .orderBy("view.at", "desc")
    .orderBy("view.id", "desc")
    .limit(limit + 1)
    .execute();
  const looks = rows.slice(0, limit).map(({ id, at, name, subject_kind, team }) => {
    return { id, at, viewerName: name ?? "", of: subject_kind, team };
  });
  return { looks, next: rows.length > limit ? looks.at(-1)?.id : undefined };
}

/** Only while it concerned them: who looked at a team before they joined it did not look at them. */
function selectLooks(db: Db, personId: string) {
  return db
    .selectFrom("view_log as view")
    .innerJoin("person as viewer", "viewer.id", "view.viewer_id")
    .leftJoin("team", (join) => join.onRef("team.id", "=", "view.subject_id").on("view.subject_kind", "=", "team"))
    .select(["view.id", "view.at", "viewer.name", "view.subject_kind", "team.name as team"])
    .where("view.viewer_id", "!=", personId)
    .where((row) => {
      const membership = row
        .selectFrom("team_member as member")
        .select("member.id")
        .where("member.person_id", "=", personId)
        .whereRef("member.team_id", "=", "view.subject_id")
        .whereRef("member.started_at", "<=", "view.at")
        .where((row) => row.or([row("member.ended_at", "is", null), row("member.ended_at", ">", row.ref("view.at"))]));
      const record = row
        .selectFrom("completion_record as record")
        .select("record.id")
        .where("record.person_id", "=", personId)
        .whereRef("record.issued_at", "<=", "view.at");
      return row.or([
        row.and([row("view.subject_kind", "=", "person"), row("view.subject_id", "=", personId)]),
        row.and([row("view.subject_kind", "=", "team"), row.exists(membership)]),
        row.and([row("view.subject_kind", "=", "register"), row.exists(record)]),
      ]);
    });
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
