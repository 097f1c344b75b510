import { expect } from "vitest";
import { signAttestation } from "#app/domain/completion.ts";
import { rubricOf } from "#app/domain/course/rubric.ts";
import { enrol } from "#app/domain/enrolment.ts";
import { listWaiting } from "#app/domain/sign-off/waiting.ts";
import { findToSignOff, type Observed, signOff, withdrawSignOff } from "#app/domain/sign-off.ts";
import { newId } from "#app/platform/chance.ts";
import type { Db } from "#db/open.ts";
import { addLearner, addPerson, later, morning, publishSmall } from "../support/cast.ts";
import { onBothDatabases } from "../support/database.ts";
import { releaseWithRubric } from "../support/rubric.ts";
import { finishModules, nameOneself, url } from "../support/sitting.ts";

const zone = "UTC";
const day = "2026-03-02";
const seen = { a: "seen", b: "seen" } as const;

onBothDatabases("with every criterion seen the last condition but the attestation is met", async ({ db }) => {
  const { sunita, learner, give } = await scene(db);
  await finishModules(db, learner);
  const confirmation = await nameOneself(db, learner);
  const signing = { ...learner, confirmation, url, now: later({ minutes: 9 }) };
  expect(await signAttestation(db, signing)).toEqual({ refused: "not-yet" });
  expect(await give({ a: "seen", b: "not-yet" })).toMatchObject({ signOff: expect.any(String) });
  expect(await signAttestation(db, signing)).toEqual({ refused: "not-yet" });
  expect(await give(seen)).toMatchObject({ signOff: expect.any(String) });
  expect(await listWaiting(db, sunita)).toMatchObject([{ personId: learner.actor.id, courseId: "course01" }]);
  expect(await signAttestation(db, signing)).toMatchObject({ record: expect.any(String) });
  expect(await listWaiting(db, sunita)).toEqual([]);
  expect(await give(seen)).toEqual({ refused: "complete" });
});

onBothDatabases(
  "who supervises the learner now signs off, and nobody else, the learner least of all",
  async ({ db }) => {
    const { sunita, learner, by } = await scene(db);
    const other = await addPerson(db, "Tomas Berg", ["supervisor"]);
    const admin = await addPerson(db, "Morgan Reyes", ["administrator"]);
    for (const actor of [other, admin, learner.actor]) expect(await by(actor)).toBeUndefined();
    expect(await by(sunita)).toBeDefined();
    await db.updateTable("team_supervisor").set({ ended_at: morning.toISOString() }).execute();
    expect(await by(sunita)).toBeUndefined();
    expect(await findToSignOff(db, { actor: sunita, ...whose(learner) })).toBeUndefined();
    expect(await listWaiting(db, sunita)).toEqual([]);
  },
);

onBothDatabases("a supervisor who is a member of their own team does not sign themselves off", async ({ db }) => {
  const { sunita, release, team, by } = await scene(db);
  await join(db, { team, personId: sunita.id });
  await enrol(db, { personId: sunita.id, courseId: release.courseId, now: morning });
  expect(await by(sunita, sunita.id)).toBeUndefined();
});

onBothDatabases("a form sent twice is one sign-off, and a day must be one of the enrolment", async ({ db }) => {
  const { give } = await scene(db);
  const first = await give(seen, { key: "once" });
  expect(await give({ a: "not-yet", b: "not-yet" }, { key: "once" })).toEqual(first);
  expect(await db.selectFrom("sign_off").select("met").execute()).toEqual([{ met: 1 }]);
  expect(await give(seen, { observedOn: "2026-03-03" })).toEqual({ refused: "to-come" });
  expect(await give(seen, { observedOn: "2026-03-01" })).toEqual({ refused: "before-enrolment" });
  expect(await give({ a: "seen" })).toEqual({ refused: "open-criterion" });
});

onBothDatabases("one that was taken back counts no more, and the one before it stands again", async ({ db }) => {
  const { sunita, learner, give, found } = await scene(db);
  await give(seen, { key: "first" });
  const second = await give({ a: "not-yet", b: "seen" }, { key: "second", minutes: 5 });
  if (!second || "refused" in second) throw new Error("Not signed off.");
  const taking = { actor: sunita, ...whose(learner), signOffId: second.signOff, why: "misjudged" as const };
  const other = await addPerson(db, "Tomas Berg", ["supervisor"]);
  expect(await withdrawSignOff(db, { ...taking, actor: other, now: morning })).toBeUndefined();
  for (const minutes of [6, 7]) {
    expect(await withdrawSignOff(db, { ...taking, now: later({ minutes }) })).toEqual({ withdrawn: true });
  }
  expect((await found())?.given).toMatchObject([
    { met: false, withdrawn: { why: "misjudged", at: later({ minutes: 6 }).toISOString() } },
    { met: true, withdrawn: null },
  ]);
  expect(await db.selectFrom("audit_entry").select("act").where("act", "like", "%sign%off%").execute()).toHaveLength(3);
});

onBothDatabases("a sign-off is never changed, and behind a record never deleted", async ({ db }) => {
  const { learner, give } = await scene(db);
  await give(seen);
  await expect(db.updateTable("sign_off").set({ met: 0 }).execute()).rejects.toThrow(/never changed/);
  await finishModules(db, learner);
  const confirmation = await nameOneself(db, learner);
  await signAttestation(db, { ...learner, confirmation, url, now: later({ minutes: 9 }) });
  await expect(db.deleteFrom("sign_off").execute()).rejects.toThrow(/never deleted/);
});

async function scene(db: Db) {
  const release = await publishSmall(db, releaseWithRubric());
  expect(rubricOf(release.course)?.criteria.map(({ id }) => id)).toEqual(["a", "b"]);
  const learner = await addLearner(db, { release });
  const sunita = await addPerson(db, "Sunita Rao", ["supervisor"]);
  const team = newId();
  const at = morning.toISOString();
  await db
    .insertInto("team")
    .values({ id: team, form_key: team, name: "East", started_at: at, ended_at: null })
    .execute();
  const leading = { id: newId(), team_id: team, person_id: sunita.id, started_at: at, ended_at: null };
  await db.insertInto("team_supervisor").values(leading).execute();
  await join(db, { team, personId: learner.actor.id });

  const by = (actor: typeof sunita, personId = learner.actor.id, over: Partial<Given> = {}) => {
    const { observed = seen, key = newId(), observedOn = day, minutes = 1 } = over;
    const whom = { personId, courseId: "course01" };
    return signOff(db, { actor, ...whom, key, observedOn, observed, zone, url, now: later({ minutes }) });
  };
  const give = (observed: Given["observed"], over: Partial<Given> = {}) =>
    by(sunita, learner.actor.id, { ...over, observed });
  const found = () => findToSignOff(db, { actor: sunita, ...whose(learner) });
  return { sunita, learner, release, team, by, give, found };
}

interface Given {
  observed: Partial<Record<string, Observed>>;
  key: string;
  observedOn: string;
  minutes: number;
}

function whose({ actor }: { actor: { id: string } }) {
  return { personId: actor.id, courseId: "course01" };
}

async function join(db: Db, { team, personId }: { team: string; personId: string }): Promise<void> {
  const row = { id: newId(), team_id: team, person_id: personId, started_at: morning.toISOString(), ended_at: null };
  await db.insertInto("team_member").values(row).execute();
}
