import fc from "fast-check";
import { parse } from "node-html-parser";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { AboutPerson } from "#app/components/team/about-person.tsx";
import type { PersonActor } from "#app/domain/actor.ts";
import type { Release } from "#app/domain/course.ts";
import type { PageAbout } from "#app/domain/page-about.ts";
import { findSupervised } from "#app/domain/team/scope.ts";
import { standing as words } from "#app/messages/standing.ts";
import { newId } from "#app/platform/chance.ts";
import { openKeyStore } from "#app/platform/keys.ts";
import { loader as mirror } from "#app/routes/account/seen.tsx";
import { loader as page } from "#app/routes/team/person.tsx";
import { loader as csv } from "#app/routes/team/person-csv.ts";
import siteMap from "#app/routes.ts";
import { db } from "#db/db.server.ts";
import { type Answered, ask } from "../support/ask.ts";
import { addPerson, publishSmall } from "../support/cast.ts";
import { withPrompt } from "../support/course.ts";
import { anyDeed, type Deed, type LearnerScene, live, planted, signedIn } from "../support/learner-history.ts";
import { releaseWithRubric } from "../support/rubric.ts";
import { anyStep, moveToZone, type Step, setScene } from "../support/standing.ts";
import { tellFrom } from "../support/standing-ledger.ts";

/** A query costs several times as much on the other engine. */
const share = process.env.ATTUNE_TEST_ENGINE === "postgres" ? 4 : 1;
const runs = (process.env.ATTUNE_LONG === "1" ? 1_000 : 120) / share;

let release: Release;
let admin: PersonActor;

beforeAll(async () => {
  await moveToZone(db);
  release = await publishSmall(db, releaseWithRubric(withPrompt("lesson12", "prompt01")));
  admin = await addPerson(db, "Petra Falk", ["administrator"]);
});

type Life = ({ step: Step } | { deed: Deed })[];

const begun: Life = [
  { deed: { does: "join", team: "first" } },
  { step: { does: "enrol", hours: 1 } },
  { deed: { does: "write" } },
];

/** From nothing, or from where a learner is one who has begun. */
const anyLife: fc.Arbitrary<Life> = fc
  .tuple(
    fc.constantFrom([], begun),
    fc.array(
      fc.oneof(
        { arbitrary: anyStep.map((step) => ({ step })), weight: 3 },
        { arbitrary: anyDeed.map((deed) => ({ deed })), weight: 4 },
      ),
      { maxLength: 16 },
    ),
  )
  .map(([before, after]) => [...before, ...after]);

test("for any history the learner sees what each of their supervisors sees, and others find nothing", async () => {
  const met = { pages: 0, refused: 0, shared: 0, records: 0, signOffs: 0, statuses: new Set<string>() };
  await fc.assert(
    fc.asyncProperty(anyLife, async (life) => {
      const scene = await setLife();
      const happened = await live(scene, life);
      for (const supervisor of [scene.first, scene.second]) {
        const opened = await openAs(supervisor.cookie, scene);
        const own = await ask(mirror, { cookie: scene.cookie, path: `/account/seen?by=${supervisor.actor.id}` });
        const found = await findSupervised(db, { supervisorId: supervisor.actor.id, personId: scene.person.id });
        expect([opened.status, own.status]).toEqual(found ? [200, 200] : [404, 404]);
        expect(scene.isSupervisedBy(supervisor)).toBe(found !== undefined);
        if (!found) {
          const nobody = await ask(page, { cookie: supervisor.cookie, params: { person: newId() } });
          expect(told(opened)).toEqual(told(nobody));
          met.refused++;
          continue;
        }
        const [about, zone] = [aboutIn(opened), zoneIn(opened)];
        expect(aboutIn(own)).toEqual(about);
        expect(zoneIn(own)).toBe(zone);
        expectSameWords(about, zone);
        const expected = tellFrom(happened, new Date());
        const told_status = about.courses[0]?.status ?? "not-assigned";
        expect(told_status).toBe(expected.status);
        expect(htmlOf(about, zone)).toContain(
          about.courses.length > 0 ? words.statuses[expected.status] : "Nothing yet",
        );
        expect(about.shared.length).toBe(scene.sharedWith(supervisor));
        met.pages++;
        met.shared += about.shared.length;
        met.records += about.courses[0]?.records.length ?? 0;
        met.signOffs += about.courses[0]?.signOffs.length ?? 0;
        met.statuses.add(told_status);
      }
      await expectNoCanary(scene);
    }),
    { numRuns: runs, seed: 20261123 },
  );
  // The histories mean something.
  expect(met.pages).toBeGreaterThan(runs / 3);
  expect(met.refused).toBeGreaterThan(runs / 6);
  for (const count of [met.shared, met.records, met.signOffs]) expect(count).toBeGreaterThan(0);
  expect(met.statuses.size).toBeGreaterThan(share > 1 ? 3 : 4);
}, 900_000);

