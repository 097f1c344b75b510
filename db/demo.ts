import { randomUUID } from "node:crypto";
import type { PersonActor, StandingRole } from "#app/domain/actor.ts";
import { completeFirstRun, mintFirstRunLink } from "#app/domain/first-run.ts";
import { acceptInvitation } from "#app/domain/invitation/acceptance.ts";
import { invite } from "#app/domain/invitation.ts";
import { hashPassword, keepPassword } from "#app/domain/password.ts";
import { normaliseEmail } from "#app/domain/person.ts";
import { listCourses } from "#app/domain/release.ts";
import { addMembers } from "#app/domain/team/member.ts";
import { addSupervisors } from "#app/domain/team/supervisor.ts";
import { createTeam, findTeamByName } from "#app/domain/team.ts";
import { newToken } from "#app/platform/chance.ts";
import { Unfit } from "#app/platform/settings.ts";
import { isComplete, isMidModule, study } from "./demo/study.ts";
import { type Db, transact } from "./open.ts";

const password = "demo-practice-only-please";
const practice = { name: "Elm Row Counselling", contact: "office@practice.example", zone: "Europe/London" };
const administrator = { email: "admin@practice.example", name: "Morgan Reyes" };

interface Member {
  email: string;
  name: string;
  role: StandingRole | null;
  is: string;
}

/** Who is in the small practice, beside its administrator. */
const cast: Member[] = [
  {
    email: "therapist@practice.example",
    name: "Tess Okafor",
    role: null,
    is: "a therapist, in the middle of a module",
  },
  { email: "therapist2@practice.example", name: "Theo Lindqvist", role: null, is: "a therapist who holds a record" },
  {
    email: "outsider@practice.example",
    name: "Odile Varga",
    role: null,
    is: "a therapist of the other team, not started",
  },
  { email: "supervisor@practice.example", name: "Sunita Rao", role: "supervisor", is: "supervises the first team" },
  { email: "supervisor2@practice.example", name: "Silas Brandt", role: "supervisor", is: "supervises the other team" },
  { email: "author@practice.example", name: "Ari Castellan", role: "author", is: "writes courses" },
  { email: "auditor@practice.example", name: "Amara Diallo", role: "auditor", is: "reads the audit trail" },
];

interface Team {
  name: string;
  supervisor: string;
  members: string[];
}

const teams: Team[] = [
  {
    name: "First team",
    supervisor: "supervisor@practice.example",
    members: ["therapist@practice.example", "therapist2@practice.example"],
  },
  { name: "Other team", supervisor: "supervisor2@practice.example", members: ["outsider@practice.example"] },
];

/**
 * Fills a demo database with a small practice, by the acts that its pages use; what is there already stays. Refused
 * for a database that holds a person and is not a demo. Answers with the lines to print: who there is, and how to
 * sign in.
 */
export async function playDemo(db: Db, { now, url }: { now: Date; url: string }): Promise<string[]> {
  await refuseStrangers(db);
  const actor = await admitAdministrator(db, now);
  for (const member of cast) await admit(db, { member, actor, now });
  for (const team of teams) await formTeam(db, { team, actor, now });
  const [course] = await listCourses(db);
  if (course) {
    const courseId = course.newest.courseId;
    const person = async (email: string) => ({ personId: await idOf(db, email), name: nameOf(email) });
    await study(db, { ...(await person("therapist@practice.example")), courseId, until: isMidModule, url, now });
    await study(db, { ...(await person("therapist2@practice.example")), courseId, until: isComplete, url, now });
  }
  return describe(course !== undefined);
}

async function refuseStrangers(db: Db): Promise<void> {
  const person = await db.selectFrom("person").select("id").limit(1).executeTakeFirst();
  const { purpose } = await db.selectFrom("practice").select("purpose").executeTakeFirstOrThrow();
  if (!person || purpose === "demo") return;
  throw new Unfit("This database holds people whom the demo did not make: choose another folder with --data.");
}

async function admitAdministrator(db: Db, now: Date): Promise<PersonActor> {
  const token = await mintFirstRunLink(db, { now });
  if (token !== undefined) {
    const admitted = await completeFirstRun(db, { token, practice, ...administrator, password: newToken(), now });
    if ("refused" in admitted) throw new Error(`The demo's administrator was refused: ${admitted.refused}.`);
    await giveKnownPassword(db, admitted.personId, now);
  }
  return { kind: "person", id: await idOf(db, administrator.email), roles: ["administrator"] };
}

async function admit(db: Db, { member, actor, now }: { member: Member; actor: PersonActor; now: Date }): Promise<void> {
  const { email, name, role } = member;
  if (await findId(db, email)) return;
  const invited = await invite(db, { actor, email, name, role, key: randomUUID(), now });
  if ("refused" in invited) throw new Error(`The demo may not invite ${email}: ${invited.refused}.`);
  const accepted = await acceptInvitation(db, { token: invited.token, name, password: newToken(), now });
  if ("refused" in accepted) throw new Error(`The demo may not admit ${email}: ${accepted.refused}.`);
  await giveKnownPassword(db, accepted.personId, now);
}

/** The demo's password is printed, and made of words that the acts refuse as guessed: nobody else can have it. */
async function giveKnownPassword(db: Db, personId: string, now: Date): Promise<void> {
  const hash = await hashPassword(password);
  await transact(db, (db) => keepPassword(db, { personId, hash, now }));
}

async function formTeam(db: Db, { team, actor, now }: { team: Team; actor: PersonActor; now: Date }): Promise<void> {
  const { name, supervisor, members } = team;
  if (await findTeamByName(db, name)) return;
  const created = await createTeam(db, { actor, name, key: newToken(), now });
  if ("refused" in created) throw new Error(`The demo may not create ${name}: ${created.refused}.`);
  const into = { actor, teamId: created.team, now };
  await addSupervisors(db, { ...into, personIds: [await idOf(db, supervisor)] });
  await addMembers(db, { ...into, personIds: await Promise.all(members.map((email) => idOf(db, email))) });
}

async function findId(db: Db, email: string): Promise<string | undefined> {
  const row = await db.selectFrom("person").select("id").where("email", "=", normaliseEmail(email)).executeTakeFirst();
  return row?.id;
}

async function idOf(db: Db, email: string): Promise<string> {
  const id = await findId(db, email);
  if (id === undefined) throw new Error(`The demo has nobody at ${email}.`);
  return id;
}

function nameOf(email: string): string {
  return cast.find((member) => member.email === email)?.name ?? "";
}

function describe(hasCourse: boolean): string[] {
  const everybody = [...cast, { ...administrator, is: "administers the practice" }];
  return [
    "A small practice to try things with. Nothing in it is real:",
    ...everybody.map(({ email, is }) => `  ${email.padEnd(30)} ${is}`),
    `The password of each is ${password}`,
    ...(hasCourse ? [] : ["No course could be published, so that nobody has learned anything yet."]),
  ];
}
