import { join } from "node:path";
import { vi } from "vitest";
import type { Course } from "#app/domain/course.ts";
import { askForEmail, findWaiting, mintEmailLink } from "#app/domain/email-change.ts";
import { askForExport } from "#app/domain/evidence-export.ts";
import { mintFirstRunLink } from "#app/domain/first-run.ts";
import { invite } from "#app/domain/invitation.ts";
import { hashPassword, keepPassword } from "#app/domain/password.ts";
import { addPerson } from "#app/domain/person.ts";
import { findNewestRelease, listCourses } from "#app/domain/release.ts";
import { makeResetLink } from "#app/domain/reset-link.ts";
import { teamsOf } from "#app/domain/team/scope.ts";
import { newId } from "#app/platform/chance.ts";
import { type KeyStore, openKeyStore } from "#app/platform/keys.ts";
import { playDemo } from "#db/demo.ts";
import { type Db, openDatabase, transact } from "#db/open.ts";
import { type RunningServer, startServer, wholeCourses } from "#tests/support/server.ts";
import { fillTeam } from "./busy-team.ts";
import { signIn } from "./visit.ts";
import {
  beginAgain,
  endRecords,
  finishAllButLastSteps,
  finishAllButSigning,
  giveLicences,
  openOne,
  practiseOne,
  recordOf,
  recordTwo,
  takeCourseWithRubric,
  write,
} from "./world/learning.ts";
import {
  askThrice,
  assignToTeam,
  countSittings,
  evaluateFive,
  importThrice,
  remindThrice,
  tellFive,
} from "./world/practice.ts";

/** Who looks at a page. Each has something that the others have not. */
export const actors = [
  "signed-out",
  "therapist",
  "therapist2",
  "therapist3",
  "therapist4",
  "therapist5",
  "outsider",
  "supervisor",
  "author",
  "auditor",
  "admin",
] as const;
export type Actor = (typeof actors)[number];

/** A built server with the demo practice in it, everyone signed in, and the ids that addresses are made of. */
export interface World {
  server: RunningServer;
  origin: string;
  cookies: Partial<Record<Actor, string>>;
  course: Course;
  /** Where the therapist is: a module that is open, its quiz and an open attempt at it. */
  openQuiz: string;
  openAttempt: string;
  /** Of therapist2: a submitted attempt and the record. */
  submittedAttempt: string;
  record: string;
  /** The record's number, as anybody may have it. */
  code: string;
  /** Of therapist5: a record that was corrected, and the one in its place, which was revoked; the number of the first. */
  ended: { replaced: string; revoked: string; code: string };
  /** Of therapist2: what they recorded from elsewhere. */
  outside: string;
  /** The therapist takes a course that asks for a sign-off: its id. */
  rubric: string;
  /** Of the therapist: a reflection, and the copy of it that the supervisor has. */
  text: string;
  share: string;
  /** The team that the supervisor supervises. */
  team: string;
  /** Of the therapist: one to be answered and one that is; and one that was sent without a name, with its number. */
  /** To the therapist's team, by its supervisor; the therapist has more time. */
  assigned: { team: string; assignment: string };
  requests: { open: string; answered: string; nameless: string; number: string };
  /** Of the administrator: an assessment that they opened just now. */
  assessment: string;
  /** A list of people that waits to be confirmed, one that stopped, and one that is done. */
  imports: { open: string; begun: string; finished: string };
  person: Record<Exclude<Actor, "signed-out">, string>;
  tokens: { invitation: string; reset: string; email: string };
}

const password = "demo-practice-only-please";

/** Starts the built server, plays the demo into its database and signs everyone in. */
export async function makeWorld(): Promise<World> {
  const server = await startServer({
    env: { ...wholeCourses, ATTUNE_COUNT_QUERIES: "1", ATTUNE_SIGN_IN_TRIES: "1000" },
  });
  const opened = openDatabase(server.databaseUrl);
  const found = await furnish(opened.db, { url: server.url, seals: openKeyStore(join(server.dataFolder, "keys")) });
  // Nothing is shown of a record before the server has written it out.
  await vi.waitUntil(async () => (await countUnwritten(opened.db)) === 0, { timeout: 20_000, interval: 200 });
  await opened.close();
  const cookies: World["cookies"] = {};
  for (const actor of actors) {
    if (actor !== "signed-out") cookies[actor] = await signIn(server.url, emailOf(actor), password);
  }
  return { server, origin: server.url, cookies, ...found };
}

async function countUnwritten(db: Db): Promise<number> {
  const { size } = await db.selectFrom("evidence_head").select("size").executeTakeFirstOrThrow();
  const { signed } = await db
    .selectFrom("evidence_checkpoint")
    .select((of) => of.fn.max("size").as("signed"))
    .executeTakeFirstOrThrow();
  return size - Number(signed ?? 0);
}

