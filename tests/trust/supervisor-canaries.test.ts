import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { textsOf } from "#app/domain/course/question.ts";
import { touchPlace } from "#app/domain/enrolment.ts";
import { recordOutside } from "#app/domain/outside-certificate.ts";
import { findText, type Subject, saveText } from "#app/domain/private-text.ts";
import { shareReflection } from "#app/domain/reflection-share.ts";
import { sendRequest } from "#app/domain/request.ts";
import { newId } from "#app/platform/chance.ts";
import { type KeyStore, openKeyStore } from "#app/platform/keys.ts";
import siteMap from "#app/routes.ts";
import { type Db, openDatabase } from "#db/open.ts";
import { addLearner, type Learner, publishSmall } from "#tests/support/cast.ts";
import { smallRelease, withPrompt } from "#tests/support/course.ts";
import { addMember, goodPassword } from "#tests/support/people.ts";
import { beginPractice } from "#tests/support/practice.ts";
import { type RunningServer, startServer } from "#tests/support/server.ts";
import { open, readLessons, sit } from "#tests/support/sitting.ts";
import { formTeam } from "#tests/support/team.ts";
import { post, signIn, visit } from "../site/visit.ts";

/**
 * A learner leaves something of every kind that is nobody else's, and their supervisor opens every address there is, with
 * the learner's ids in it, as a page, as its data and with a form: what was left is in no answer.
 */
const written = {
  reflection: "Zinnober-Kolibri-4711",
  note: "Ocker-Wiedehopf-0815",
  anchor: "umbra-eisvogel",
  elsewhere: "Karmin-Pirol-2207",
  request: "Indigo-Rohrdommel-1903",
};
const now = new Date();
/** Of an attempt: no fraction of anything else that a page could print. */
const score = { top: 7_919, bottom: 10_007 };

let server: RunningServer;
let cookie: string;
let theirs: Record<string, string>;
let canaries: string[];
let share: () => Promise<string>;

beforeAll(async () => {
  server = await startServer();
  const { db, close } = openDatabase(server.databaseUrl);
  await beginPractice(db, now);
  const seals = openKeyStore(join(server.dataFolder, "keys"));
  const release = await publishSmall(db, smallRelease(withPrompt("lesson11", "prompt01")));
  const supervisor = await addMember(db, "Sunita Rao", ["supervisor"]);
  const learner = await addLearner(db, { name: "Tess Okafor", release });
  const team = await formTeam(db, { members: [learner.actor.id], supervisors: [supervisor.id] });
  const left = await leaveEverything(db, learner, seals);
  const { items } = release.course.modules[0]?.quiz ?? { items: [] };
  const sentences = JSON.stringify(items.flatMap(textsOf)).match(/"[^"{}[\]]{25,}"/g) ?? [];
  canaries = [...Object.values(written), left.attempt, left.sat, ...sentences.map((text) => text.slice(1, -1))];
  canaries.push(...["lesson11", "lesson12", String(score.top), String(score.bottom), "79 %", "79.1"]);
  theirs = { ...left, person: learner.actor.id, course: release.courseId, team, prompt: "prompt01", quiz: "quiz0001" };
  share = async () => {
    const given = { seals, personId: learner.actor.id, textId: left.text, readerId: supervisor.id, now };
    const shared = await shareReflection(db, given);
    if (!shared || "refused" in shared) throw new Error("Not shared.");
    return shared.shared;
  };
  cookie = await signIn(server.url, supervisor.email, goodPassword);
  return async () => {
    await close();
    await server.stop();
  };
}, 120_000);

/** Reading, answers, a score, texts, a certificate from elsewhere and a request. */
async function leaveEverything(db: Db, learner: Learner, seals: KeyStore) {
  const { actor, enrolment, release } = learner;
  await readLessons(db, learner, ["lesson11"], now);
  const { id: sat } = await sit(db, learner, "quiz0001", "wrong", now);
  const { id: attempt } = await open(db, learner, "quiz0001", now);
  const scored = { submitted_at: now.toISOString(), score_top: score.top, score_bottom: score.bottom };
  await db
    .updateTable("attempt")
    .set({ ...scored, passed: 0, missed: JSON.stringify({ objectives: [], lessons: {} }) })
    .where("id", "=", attempt)
    .execute();
  const place = { enrolmentId: enrolment.id, lessonId: "lesson12", anchor: written.anchor };
  const write = async (kind: Subject["kind"], subjectId: string, text: string) => {
    const of = { seals, personId: actor.id, subject: { kind, courseId: release.courseId, subjectId, anchor: "" } };
    await saveText(db, { ...of, text, basis: { version: 0, page: newId(), turn: 1 }, at: place, now });
    return (await findText(db, of))?.id ?? "";
  };
  const text = await write("reflection", "prompt01", written.reflection);
  const note = await write("note", "lesson11", written.note);
  await touchPlace(db, { ...place, now });
  const claim = { provider: written.elsewhere, hundredths: 250, category: "ethics", number: "A-1" };
  const outside = await recordOutside(db, {
    ...{ personId: actor.id, zone: "UTC", key: newId(), now },
    claim: { ...claim, title: written.elsewhere, completedOn: "2026-01-05" },
  });
  const asked = { seals, kind: "accommodation", zone: "UTC", personId: actor.id, key: newId(), now } as const;
  const request = await sendRequest(db, { ...asked, reason: written.request });
  if ("refused" in outside || "refused" in request) throw new Error("Not everything was left.");
  return { attempt, sat, text, note, certificate: outside.certificate, request: request.request };
}

