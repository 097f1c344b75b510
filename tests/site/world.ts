import { join } from "node:path";
import { expect } from "vitest";
import { grantConcession } from "#app/domain/assignment/concession.ts";
import { assign } from "#app/domain/assignment.ts";
import { saveAnswer } from "#app/domain/attempt/answer.ts";
import { openAttempt } from "#app/domain/attempt.ts";
import { keepBookmark } from "#app/domain/bookmark.ts";
import { confirmName, findConfirmedName, signAttestation } from "#app/domain/completion.ts";
import { revokeRecord } from "#app/domain/completion-record/revocation.ts";
import { supersedeRecord } from "#app/domain/completion-record/supersession.ts";
import type { Course, Release } from "#app/domain/course.ts";
import { askForEmail, findWaiting, mintEmailLink } from "#app/domain/email-change.ts";
import { enrol, findEnrolled } from "#app/domain/enrolment.ts";
import { isReadyToEvaluate, questionsOf, ratings } from "#app/domain/evaluation/questions.ts";
import { askForExport } from "#app/domain/evidence-export.ts";
import { mintFirstRunLink } from "#app/domain/first-run.ts";
import { invite } from "#app/domain/invitation.ts";
import { countSitting } from "#app/domain/item-statistic.ts";
import { recordOutside } from "#app/domain/outside-certificate.ts";
import { hashPassword, keepPassword } from "#app/domain/password.ts";
import { confirmImport } from "#app/domain/people-import/confirming.ts";
import { uploadPeople } from "#app/domain/people-import.ts";
import { addPerson } from "#app/domain/person.ts";
import { schedule } from "#app/domain/practice-again/spacing.ts";
import { startPracticeAgain } from "#app/domain/practice-again.ts";
import { findText, type Subject, saveText } from "#app/domain/private-text.ts";
import { findEvidence } from "#app/domain/progress/evidence.ts";
import { findReadable, type Progress, progressIn } from "#app/domain/progress.ts";
import { keyOf } from "#app/domain/quiz/kinds.ts";
import { draw } from "#app/domain/quiz.ts";
import { shareReflection } from "#app/domain/reflection-share.ts";
import { findNewestRelease, listCourses } from "#app/domain/release.ts";
import { answerRequest } from "#app/domain/request/queue.ts";
import { sendRequest } from "#app/domain/request.ts";
import { makeResetLink } from "#app/domain/reset-link.ts";
import { teamsOf } from "#app/domain/team/scope.ts";
import { countFinisher } from "#app/domain/vignette/tally.ts";
import { newId, newRandomId } from "#app/platform/chance.ts";
import { type KeyStore, openKeyStore } from "#app/platform/keys.ts";
import { study } from "#db/demo/study.ts";
import { playDemo } from "#db/demo.ts";
import { type Db, openDatabase, transact } from "#db/open.ts";
import { publishSmall } from "#tests/support/cast.ts";
import { releaseWithRubric } from "#tests/support/rubric.ts";
import { type RunningServer, startServer, wholeCourses } from "#tests/support/server.ts";
import { fillTeam } from "./busy-team.ts";
import { signIn } from "./visit.ts";

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
  await expect.poll(() => countUnwritten(opened.db), { timeout: 20_000 }).toBe(0);
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

/** Sittings of the first quiz that nobody sat, some answered rightly, so that its items have figures. */
async function countSittings(db: Db, release: Release): Promise<void> {
  const quiz = release.course.modules.find((module) => module.quiz)?.quiz;
  if (!quiz) throw new Error("The course has no quiz.");
  for (let at = 0; at < 60; at++) {
    const drawn = draw(quiz, { seed: at.toString(16).repeat(4), seen: {} });
    const answers = drawn.map(({ item, choices }, place) => {
      const asked = quiz.items.find(({ id }) => id === item);
      const isRight = (at + place) % 3 === 0 || at % 2 === 0;
      return [item, isRight && asked ? keyOf(asked) : choices.slice(0, 1)];
    });
    const sitting = { releaseId: release.id, drawn, answers: Object.fromEntries(answers) };
    await transact(db, (db) => countSitting(db, { quiz, sitting }));
  }
}

/** The second therapist practises again, and has a question due since yesterday. */
async function practiseOne(db: Db, { personId, courseId, now }: { personId: string; courseId: string; now: Date }) {
  const enrolled = await findEnrolled(db, { personId, courseId });
  if (!enrolled) throw new Error("The second therapist is not enrolled.");
  const yesterday = new Date(now.getTime() - 24 * 60 * 60_000);
  await startPracticeAgain(db, enrolled, { now: yesterday });
  const item_id = enrolled.release.course.modules.find((module) => module.quiz)?.quiz?.items[0]?.id ?? "";
  const { memory } = schedule(null, { ease: "again", now: yesterday });
  const kept = { due_at: yesterday.toISOString(), memory: JSON.stringify(memory) };
  await db
    .insertInto("practice_again_item")
    .values({ person_id: personId, course_id: courseId, item_id, ...kept })
    .execute();
}

