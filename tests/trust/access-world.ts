import { z } from "zod";
import { inviteIntoTeam } from "#app/domain/invitation/team.ts";
import { withdrawInvitation } from "#app/domain/invitation/withdrawal.ts";
import { hashPassword, keepPassword } from "#app/domain/password.ts";
import { addPerson, suspendPerson } from "#app/domain/person.ts";
import { addMembers, endMembership } from "#app/domain/team/member.ts";
import { addSupervisors, endSupervision } from "#app/domain/team/supervisor.ts";
import { newId, newToken } from "#app/platform/chance.ts";
import { type Db, openDatabase, transact } from "#db/open.ts";
import { signIn, visit } from "#tests/site/visit.ts";
import { makeWorld, type World } from "#tests/site/world.ts";
import { giveRole } from "#tests/support/cast.ts";
import type { Column } from "./access-table.ts";

const password = "demo-practice-only-please";

/** Those whom the demo lacks, by what they are. */
const more = {
  formerMember: "was in the first team until a moment ago",
  left: "has left the practice",
  formerSupervisor: "supervised the first team until a moment ago, and has the role still",
  reviewer: "reviews for some weeks",
  suspended: "was signed in as they were suspended",
  erased: "was signed in as they were erased",
} as const;
type More = keyof typeof more;

export interface Visitor {
  name: string;
  column: Column;
  cookie: string | undefined;
}

export interface AccessWorld extends World {
  visitors: Visitor[];
  /** What the second therapist's credential names, as paths. */
  credential: { key: string; achievement: string };
  /** Ids of one thing each, that a form may name. */
  ids: {
    formerMember: string;
    formerSupervisor: string;
    outsider: string;
    /** Made by the supervisor, into their team: one open, one taken back. */
    invitation: string;
    withdrawn: string;
    /** A sign-in of the therapist. */
    session: string;
    enrolment: string;
  };
}

/** The world of the site's pages, and everybody of whom docs/access.md speaks. */
export async function makeAccessWorld(): Promise<AccessWorld> {
  const world = await makeWorld();
  const { db, close } = openDatabase(world.server.databaseUrl);
  const extra = await admitMore(db, world);
  const ids = {
    formerMember: extra.formerMember.id,
    formerSupervisor: extra.formerSupervisor.id,
    outsider: world.person.outsider,
    ...(await inviteTwo(db, world)),
    session: await idIn(db, "session", world.person.therapist),
    enrolment: await idIn(db, "enrolment", world.person.therapist),
  };
  await close();
  const supervisor2 = await signIn(world.origin, "supervisor2@practice.example", password);
  const known = (name: keyof World["cookies"], column: Column) => ({ name, column, cookie: world.cookies[name] });
  const added = (name: More, column: Column) => ({ name, column, cookie: extra[name].cookie });
  const visitors: Visitor[] = [
    known("therapist", "Theirs"),
    known("therapist2", "Learner"),
    known("therapist3", "Learner"),
    known("outsider", "Learner"),
    added("formerMember", "Learner"),
    added("left", "Learner"),
    known("supervisor", "Supervisor"),
    { name: "supervisor2", column: "Other supervisor", cookie: supervisor2 },
    added("formerSupervisor", "Other supervisor"),
    known("author", "Author"),
    known("auditor", "Auditor"),
    added("reviewer", "Reviewer"),
    known("admin", "Administrator"),
    { name: "nobody", column: "Signed out", cookie: undefined },
    added("suspended", "Signed out"),
    added("erased", "Signed out"),
  ];
  return { ...world, visitors, ids, credential: await credentialOf(world) };
}

/** Each signs in first; then comes what makes them what they are, while their browser is still open. */
async function admitMore(
  db: Db,
  { origin, team, person }: World,
): Promise<Record<More, { id: string; cookie: string }>> {
  const now = new Date();
  const hash = await hashPassword(password);
  const admit = async (who: More) => {
    const email = `${who.toLowerCase()}@practice.example`;
    const { id } = await addPerson(db, { name: `Robin ${who}`, email, now });
    await transact(db, (db) => keepPassword(db, { personId: id, hash, now }));
    return { id, cookie: await signIn(origin, email, password) };
  };
  const extra = {
    formerMember: await admit("formerMember"),
    left: await admit("left"),
    formerSupervisor: await admit("formerSupervisor"),
    reviewer: await admit("reviewer"),
    suspended: await admit("suspended"),
    erased: await admit("erased"),
  };
  const of = { actor: { kind: "person", id: person.admin, roles: ["administrator"] } as const, teamId: team, now };
  const actor = { ...of.actor, roles: ["administrator" as const] };
  const { formerMember, left, formerSupervisor, reviewer, suspended, erased } = extra;
  await addMembers(db, { ...of, actor, personIds: [formerMember.id, left.id] });
  await endMembership(db, { ...of, actor, personId: formerMember.id });
  await giveRole(db, formerSupervisor.id, "supervisor");
  await addSupervisors(db, { ...of, actor, personIds: [formerSupervisor.id] });
  await endSupervision(db, { ...of, actor, personId: formerSupervisor.id });
  await giveRole(db, reviewer.id, "reviewer");
  const until = new Date(now.getTime() + 30 * 24 * 60 * 60_000).toISOString();
  await db.updateTable("role_grant").set({ until }).where("person_id", "=", reviewer.id).execute();
  // Who has left keeps whatever rows they have; they open nothing.
  await giveRole(db, left.id, "administrator");
  await db.updateTable("person").set({ left_at: now.toISOString() }).where("id", "=", left.id).execute();
  await suspendPerson(db, { actor, personId: suspended.id, now });
  const emptied = { erased_at: now.toISOString(), email: null, name: null, zone: null };
  await db.updateTable("person").set(emptied).where("id", "=", erased.id).execute();
  return extra;
}

async function credentialOf({ origin, record, cookies }: World): Promise<AccessWorld["credential"]> {
  const { body } = await visit(origin, `/records/${record}/credential`, cookies.therapist2);
  const [header, payload] = body.split(".").slice(0, 2).map(readPart);
  const named = z.object({ kid: z.url() }).parse(header);
  const { credentialSubject } = z
    .object({ credentialSubject: z.object({ achievement: z.object({ id: z.url() }) }) })
    .parse(payload);
  return { key: new URL(named.kid).pathname, achievement: new URL(credentialSubject.achievement.id).pathname };
}

async function inviteTwo(db: Db, { team, person }: World): Promise<{ invitation: string; withdrawn: string }> {
  const actor = { kind: "person" as const, id: person.supervisor, roles: ["supervisor" as const] };
  const now = new Date();
  const inviteOne = async (email: string) => {
    const invited = await inviteIntoTeam(db, { actor, teamId: team, email, name: "", key: newToken(), now });
    if (!invited || "refused" in invited) throw new Error("The supervisor could not invite.");
    return invited.invitation.id;
  };
  const invitation = await inviteOne(`${newId()}@practice.example`);
  const withdrawn = await inviteOne(`${newId()}@practice.example`);
  await withdrawInvitation(db, { actor, invitationId: withdrawn, now });
  return { invitation, withdrawn };
}

async function idIn(db: Db, table: "session" | "enrolment", personId: string): Promise<string> {
  return (await db.selectFrom(table).select("id").where("person_id", "=", personId).executeTakeFirstOrThrow()).id;
}

function readPart(part: string): unknown {
  return JSON.parse(Buffer.from(part, "base64url").toString());
}
