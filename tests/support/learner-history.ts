import fc from "fast-check";
import { signIn } from "#app/auth.server.ts";
import type { PersonActor } from "#app/domain/actor.ts";
import { reachPerson } from "#app/domain/assignment/reach.ts";
import { findEnrolled } from "#app/domain/enrolment.ts";
import { findText, type Subject, saveText } from "#app/domain/private-text.ts";
import { shareReflection } from "#app/domain/reflection-share.ts";
import { signOff } from "#app/domain/sign-off.ts";
import { newId } from "#app/platform/chance.ts";
import type { KeyStore } from "#app/platform/keys.ts";
import { type Db, transact } from "#db/open.ts";
import { addPerson, morning } from "./cast.ts";
import { wordOf } from "./course.ts";
import { open, sit, url } from "./sitting.ts";
import { type Happened, play, type Scene, type Step, zone } from "./standing.ts";
import { formTeam, joinTeam, leaveTeam } from "./team.ts";

type Which = "first" | "second";

/** What a learner or a supervisor does beside what a standing follows from. */
export type Deed =
  | { does: "write" | "note" | "bookmark" | "sit" | "sign off" }
  | { does: "share"; with: Which }
  | { does: "join" | "leave"; team: Which }
  | { does: "end supervision" | "begin supervision" };

const which = fc.constantFrom<Which>("first", "second");

export const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ does: fc.constantFrom("write", "note", "bookmark", "sit", "sign off") }),
  fc.record({ does: fc.constant("share"), with: which }),
  fc.record({ does: fc.constant("join"), team: which }),
  fc.record({ does: fc.constant("join"), team: which }),
  fc.record({ does: fc.constant("leave"), team: which }),
  fc.record({ does: fc.constantFrom("end supervision", "begin supervision") }),
);

interface Supervisor {
  actor: PersonActor;
  cookie: string;
}

/** Somebody to whom things happen, who writes and answers too, with two supervisors of a team each. */
export interface LearnerScene extends Scene {
  seals: KeyStore;
  cookie: string;
  first: Supervisor;
  second: Supervisor;
  teams: Record<Which, { id: string; name: string }>;
  /** What no supervisor may read: texts, choices, words of lessons. */
  secrets: string[];
  isSupervisedBy: (supervisor: Supervisor) => boolean;
  sharedWith: (supervisor: Supervisor) => number;
  ledger: { in: Record<Which, boolean>; leads: boolean; shared: Record<Which, boolean> };
  now: Date;
}

/** Two supervisors for somebody of a scene, whose own team of that scene is led by the first. */
export async function planted(scene: Scene, seals: KeyStore): Promise<LearnerScene> {
  const { db, person } = scene;
  const first = await addSupervisor(db, "Sunita Rao");
  const second = await addSupervisor(db, "Silas Brandt");
  await lead(db, scene.team, first.actor.id);
  const mark = newId().slice(-12);
  const teams = {
    first: { id: scene.team, name: `Elmrow ${mark}` },
    second: { id: await formTeam(db, { name: `Oakcourt ${mark}`, supervisors: [second.actor.id] }), name: "" },
  };
  teams.second.name = `Oakcourt ${mark}`;
  await db.updateTable("team").set({ name: teams.first.name }).where("id", "=", scene.team).execute();
  const ledger = { in: { first: false, second: false }, leads: true, shared: { first: false, second: false } };
  const isSupervisedBy = (supervisor: Supervisor) =>
    supervisor === first ? ledger.in.first && ledger.leads : ledger.in.second;
  return {
    ...scene,
    ...{ seals, first, second, teams, ledger, isSupervisedBy, now: morning, cookie: await signedIn(person) },
    secrets: [reflected, noted, "Zarqchoice", ...["lesson11", "lesson12", "lesson21"].map(wordOf), "What did you hear"],
    sharedWith: (supervisor) => Number(ledger.shared[supervisor === first ? "first" : "second"]),
  };
}

const reflected = "I looked away and know why";
const noted = "Ask about the river";

/** Lets all of it happen, one after the other; answers with what a standing follows from. */
export async function live(scene: LearnerScene, life: ({ step: Step } | { deed: Deed })[]): Promise<Happened[]> {
  const happened: Happened[] = [];
  for (const one of life) {
    if ("deed" in one) {
      happened.push(...(await perform(scene, one.deed)));
      continue;
    }
    const played = await play(scene, [one.step], scene.now);
    for (const { does } of played.happened) {
      if (does === "join team") scene.ledger.in.first = true;
      if (does === "leave team") scene.ledger.in.first = false;
    }
    scene.now = played.now;
    happened.push(...played.happened);
  }
  return happened;
}

