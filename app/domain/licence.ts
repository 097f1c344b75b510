import canonicalize from "canonicalize";
import { sql } from "kysely";
import { hashToken } from "#app/platform/chance.ts";
import { type Db, transact } from "#db/open.ts";
import type { Licence } from "./completion-record.ts";

/** A licence that a person once wanted printed, known by what it says. */
export interface KnownLicence extends Licence {
  id: string;
}

/**
 * The licences that a person gave with a name for a record, the first given first, and those of the practice's list,
 * each once (CE-12). Nothing else holds any, but the records on which they were printed.
 */
export async function listLicences(db: Db, personId: string): Promise<KnownLicence[]> {
  const none = sql<string>`''`;
  const rows = await selectNamings(db, personId)
    .select(["confirmed_at as at", none.as("type"), none.as("number"), none.as("jurisdiction")])
    .unionAll(
      selectListed(db, personId)
        .select(["id", sql<string>`'[]'`.as("licences"), "added_at as at"])
        .select(["type", "number", "jurisdiction"]),
    )
    .orderBy("at")
    .orderBy("id")
    .execute();
  const all = rows.flatMap(({ licences, ...listed }) => (listed.number ? [toKnown(listed)] : licencesIn(licences)));
  return all.filter(({ id }, at) => all.findIndex((other) => other.id === id) === at);
}

/**
 * Deletes a licence wherever the person gave it or the practice's list did: a record that is still to come does not print it. A record that was
 * issued keeps what it attests (CE-12). Twice is once.
 */
export async function deleteLicence(
  db: Db,
  { personId, licenceId }: { personId: string; licenceId: string },
): Promise<void> {
  await transact(db, async (db) => {
    const listed = await selectListed(db, personId).select(["id", "type", "number", "jurisdiction"]).execute();
    const ids = listed.filter((licence) => toKnown(licence).id === licenceId).map(({ id }) => id);
    if (ids.length > 0) await db.deleteFrom("person_licence").where("id", "in", ids).execute();
    for (const { id, licences } of await selectNamings(db, personId).execute()) {
      const held = licencesIn(licences);
      const left = held.filter((licence) => licence.id !== licenceId);
      if (left.length === held.length) continue;
      await db
        .updateTable("name_confirmation")
        .set({ licences: JSON.stringify(left.map(withoutId)) })
        .where("id", "=", id)
        .execute();
    }
  });
}

/**
 * The licences to print: of those known the chosen ones, then the new ones, each once; nothing is printed that was not
 * chosen. Undefined where a chosen one is not there, as when it was deleted meanwhile.
 */
export function licencesToPrint(
  known: KnownLicence[],
  { chosen, added }: { chosen: string[]; added: Licence[] },
): Licence[] | undefined {
  const ticked = chosen.map((id) => known.find((licence) => licence.id === id));
  if (ticked.includes(undefined)) return undefined;
  const all = [...ticked.filter((licence) => licence !== undefined), ...added.map(toKnown)];
  return all.filter(({ id }, at) => all.findIndex((other) => other.id === id) === at).map(withoutId);
}

/** A licence with what it is known by: a hash of what it says. */
export function toKnown({ type, number, jurisdiction }: Licence): KnownLicence {
  const licence = { type, number, jurisdiction };
  return { ...licence, id: hashToken(canonicalize(licence) ?? "").slice(0, 22) };
}

function selectNamings(db: Db, personId: string) {
  return db
    .selectFrom("name_confirmation")
    .innerJoin("enrolment", "enrolment.id", "name_confirmation.enrolment_id")
    .select(["name_confirmation.id", "licences"])
    .where("person_id", "=", personId);
}

function selectListed(db: Db, personId: string) {
  return db.selectFrom("person_licence").where("person_id", "=", personId);
}

function licencesIn(text: string): KnownLicence[] {
  const licences: Licence[] = JSON.parse(text);
  return licences.map(toKnown);
}

function withoutId({ type, number, jurisdiction }: Licence): Licence {
  return { type, number, jurisdiction };
}
