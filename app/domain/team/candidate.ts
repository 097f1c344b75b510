import type { Db } from "#db/open.ts";
import { containsWords } from "../person/words.ts";
import { selectReviewers } from "../role/reviewing.ts";

/** Somebody who could join a team. */
export interface Candidate {
  id: string;
  name: string;
  email: string;
}

/**
 * People who could join a team, by name: not in it, here, and no reviewer now. `words` narrows them by name or e-mail
 * address; `more` says that there are others than these `limit`.
 */
export async function listCandidates(
  db: Db,
  { teamId, words = "", limit, now }: { teamId: string; words?: string; limit: number; now: Date },
): Promise<{ candidates: Candidate[]; more: boolean }> {
  let query = db
    .selectFrom("person")
    .select(["person.id", "person.name", "person.email"])
    .where("left_at", "is", null)
    .where("erased_at", "is", null)
    .where("alias_of", "is", null)
    .where("person.id", "not in", (row) =>
      row.selectFrom("team_member").select("person_id").where("team_id", "=", teamId).where("ended_at", "is", null),
    )
    .where("person.id", "not in", selectReviewers(db, now));
  for (const one of containsWords(words, { name: "person.name", email: "person.email" })) query = query.where(one);
  const rows = await query
    .orderBy("person.name")
    .orderBy("person.id")
    .limit(limit + 1)
    .execute();
  const candidates = rows.slice(0, limit).map(({ id, name, email }) => ({ id, name: name ?? "", email: email ?? "" }));
  return { candidates, more: rows.length > limit };
}
