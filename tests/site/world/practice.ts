import { grantConcession } from "#app/domain/assignment/concession.ts";
import { assign } from "#app/domain/assignment.ts";
import type { Release } from "#app/domain/course.ts";
import { questionsOf, ratings } from "#app/domain/evaluation/questions.ts";
import { countSitting } from "#app/domain/item-statistic.ts";
import { confirmImport } from "#app/domain/people-import/confirming.ts";
import { uploadPeople } from "#app/domain/people-import.ts";
import { keyOf } from "#app/domain/quiz/kinds.ts";
import { draw } from "#app/domain/quiz.ts";
import { answerRequest } from "#app/domain/request/queue.ts";
import { sendRequest } from "#app/domain/request.ts";
import { teamsOf } from "#app/domain/team/scope.ts";
import { countFinisher } from "#app/domain/vignette/tally.ts";
import { newId, newRandomId } from "#app/platform/chance.ts";
import type { KeyStore } from "#app/platform/keys.ts";
import { type Db, transact } from "#db/open.ts";

/** Sittings of the first quiz that nobody sat, some answered rightly, so that its items have figures. */
export async function countSittings(db: Db, release: Release): Promise<void> {
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

/** Five whom nobody knows have sent their evaluation, so that there is something to tell. */
export async function evaluateFive(db: Db, { id, course }: Release, now: Date): Promise<void> {
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

/** Five of the therapist's team have finished the first vignette, so that there is something to tell. */
export async function tellFive(db: Db, { id: releaseId, course }: Release, personId: string): Promise<void> {
  const [vignette] = course.modules.flatMap(({ lessons }) => lessons.flatMap(({ vignettes }) => vignettes));
  const scene = vignette?.scenes[0];
  for (const option of scene ? [0, 0, 1, 2, 2].flatMap((at) => scene.options[at] ?? []) : []) {
    if (!vignette || !scene) continue;
    await countFinisher(db, { personId, releaseId, vignetteId: vignette.id, steps: [{ scene, option }] });
  }
}

/** The supervisor assigns the course to their team, and gives the therapist more time. */
export async function assignToTeam(
  db: Db,
  { supervisorId, personId, release, now }: { supervisorId: string; personId: string; release: Release; now: Date },
) {
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

/** A letter went, one was not sent because all was done by then, and one waits. */
export async function remindThrice(
  db: Db,
  { personId, courseId, now }: { personId: string; courseId: string; now: Date },
) {
  const day = now.toISOString().slice(0, 10);
  for (const [cycle, outcome] of ["sent", "complete", null].entries()) {
    const row = { id: newId(), reminder_key: newId(), person_id: personId, course_id: courseId, letter: newId() };
    const about = { kind: "early" as const, rule: "before-3", cycle, due_on: day, day };
    const decided_at = outcome === null ? null : now.toISOString();
    await db
      .insertInto("reminder")
      .values({ ...row, ...about, outcome, decided_at })
      .execute();
  }
}

/** The therapist asks twice, and once without a name, nine days ago; one has its answer. */
export async function askThrice(
  db: Db,
  { seals, personId, adminId, now }: { seals: KeyStore; personId: string; adminId: string; now: Date },
) {
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
export async function importThrice(db: Db, { adminId, now }: { adminId: string; now: Date }) {
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