/** The demo has nobody who stands before the last steps. */
async function admit(db: Db, actor: Actor, now: Date): Promise<void> {
  const { id } = await addPerson(db, { name: "Thea Brandt", email: emailOf(actor), now });
  const hash = await hashPassword(password);
  await transact(db, (db) => keepPassword(db, { personId: id, hash, now }));
}

async function finishAllButLastSteps(
  db: Db,
  who: { personId: string; courseId: string; url: string; now: Date },
): Promise<void> {
  const until = ({ conditions }: Progress) => isReadyToEvaluate(conditions);
  await study(db, { ...who, name: "Thea Brandt", until });
}

/** What the third therapist has done is a second round; of the first, one lesson is known. */
async function beginAgain(db: Db, personId: string): Promise<void> {
  const { id, cycle, ...round } = await db
    .selectFrom("enrolment")
    .selectAll()
    .where("person_id", "=", personId)
    .executeTakeFirstOrThrow();
  await db
    .updateTable("enrolment")
    .set({ cycle: cycle + 1 })
    .where("id", "=", id)
    .execute();
  const read = await db
    .selectFrom("lesson_read")
    .selectAll()
    .where("enrolment_id", "=", id)
    .limit(1)
    .executeTakeFirstOrThrow();
  const earlier = newId();
  await db
    .insertInto("enrolment")
    .values({ ...round, id: earlier, cycle })
    .execute();
  await db
    .insertInto("lesson_read")
    .values({ ...read, id: newId(), enrolment_id: earlier })
    .execute();
}

/** All is done, the evaluation is sent and the name confirmed, with a licence to print. */
async function finishAllButSigning(db: Db, who: Parameters<typeof finishAllButLastSteps>[1]): Promise<void> {
  await finishAllButLastSteps(db, who);
  const enrolled = await findEnrolled(db, who);
  if (!enrolled) throw new Error("The fourth therapist is not enrolled.");
  await db.insertInto("evaluation_sent").values({ enrolment_id: enrolled.enrolment.id }).execute();
  const licences = [{ type: "LMFT", number: "55120", jurisdiction: "Oregon" }];
  await confirmName(db, { ...enrolled, ...who, key: newId(), name: "Thea M. Brandt", licences });
}

/** The therapist asks twice, and once without a name, nine days ago; one has its answer. */
async function askThrice(
  db: Db,
  { seals, personId, adminId, now }: { seals: KeyStore; personId: string; adminId: string; now: Date },
): Promise<World["requests"]> {
  const sending = { seals, kind: "accommodation", zone: "Europe/London", personId } as const;
  const earlier = new Date(now.getTime() - 9 * 24 * 60 * 60_000);
  const send = async (more: Partial<Parameters<typeof sendRequest>[1]> & { reason: string }) => {
    const sent = await sendRequest(db, { ...sending, key: newId(), now, ...more });
    if ("refused" in sent) throw new Error("Nothing was asked.");
    return sent;
  };
  const open = await send({ reason: "I read with a magnifier.\nTwo more attempts would help.", now: earlier });
  const answered = await send({ reason: "Could I have the second module on paper?" });
  const concern = { kind: "grievance", personId: null } as const;
  const nameless = await send({ ...concern, reason: "My question to the office was laughed at." });
  const actor = { kind: "person" as const, id: adminId, roles: ["administrator" as const] };
  const text = "It is in your tray at the office.";
  await answerRequest(db, { seals, actor, requestId: answered.request, text, now });
  return { open: open.request, answered: answered.request, nameless: nameless.request, number: nameless.number };
}

