import { type Db, transact } from "#db/open.ts";
import type { PersonActor } from "./actor.ts";
import { writeAudit } from "./audit.ts";

/** The kinds of law that passages of a course are about, and of which a learner may name theirs. */
export const legalModels = ["criminalisation", "nordic", "legalisation", "decriminalisation"] as const;

export type LegalModel = (typeof legalModels)[number];

/** What is kept, as a model that is known here; null for none and for one of another version. */
export function toLegalModel(kept: string | null): LegalModel | null {
  return legalModels.find((model) => model === kept) ?? null;
}

/** Keeps which kind of law a person says applies where they practise; null takes it away. The last choice stands. */
export async function chooseLegalModel(
  db: Db,
  { actor, model, now }: { actor: PersonActor; model: LegalModel | null; now: Date },
): Promise<{ chosen: LegalModel | null }> {
  return transact(db, async (db) => {
    const { numUpdatedRows } = await db
      .updateTable("person")
      .set({ legal_model: model })
      .where("id", "=", actor.id)
      .where("legal_model", "is distinct from", model)
      .executeTakeFirst();
    if (numUpdatedRows > 0n)
      await writeAudit(db, { actor, act: "change own profile", subject: { kind: "person", id: actor.id }, now });
    return { chosen: model };
  });
}