async function furnish(db: Db, { url, seals }: { url: string; seals: KeyStore }) {
  const now = new Date();
  await mintFirstRunLink(db, { now });
  await playDemo(db, { now, url });
  for (const actor of ["therapist3", "therapist4", "therapist5"] as const) await admit(db, actor, now);
  const [listed] = await listCourses(db);
  const release = listed && (await findNewestRelease(db, listed.id));
  if (!release) throw new Error("The server published no course.");
  const person = Object.fromEntries(
    await Promise.all(
      actors.map(async (actor) => [actor, actor === "signed-out" ? "" : await idOf(db, emailOf(actor))]),
    ),
  );
  const admin = { kind: "person", id: person.admin, roles: ["administrator"] } as const;
  const invited = await invite(db, {
    actor: { ...admin, roles: ["administrator"] },
    email: "new.colleague@practice.example",
    name: "Noor Haddad",
    role: null,
    key: newId(),
    now,
  });
  const reset = await makeResetLink(db, {
    actor: { ...admin, roles: ["administrator"] },
    personId: person.outsider,
    key: newId(),
    now,
  });
  const opened = await askForExport(db, {
    actor: { ...admin, roles: ["administrator"] },
    key: newId(),
    kind: "assessment",
    courseId: release.courseId,
    releaseId: release.id,
    from: null,
    to: null,
    zone: "UTC",
    now,
  });
  await countSittings(db, release);
  await practiseOne(db, { personId: person.therapist2, courseId: release.courseId, now });
  await tellFive(db, release, person.therapist);
  await remindThrice(db, { personId: person.therapist, courseId: release.courseId, now });
  await finishAllButLastSteps(db, { personId: person.therapist3, courseId: release.courseId, url, now });
  await finishAllButSigning(db, { personId: person.therapist4, courseId: release.courseId, url, now });
  const ended = await endRecords(
    db,
    { personId: person.therapist5, courseId: release.courseId, url, now },
    person.admin,
  );
  await beginAgain(db, person.therapist3);
  await evaluateFive(db, release, now);
  await giveLicences(db, person.therapist2);
  const rubric = await takeCourseWithRubric(db, person.therapist, now);
  const outside = await recordTwo(db, person.therapist2, now);
  const team = (await teamsOf(db, { id: person.supervisor }))[0]?.id ?? "";
  await fillTeam(db, { team, courseId: release.courseId, adminId: person.admin, now });
  if ("refused" in invited || !reset || "refused" in reset) throw new Error("The links could not be made.");
  return {
    course: release.course,
    ...(await openOne(db, { personId: person.therapist, courseId: release.courseId, now })),
    ...(await write(db, {
      seals,
      personId: person.therapist,
      courseId: release.courseId,
      readerId: person.supervisor,
      now,
    })),
    team,
    submittedAttempt: await attemptOf(db, person.therapist2),
    ...(await recordOf(db, person.therapist2)),
    ended,
    outside,
    rubric,
    assigned: await assignToTeam(db, { supervisorId: person.supervisor, personId: person.therapist, release, now }),
    requests: await askThrice(db, { seals, personId: person.therapist, adminId: person.admin, now }),
    imports: await importThrice(db, { adminId: person.admin, now }),
    person,
    tokens: { invitation: invited.token, reset: reset.token, email: await askForAddress(db, person, now) },
    assessment: "export" in opened ? opened.export : "",
  };
}

/** One of the people waits for the link to another address; its secret. */
async function askForAddress(db: Db, person: Record<string, string>, now: Date): Promise<string> {
  const actor = { kind: "person", id: person.therapist2 ?? "", roles: [] } as const;
  const asking = { email: emailOf("therapist2"), password, ip: "192.0.2.7", key: newId(), now };
  await askForEmail(db, { actor: { ...actor, roles: [] }, wanted: "another.place@practice.example", ...asking });
  const waiting = await findWaiting(db, { personId: actor.id, now });
  return (await mintEmailLink(db, { emailChangeId: waiting?.id ?? "", now }))?.token ?? "";
}

/** The demo has nobody who stands before the last steps. */
async function admit(db: Db, actor: Actor, now: Date): Promise<void> {
  const { id } = await addPerson(db, { name: "Thea Brandt", email: emailOf(actor), now });
  const hash = await hashPassword(password);
  await transact(db, (db) => keepPassword(db, { personId: id, hash, now }));
}

async function attemptOf(db: Db, personId: string): Promise<string> {
  const row = await db
    .selectFrom("attempt")
    .innerJoin("enrolment", "enrolment.id", "attempt.enrolment_id")
    .select("attempt.id")
    .where("person_id", "=", personId)
    .where("submitted_at", "is not", null)
    .executeTakeFirstOrThrow();
  return row.id;
}

async function idOf(db: Db, email: string): Promise<string> {
  return (await db.selectFrom("person").select("id").where("email", "=", email).executeTakeFirstOrThrow()).id;
}

function emailOf(actor: Actor): string {
  return `${actor}@practice.example`;
}