/** Three lists of people: one is done, one stopped before its end, and one holds a line of each kind. */
async function importThrice(db: Db, { adminId, now }: { adminId: string; now: Date }): Promise<World["imports"]> {
  const actor = { kind: "person" as const, id: adminId, roles: ["administrator" as const] };
  const send = async (list: string) => {
    const sent = await uploadPeople(db, { actor, bytes: Buffer.from(list), now });
    if ("refused" in sent) throw new Error(`The list was refused: ${sent.refused}.`);
    return sent.import;
  };
  const finished = await send("email\nnew1@practice.example\n");
  await confirmImport(db, { actor, importId: finished, now });
  const begun = await send("email\nnew2@practice.example\nnew3@practice.example\n");
  await db.updateTable("people_import").set({ begun_at: now.toISOString() }).where("id", "=", begun).execute();
  const open = await send(
    [
      "email;name;team;joined_on;profession;role;shoe size",
      "zoe.brandt@practice.example;Zoë Brandt;;2026-01-07;Therapist;administrator;38",
      "THERAPIST@practice.example;;;2025-02-01;Social worker;;",
      "therapist2@practice.example;;;;;;",
      "=HYPERLINK(1);Bo;;;;;",
      "",
      "bo@practice.example;Bo Lindqvist;No such team;03/04/2026;;;",
    ].join("\n"),
  );
  return { open, begun, finished };
}

/** The therapist is under way in a course whose last conversation a supervisor observes. */
async function takeCourseWithRubric(db: Db, personId: string, now: Date): Promise<string> {
  const { courseId } = await publishSmall(db, releaseWithRubric());
  await enrol(db, { personId, courseId, now });
  return courseId;
}

/** The second therapist has recorded two certificates from elsewhere, in two years. */
async function recordTwo(db: Db, personId: string, now: Date): Promise<string> {
  const [recent, last] = [now.getUTCFullYear(), now.getUTCFullYear() - 1].map((year) => `${year}-01-05`);
  const claim = { provider: "A college of social work", hundredths: 250, category: "ethics", number: "A-1009" };
  const days = [last, recent].map((day) => ({ ...claim, title: "Ethics in supervision", completedOn: day ?? "" }));
  const made = [];
  for (const claim of days) made.push(await recordOutside(db, { personId, zone: "UTC", claim, key: newId(), now }));
  const [first] = made;
  if (!first || "refused" in first) throw new Error("Nothing was recorded from elsewhere.");
  return first.certificate;
}

/** The second therapist once gave two licences. */
async function giveLicences(db: Db, personId: string): Promise<void> {
  const licences = [
    { type: "Licensed marriage and family therapist", number: "LMFT 12345", jurisdiction: "California" },
    { type: "LCSW", number: "9981", jurisdiction: "" },
  ];
  await db
    .updateTable("name_confirmation")
    .set({ licences: JSON.stringify(licences) })
    .where("enrolment_id", "in", (eb) => eb.selectFrom("enrolment").select("id").where("person_id", "=", personId))
    .execute();
}

/** Five whom nobody knows have sent their evaluation, so that there is something to tell. */
async function evaluateFive(db: Db, { id, course }: Release, now: Date): Promise<void> {
  for (const rating of ratings) {
    const answers = Object.fromEntries(questionsOf(course).map((question) => [question.id, rating]));
    const comment = rating === 3 ? "More cases from private practice, please.\nThe rest was clear." : null;
    const month = now.toISOString().slice(0, 7);
    await db
      .insertInto("evaluation")
      .values({ id: newRandomId(), release_id: id, month, answers: JSON.stringify(answers), comment, told: 1 })
      .execute();
  }
}

/** The supervisor assigns the course to their team, and gives the therapist more time. */
async function assignToTeam(
  db: Db,
  { supervisorId, personId, release, now }: { supervisorId: string; personId: string; release: Release; now: Date },
): Promise<World["assigned"]> {
  const actor = { kind: "person" as const, id: supervisorId, roles: ["supervisor" as const] };
  const [team] = await teamsOf(db, actor);
  if (!team) throw new Error("The supervisor has no team.");
  const { courseId } = release;
  const to = { kind: "circle", teamId: team.id, profession: null } as const;
  await assign(db, { actor, courseId, to, due: { kind: "after-assigning", days: 30 }, key: newId(), now });
  const untilOn = new Date(now.getTime() + 60 * 24 * 60 * 60_000).toISOString().slice(0, 10);
  const grant = { kind: "extension", untilOn } as const;
  await grantConcession(db, { actor, personId, courseId, grant, reason: "On leave in spring.", key: newId(), now });
  const row = await db.selectFrom("assignment").select("id").where("team_id", "=", team.id).executeTakeFirstOrThrow();
  return { team: team.id, assignment: row.id };
}

/** Five of the therapist's team have finished the first vignette, so that there is something to tell. */
async function tellFive(db: Db, { id: releaseId, course }: Release, personId: string): Promise<void> {
  const [vignette] = course.modules.flatMap(({ lessons }) => lessons.flatMap(({ vignettes }) => vignettes));
  const scene = vignette?.scenes[0];
  for (const option of scene ? [0, 0, 1, 2, 2].flatMap((at) => scene.options[at] ?? []) : []) {
    if (!vignette || !scene) continue;
    await countFinisher(db, { personId, releaseId, vignetteId: vignette.id, steps: [{ scene, option }] });
  }
}

