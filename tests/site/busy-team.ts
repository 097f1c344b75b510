import { assign } from "#app/domain/assignment.ts";
import { enrol, touchPlace } from "#app/domain/enrolment.ts";
import { addPerson } from "#app/domain/person.ts";
import { addMembers } from "#app/domain/team/member.ts";
import { newId } from "#app/platform/chance.ts";
import type { Db } from "#db/open.ts";

const day = 24 * 60 * 60_000;

/** Names of people of whom something is asked, by how many days from now it is due. */
const due: [string, number][] = [
  ["Noor Haddad", -9],
  ["Ines Duarte", -9],
  ["Joon-ho Park", -2],
  ["Malik Johnson", 5],
  ["Freya Lindqvist", 11],
  ["Oluwaseun Adeyemi-Fairweather", 40],
];
/** When others last did something, in days before now. */
const active: [string, number][] = [
  ["Katarzyna Wiśniewska", 33],
  ["Dev Patel", 24],
  ["Rosa Marchetti", 1],
];

/** Has a team be as teams are: some late, some quiet, some who never began, some who go on. */
export async function fillTeam(
  db: Db,
  { team, courseId, adminId, now }: { team: string; courseId: string; adminId: string; now: Date },
): Promise<void> {
  const actor = { kind: "person" as const, id: adminId, roles: ["administrator" as const] };
  const before = (days: number) => new Date(now.getTime() - days * day);
  const admit = async (name: string) => {
    const email = `${name.split(" ")[0]?.toLowerCase().replace(/\W/g, "")}.busy@practice.example`;
    const { id } = await addPerson(db, { name, email, now: before(60) });
    await addMembers(db, { actor, teamId: team, personIds: [id], now: before(60) });
    return id;
  };
  for (const [name, days] of due) {
    const to = { people: [await admit(name)] };
    const on = before(-days).toISOString().slice(0, 10);
    await assign(db, {
      actor,
      courseId,
      to,
      due: { kind: "day", on },
      key: newId(),
      now: before(days > 0 && days < 14 ? 10 : 30),
    });
  }
  for (const [name, days] of active) {
    const enrolled = await enrol(db, { personId: await admit(name), courseId, now: before(days + 5) });
    if ("refused" in enrolled) throw new Error(`Not enrolled: ${enrolled.refused}.`);
    const at = { enrolmentId: enrolled.enrolment.id, lessonId: null, anchor: null };
    await touchPlace(db, { ...at, now: before(days) });
  }
}