/** What each parameter of an address may be: a route with one that is not here fails, so that none is forgotten. */
function valuesOf(parameter: string): string[] {
  const { person, course, team, attempt, sat, text, note, certificate, request, prompt, quiz } = theirs;
  const nothing = ["00000000-0000-7000-8000-000000000000"];
  const known: Record<string, (string | undefined)[]> = {
    ...{ person: [person], course: [course], team: [team], attempt: [attempt, sat], text: [text, note] },
    ...{ share: [text, note], certificate: [certificate], request: [request], prompt: [prompt], quiz: [quiz] },
    ...{ lesson: ["lesson99"], about: ["accommodation"], cycle: ["1"], code: nothing, record: nothing, token: nothing },
    ...{ assignment: nothing, import: nothing, export: nothing, vignette: nothing, tool: nothing, hash: nothing },
    ...{ file: nothing, key: nothing, achievement: nothing, list: nothing },
  };
  const values = known[parameter];
  if (!values) throw new Error(`Say what :${parameter} of an address may be.`);
  return values.map((value) => value ?? "");
}

function addressesOf(path: string): string[] {
  const [first = "", ...rest] = path.split("/").filter((segment) => segment !== "*");
  return rest.reduce(
    (addresses, segment) => {
      const values = segment.startsWith(":") ? valuesOf(segment.slice(1)) : [segment];
      return addresses.flatMap((address) => values.map((value) => `${address}/${value}`));
    },
    [`/${first}`],
  );
}

/** Ways to ask for an address: its page, its filters, and its data as Remix asks, by single fetch and before it. */
function formsOf(address: string): string[] {
  const filters = ["?show=help", "?show=done", "?page=all", "?status=in-progress", "?before=0", "?by=x"];
  const data = [
    `${address === "/" ? "/_root" : address}.data`,
    `${address}?_data=routes%2Fteam`,
    `${address}?_data=root`,
  ];
  return [address, ...data, ...(address.startsWith("/team") ? filters.map((filter) => `${address}${filter}`) : [])];
}

// One's own addresses: what stands there is the supervisor's, whose course shows its own questions to its reader.
const paths = siteMap.flatMap(({ path = "" }) => (path === "sign-out" || path === "design" ? [] : [path]));

test("nothing of a learner's own is in any answer to their supervisor, page or data", async () => {
  const opened: string[] = [];
  for (const address of paths.flatMap(addressesOf)) {
    for (const form of formsOf(address)) {
      const answer = await visit(server.url, form, cookie);
      expect([form, canaries.filter((canary) => answer.body.includes(canary))]).toEqual([form, []]);
      if (answer.status === 200 && form === address) opened.push(address);
    }
    if (!address.startsWith("/team")) continue;
    const refused = await post(server.url, address, { intent: "" }, cookie);
    expect([address, canaries.filter((canary) => refused.body.includes(canary))]).toEqual([address, []]);
  }
  const { person, course } = theirs;
  expect(opened).toEqual(
    expect.arrayContaining([
      ...["/team", "/team/report", "/team/report/csv", "/team/shared", "/team/assign", "/team/assign/new"],
      ...[`/team/person/${person}`, `/team/person/${person}/csv`, `/team/assign/of/${person}/${course}`],
    ]),
  );
}, 120_000);

test("a copy that was shared is found by the same search, and by its own address alone", async () => {
  const shared = await share();
  const copy = await visit(server.url, `/team/shared/${shared}`, cookie);
  expect(canaries.filter((canary) => copy.body.includes(canary))).toEqual([written.reflection]);
  for (const address of ["/team/shared", `/team/person/${theirs.person}`, `/team/person/${theirs.person}/csv`]) {
    expect((await visit(server.url, address, cookie)).body).not.toContain(written.reflection);
  }
});
