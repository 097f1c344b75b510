import { sql } from "kysely";
import { type Db, transact } from "#db/open.ts";
import type { PersonActor } from "../actor.ts";
import { reachPerson } from "../assignment/reach.ts";
import { writeAudit } from "../audit.ts";
import { isZone } from "../practice.ts";

/** What is kept of a person beside what they learn: what they say of themselves, and what the practice's list says. */
export interface Profile {
  name: string;
  email: string;
  /** Their own time zone; null for the practice's. */
  zone: string | null;
  /** What they work as; null while it is not written down. */
  profession: string | null;
  /** A day (YYYY-MM-DD) and a number, of the practice's list. */
  joinedOn: string | null;
  externalId: string | null;
  version: number;
}

/** One query; undefined for nobody, and for an account that was merged away. */
export async function findProfile(db: Db, personId: string): Promise<Profile | undefined> {
  const row = await db
    .selectFrom("person")
    .select(["name", "email", "zone", "profession", "joined_on as joinedOn", "external_id as externalId", "version"])
    .where("id", "=", personId)
    .where("alias_of", "is", null)
    .executeTakeFirst();
  return row && { ...row, name: row.name ?? "", email: row.email ?? "" };
}

/**
 * Changes what a person says of themselves. A profession they say once: what is written down, rules go by, and the
 * practice's list alone changes it. Refused then, for a zone that is not one, and when the profile was changed elsewhere
 * since `version` was read, unless the wanted values already stand. A zone of null is the practice's.
 */
export async function changeProfile(
  db: Db,
  { actor, name, zone, profession, version, now }: ProfileChange,
): Promise<{ saved: true } | { refused: "changed-meanwhile" | "zone-unknown" | "profession-given" }> {
  if (zone !== null && !isZone(zone)) return { refused: "zone-unknown" };
  return transact(db, async (db) => {
    const standing = await db
      .selectFrom("person")
      .select(["name", "zone", "profession", "version"])
      .where("id", "=", actor.id)
      .executeTakeFirstOrThrow();
    const said = profession ? await asSpelled(db, profession) : standing.profession;
    if (standing.name === name && standing.zone === zone && standing.profession === said) return { saved: true };
    if (standing.version !== version) return { refused: "changed-meanwhile" };
    if (standing.profession !== null && standing.profession !== said) return { refused: "profession-given" };
    await db
      .updateTable("person")
      .set({ name, zone, profession: said, version: version + 1 })
      .where("id", "=", actor.id)
      .execute();
    await writeAudit(db, { actor, act: "change own profile", subject: { kind: "person", id: actor.id }, now });
    if (standing.profession !== said) await reachPerson(db, { personId: actor.id, now });
    return { saved: true };
  });
}

interface ProfileChange {
  actor: PersonActor;
  name: string;
  zone: string | null;
  /** Empty or absent: nothing is said. */
  profession?: string;
  version: number;
  now: Date;
}

/** As the practice spells it already, where it differs by capitals alone: rules compare letter by letter. */
async function asSpelled(db: Db, profession: string): Promise<string> {
  const known = await db
    .selectFrom("person")
    .select((row) => row.fn.min("profession").as("profession"))
    .where(sql`lower(profession)`, "=", sql`lower(${profession})`)
    .where("erased_at", "is", null)
    .executeTakeFirst();
  return known?.profession ?? profession;
}