/** A record of which everything became that can. */
async function endRecords(
  db: Db,
  who: Parameters<typeof finishAllButLastSteps>[1],
  adminId: string,
): Promise<World["ended"]> {
  await finishAllButSigning(db, who);
  const enrolled = await findEnrolled(db, who);
  const confirmed = enrolled && (await findConfirmedName(db, enrolled.enrolment.id));
  if (!confirmed) throw new Error("The fifth therapist has no name.");
  await signAttestation(db, { ...enrolled, ...who, confirmation: confirmed.id });
  const { record: replaced, code } = await recordOf(db, who.personId);
  const actor = { kind: "person" as const, id: adminId, roles: ["administrator" as const] };
  const person = { name: "Thea M. Brandt-Moss", licences: confirmed.licences };
  const words = "The name on the licence has changed.";
  const corrected = await supersedeRecord(db, {
    actor,
    recordId: replaced,
    person,
    seen: "valid",
    words,
    now: who.now,
  });
  if (!corrected || "refused" in corrected) throw new Error("The record was not corrected.");
  const revoked = corrected.record;
  await revokeRecord(db, {
    actor,
    recordId: revoked,
    reason: "wrong-person",
    words: "The proof was somebody else's.",
    now: who.now,
  });
  return { replaced, revoked, code };
}

/** The therapist begins a quiz that is open to them and answers its first item. */
async function openOne(db: Db, { personId, courseId, now }: { personId: string; courseId: string; now: Date }) {
  const enrolled = await findEnrolled(db, { personId, courseId });
  if (!enrolled) throw new Error("The therapist is not enrolled.");
  for (const { quiz } of enrolled.release.course.modules) {
    if (!quiz) continue;
    const attempt = await openAttempt(db, { ...enrolled, quizId: quiz.id, key: newId(), now });
    if (!attempt || "refused" in attempt) continue;
    await saveAnswer(db, { ...enrolled, attemptId: attempt.attempt, item: 1, choices: [1], now });
    return { openQuiz: quiz.id, openAttempt: attempt.attempt };
  }
  throw new Error("No quiz is open to the therapist.");
}

/** The therapist writes on the first prompt, gives the supervisor a copy, and bookmarks the lesson. */
async function write(
  db: Db,
  {
    seals,
    personId,
    courseId,
    readerId,
    now,
  }: { seals: KeyStore; courseId: string } & Record<"personId" | "readerId", string> & { now: Date },
) {
  const enrolled = await findEnrolled(db, { personId, courseId });
  if (!enrolled) throw new Error("The therapist is not enrolled.");
  const { enrolment, release } = enrolled;
  const progress = progressIn({ course: release.course, evidence: await findEvidence(db, enrolment.id) });
  const lessons = release.course.modules.flatMap(({ lessons }) => lessons);
  const lesson = lessons.find(({ reflections }) => reflections.length > 0);
  const found = findReadable(progress, lesson?.id ?? "");
  const anchor = lesson?.sections.find(({ anchor }) => anchor !== null)?.anchor ?? "";
  if (!lesson || !found || !(await keepBookmark(db, { enrolment, release, found, anchor, now }))) {
    throw new Error("No prompt is open to the therapist.");
  }
  const subject: Subject = { kind: "reflection", courseId, subjectId: lesson.reflections[0]?.id ?? "", anchor: "" };
  const basis = { version: 0, page: "page", turn: 1 };
  const at = { enrolmentId: enrolment.id, lessonId: enrolment.place?.lessonId ?? lesson.id, anchor: null };
  await saveText(db, { seals, personId, subject, text: "I go for pity first.", basis, at, now });
  const text = await findText(db, { seals, personId, subject });
  const shared = text && (await shareReflection(db, { seals, personId, textId: text.id, readerId, now }));
  if (!shared || "refused" in shared) throw new Error("The therapist could not share.");
  return { text: text.id, share: shared.shared };
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

async function recordOf(db: Db, personId: string): Promise<{ record: string; code: string }> {
  return db
    .selectFrom("completion_record")
    .select(["id as record", "code"])
    .where("person_id", "=", personId)
    .executeTakeFirstOrThrow();
}

async function idOf(db: Db, email: string): Promise<string> {
  return (await db.selectFrom("person").select("id").where("email", "=", email).executeTakeFirstOrThrow()).id;
}

function emailOf(actor: Actor): string {
  return `${actor}@practice.example`;
}