test("who ended a second ago, a former member's supervisor, another team's and a random id get one answer", async () => {
  const scene = await setLife();
  await live(scene, [{ deed: { does: "join", team: "first" } }]);
  expect((await openAs(scene.first.cookie, scene)).status).toBe(200);
  const random = await ask(page, { cookie: scene.second.cookie, params: { person: newId() } });
  expect(random.status).toBe(404);
  expect(told(await openAs(scene.second.cookie, scene))).toEqual(told(random));
  await live(scene, [{ deed: { does: "end supervision" } }]);
  expect(told(await openAs(scene.first.cookie, scene))).toEqual(told(random));
  await live(scene, [{ deed: { does: "begin supervision" } }]);
  expect((await openAs(scene.first.cookie, scene)).status).toBe(200);
  await live(scene, [{ deed: { does: "leave", team: "first" } }]);
  expect(told(await openAs(scene.first.cookie, scene))).toEqual(told(random));
  expect(told(await openAs(scene.cookie, scene))).toEqual(told(random));
  for (const person of ["' or 1=1", "%00", "administrators", scene.first.actor.id]) {
    expect((await ask(page, { cookie: scene.first.cookie, params: { person } })).status).toBe(404);
  }
  for (const path of [`?by=${scene.first.actor.id}`, `?by=${newId()}`, "?by='", "?before=%00"]) {
    expect((await ask(mirror, { cookie: scene.cookie, path: `/account/seen${path}` })).status).toBe(404);
  }
});

test("an administrator opens the page of anybody but themselves, without copies, and the learner is told", async () => {
  const scene = await setLife();
  await live(scene, [{ deed: { does: "join", team: "first" } }, { step: { does: "enrol", hours: 0 } }]);
  await live(scene, [{ deed: { does: "write" } }, { deed: { does: "share", with: "first" } }]);
  const cookie = await signedIn(admin);
  const about = aboutIn(await openAs(cookie, scene));
  expect(about).toMatchObject({ as: "administrator", shared: [], courses: [{ id: release.courseId }] });
  const own = await ask(mirror, { cookie: scene.cookie, path: "/account/seen?by=administrators" });
  expect(aboutIn(own)).toEqual(about);
  expect((await ask(page, { cookie, params: { person: admin.id } })).status).toBe(404);
  expect((await ask(page, { cookie, params: { person: newId() } })).status).toBe(404);
  expect(own.data).toMatchObject({ looks: [{ viewerName: "Petra Falk", of: "person" }] });
});

test("a learner reads who looked: at them, at a list while they were in it, at the register since their record", async () => {
  const scene = await setLife();
  const start = Date.now() - 3_600_000;
  const minute = (at: number) => new Date(start + at * 60_000).toISOString();
  const team = scene.teams.first.id;
  const spell = { id: newId(), team_id: team, person_id: scene.person.id };
  await db
    .insertInto("team_member")
    .values({ ...spell, started_at: minute(10), ended_at: minute(20) })
    .execute();
  const look = async (at: number, subject_kind: "person" | "team" | "register", subject_id: string) => {
    const viewer_id = scene.first.actor.id;
    await db
      .insertInto("view_log")
      .values({ id: newId(), at: minute(at), viewer_id, subject_kind, subject_id })
      .execute();
  };
  for (const at of [9, 10, 15, 20]) await look(at, "team", team);
  await look(12, "person", scene.person.id);
  await look(13, "person", newId());
  await look(14, "register", "records");
  const looks = async (path = "/account/seen") => (await ask(mirror, { cookie: scene.cookie, path })).data;
  const kinds = [
    ["team", 15],
    ["person", 12],
    ["team", 10],
  ] as const;
  expect(await looks()).toMatchObject({
    looks: kinds.map(([of, at]) => ({ of, at: minute(at), viewerName: "Sunita Rao" })),
    next: undefined,
  });
  for (let at = 0; at < 60; at++) await look(-at, "person", scene.person.id);
  const first = await looks();
  expect(first).toMatchObject({ looks: expect.objectContaining({ length: 50 }), next: expect.any(String) });
  const next = first && typeof first === "object" && "next" in first ? String(first.next) : "";
  expect(await looks(`/account/seen?before=${next}`)).toMatchObject({
    looks: expect.objectContaining({ length: 13 }),
    next: undefined,
    isFirst: false,
  });
});

