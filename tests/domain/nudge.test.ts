import { expect } from "vitest";
import { assign } from "#app/domain/assignment.ts";
import { dropSentence, findNudgeLetter, nudge } from "#app/domain/nudge.ts";
import { newId } from "#app/platform/chance.ts";
import type { Db } from "#db/open.ts";
import { addPerson, later, morning, publishSmall } from "../support/cast.ts";
import { onBothDatabases } from "../support/database.ts";
import { freshKeys } from "../support/keys.ts";
import { formTeam } from "../support/team.ts";

const hours = (count: number) => later({ minutes: 60 * count });

onBothDatabases(
  "a nudge is kept with its letter in the outbox; the same form again is the same nudge",
  async ({ db }) => {
    const { send, seals } = await setScene(db);
    const first = await send({ key: "one", sentence: "Shall we look at it together on Friday?" });
    expect(await send({ key: "one", sentence: "Shall we look at it together on Friday?" })).toEqual(first);
    if (!first || "refused" in first) throw new Error("Nobody was nudged.");
    const effects = await db.selectFrom("outbox").select(["kind", "payload"]).where("kind", "=", "nudge").execute();
    expect(effects).toEqual([{ kind: "nudge", payload: JSON.stringify({ nudgeId: first.nudged }) }]);
    const kept = await db.selectFrom("nudge_sentence").selectAll().execute();
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain("Friday");

    const letter = () => findNudgeLetter(db, { seals, nudgeId: first.nudged, now: hours(1), zone: "UTC" });
    expect(await letter()).toMatchObject({ by: "Sunita Rao", sentence: "Shall we look at it together on Friday?" });
    await dropSentence(db, { seals, nudgeId: first.nudged });
    expect(await letter()).toMatchObject({ sentence: null });
    expect(seals.lacking([first.nudged])).toEqual([first.nudged]);
  },
);

onBothDatabases("within three days nobody is nudged again, whoever tries and about whatever", async ({ db }) => {
  const { send, admin } = await setScene(db);
  expect(await send({})).toHaveProperty("nudged");
  expect(await send({ now: hours(71) })).toEqual({ refused: "too-soon" });
  expect(await send({ now: hours(71), actor: admin })).toEqual({ refused: "too-soon" });
  expect(await send({ now: hours(73) })).toHaveProperty("nudged");
});

onBothDatabases("two who nudge at once send one letter", async ({ db }) => {
  const { send, admin } = await setScene(db);
  const answers = await Promise.all([send({}), send({ actor: admin })]);
  expect(answers.filter((answer) => answer && "nudged" in answer)).toHaveLength(1);
  expect(await db.selectFrom("nudge").select("id").execute()).toHaveLength(1);
});

onBothDatabases("nobody nudges who does not oversee the person now, nor themselves", async ({ db }) => {
  const { send, supervisor, outsider, author } = await setScene(db);
  expect(await send({ actor: author })).toBeUndefined();
  expect(await send({ personId: outsider.id })).toBeUndefined();
  expect(await send({ personId: supervisor.id })).toBeUndefined();
  expect(await send({ personId: "nobody" })).toBeUndefined();
  await db
    .updateTable("team_supervisor")
    .set({ ended_at: hours(1).toISOString() })
    .execute();
  expect(await send({ now: hours(1) })).toBeUndefined();
  expect(await db.selectFrom("nudge_sentence").selectAll().execute()).toEqual([]);
});

onBothDatabases("nothing is sent where nothing is asked for, or to who is suspended meanwhile", async ({ db }) => {
  const { send, seals, member, idle } = await setScene(db);
  expect(await send({ personId: idle.id })).toEqual({ refused: "nothing-to-do" });
  const sent = await send({ sentence: "Soon?" });
  if (!sent || "refused" in sent) throw new Error("Nobody was nudged.");
  await db
    .updateTable("person")
    .set({ suspended_at: hours(1).toISOString() })
    .where("id", "=", member.id)
    .execute();
  const asked = { seals, nudgeId: sent.nudged, now: hours(1), zone: "UTC" };
  expect(await findNudgeLetter(db, asked)).toBeUndefined();
});

async function setScene(db: Db) {
  const seals = freshKeys();
  const { courseId } = await publishSmall(db);
  const [member, idle, outsider] = [
    await addPerson(db, "Ada Okafor"),
    await addPerson(db, "Bo Lind"),
    await addPerson(db),
  ];
  const supervisor = await addPerson(db, "Sunita Rao", ["supervisor"]);
  const admin = await addPerson(db, "Morgan Reyes", ["administrator"]);
  const author = await addPerson(db, "Ari Castellan", ["author"]);
  await formTeam(db, { members: [member.id, idle.id, supervisor.id], supervisors: [supervisor.id] });
  const people = [member.id, outsider.id, supervisor.id];
  await assign(db, { actor: admin, courseId, to: { people }, due: { kind: "none" }, key: newId(), now: morning });
  const send = (more: Partial<Parameters<typeof nudge>[1]>) =>
    nudge(db, {
      seals,
      actor: supervisor,
      personId: member.id,
      courseId,
      sentence: "",
      key: newId(),
      now: morning,
      zone: "UTC",
      ...more,
    });
  return { send, seals, supervisor, admin, author, member, idle, outsider };
}