async function perform(scene: LearnerScene, deed: Deed): Promise<Happened[]> {
  const { db, person, teams, first, ledger } = scene;
  scene.now = new Date(scene.now.getTime() + 60_000);
  const { now } = scene;
  if (deed.does === "join" || deed.does === "leave") {
    if (ledger.in[deed.team] === (deed.does === "join")) return [];
    await (deed.does === "join" ? joinTeam : leaveTeam)(db, teams[deed.team].id, person.id, now);
    await transact(db, (db) => reachPerson(db, { personId: person.id, now }));
    ledger.in[deed.team] = deed.does === "join";
    const does = deed.does === "join" ? "join team" : "leave team";
    return deed.team === "first" ? [{ does, hours: 0, at: now }] : [];
  }
  if (deed.does === "end supervision" || deed.does === "begin supervision") {
    const begins = deed.does === "begin supervision";
    if (ledger.leads === begins) return [];
    ledger.leads = begins;
    if (begins) await lead(db, scene.team, first.actor.id);
    else
      await db
        .updateTable("team_supervisor")
        .set({ ended_at: now.toISOString() })
        .where("team_id", "=", scene.team)
        .execute();
    return [];
  }
  return study(scene, deed);
}

/** What needs a place in the course; nothing comes about without one. */
async function study(scene: LearnerScene, deed: Deed): Promise<Happened[]> {
  const { db, person, release, seals, first, ledger, now } = scene;
  const courseId = release.courseId;
  const personId = person.id;
  const enrolled = await findEnrolled(db, { personId, courseId });
  if (!enrolled) return [];
  const learner = { ...enrolled, actor: person };
  const reflection: Subject = { kind: "reflection", courseId, subjectId: "prompt01", anchor: "" };
  const note: Subject = { kind: "note", courseId, subjectId: "lesson11", anchor: "a-pause" };
  if (deed.does === "write" || deed.does === "note") {
    const [subject, text] =
      deed.does === "write" ? [reflection, `${reflected} ${newId()}`] : [note, `${noted} ${newId()}`];
    const standing = await findText(db, { seals, personId, subject });
    const basis = { version: standing?.version ?? 0, page: newId(), turn: 1 };
    const at = { enrolmentId: enrolled.enrolment.id, lessonId: "lesson11", anchor: null };
    const saved = await saveText(db, { seals, personId, subject, text, basis, at, now });
    if ("refused" in saved) throw new Error(`Not saved: ${saved.refused}.`);
    return [{ does: "work", hours: 0, at: now }];
  }
  if (deed.does === "bookmark") {
    const place = { person_id: personId, course_id: courseId, lesson_id: "lesson12", anchor: "a-pause" };
    const row = { ...place, made_at: now.toISOString() };
    await db
      .insertInto("bookmark")
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return [];
  }
  if (deed.does === "share") {
    const text = await findText(db, { seals, personId, subject: reflection });
    const reader = deed.with === "first" ? first : scene.second;
    const shared =
      text && (await shareReflection(db, { seals, personId, textId: text.id, readerId: reader.actor.id, now }));
    if (shared && "shared" in shared) ledger.shared[deed.with] = true;
    return [];
  }
  if (deed.does === "sit") {
    await sit(db, learner, "quiz0001", "wrong", now).catch(() =>
      open(db, learner, "quiz0001", now).catch(() => undefined),
    );
    return [];
  }
  const observed = { a: "seen", b: "not-yet" } as const;
  const observedOn = now.toLocaleDateString("sv-SE", { timeZone: zone });
  await signOff(db, { actor: first.actor, personId, courseId, key: newId(), observedOn, observed, zone, url, now });
  return [];
}

async function addSupervisor(db: Db, name: string): Promise<Supervisor> {
  const actor = await addPerson(db, name, ["supervisor"]);
  return { actor, cookie: await signedIn(actor) };
}

async function lead(db: Db, team_id: string, person_id: string): Promise<void> {
  const row = { id: newId(), team_id, person_id, started_at: morning.toISOString(), ended_at: null };
  await db.insertInto("team_supervisor").values(row).execute();
}

/** The cookie of somebody who has just signed in, as a browser sends it back. */
export async function signedIn({ id }: PersonActor): Promise<string> {
  const headers = await signIn(new Request("http://localhost:3000/sign-in"), { personId: id, method: "password" });
  return headers.getSetCookie()[0]?.split(";")[0] ?? "";
}