test("the page as a file has a line for each record and is noted as the page is; for anybody else it is not there", async () => {
  const scene = await setLife();
  await live(scene, [...begun, { step: { does: "complete", hours: 1, valid: 30 } }]);
  await db.updateTable("person").set({ name: "=Ada" }).where("id", "=", scene.person.id).execute();
  const params = { person: scene.person.id };
  const answer = await csv({ request: requestOf(scene.first.cookie), params, context: { address: "192.0.2.7" } });
  expect(answer.headers.get("Content-Disposition")).toMatch(/filename="learning-\d{4}-\d\d-\d\d\.csv"/);
  const text = await answer.text();
  expect(scene.secrets.filter((secret) => text.includes(secret))).toEqual([]);
  const [head, line, ...more] = text.trim().split("\r\n");
  expect(head).toBe(
    "name,email,course,status,assigned_on,due_on,joined_on,completed_on,hours,record_code,valid_until,revoked_on",
  );
  expect(line).toMatch(
    /^'=Ada,[^,]+@practice\.example,Practice course,[\w-]+,,,2026-03-0\d,2026-03-0\d,6,[\w-]+,2026-04-0\d,$/,
  );
  expect(more).toEqual([]);
  const { data } = await ask(mirror, { cookie: scene.cookie, path: "/account/seen" });
  const look = expect.objectContaining({ viewerName: "Sunita Rao", of: "person" });
  expect(data).toMatchObject({ looks: expect.arrayContaining([look]) });
  expect((await ask(csv, { cookie: scene.second.cookie, params })).status).toBe(404);
  expect((await ask(csv, { cookie: scene.cookie, params })).status).toBe(404);
});

/** A learner of nobody yet, two supervisors with a team each, and a store of keys. */
async function setLife(): Promise<LearnerScene> {
  const seals = openKeyStore(process.env.ATTUNE_KEYS ?? "");
  onTestFinished(() => seals.close());
  return planted(await setScene(db, { release, admin }), seals);
}

function requestOf(cookie: string): Request {
  return new Request("http://localhost:3000/", { headers: { cookie } });
}

function openAs(cookie: string, { person }: LearnerScene): Promise<Answered> {
  return ask(page, { cookie, params: { person: person.id } });
}

function told({ status, location, headers, data }: Answered) {
  return { status, location, headers: [...headers], data };
}

function aboutIn({ data }: Answered): PageAbout {
  if (!isShown(data)) throw new Error("There is no page.");
  return data.about;
}

function zoneIn({ data }: Answered): string {
  if (!isShown(data)) throw new Error("There is no page.");
  return data.zone;
}

function isShown(data: unknown): data is { about: PageAbout; zone: string } {
  return typeof data === "object" && data !== null && "about" in data && "zone" in data;
}

function htmlOf(about: PageAbout, zone: string, isMirror = false): string {
  return renderToStaticMarkup(createElement(AboutPerson, { about, zone, isMirror }));
}

/** The mirror lacks the links to act and nothing else. */
function expectSameWords(about: PageAbout, zone: string): void {
  const [supervisors, own] = [false, true].map((isMirror) => wordsIn(htmlOf(about, zone, isMirror)));
  expect(supervisors).toEqual(own);
}

function wordsIn(html: string): string[] {
  const root = parse(html);
  for (const act of root.querySelectorAll(".actions, a[href^='/team/shared/'], th .quiet")) act.remove();
  return root.structuredText.split("\n").flatMap((line) => line.split("\t"));
}

/** Every page of the door of teams, as each supervisor gets it, with ids of this learner wherever it takes one. */
async function expectNoCanary(scene: LearnerScene): Promise<void> {
  const params = { person: scene.person.id, course: release.courseId, team: scene.teams.first.id };
  for (const { path = "", file } of siteMap.filter(({ path }) => path?.startsWith("team"))) {
    // The one page on which a copy that was given is read.
    if (path === "team/shared/:share") continue;
    const { loader } = await import(/* @vite-ignore */ `../../app/${file}`);
    for (const supervisor of [scene.first, scene.second]) {
      const { data } = await ask(loader, { cookie: supervisor.cookie, params });
      const text = JSON.stringify(data ?? "");
      const others = supervisor === scene.first ? scene.teams.second.name : scene.teams.first.name;
      const found = [...scene.secrets, others].filter((secret) => text.includes(secret));
      expect([path, found]).toEqual([path, []]);
    }
  }
}
