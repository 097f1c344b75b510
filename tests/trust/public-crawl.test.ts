import { expect, test } from "vitest";
import { showName } from "#app/domain/certificate/disclosure.ts";
import { achievementId } from "#app/domain/credential/addresses.ts";
import { withdrawPerson } from "#app/domain/evidence.ts";
import { newCode } from "#app/platform/chance.ts";
import { transact } from "#db/open.ts";
import { addPerson } from "#tests/support/cast.ts";
import { addHolder } from "#tests/support/record.ts";
import { Crawler, type Found } from "./crawler.ts";
import { makeQuizScene, type QuizScene, seat } from "./quiz-scene.ts";

/** A wrong number is let through ten times for each of these. */
const tries = 5;
const shownName = "Showna Zqalphaone";
/** Nobody is called so elsewhere, and no word of a page is like them. */
const canaries = ["Zqbravotwo", "Zqcharliethree", "Zqdeltafour", "Zqechofive", "Zqfoxtrotsix", "zqmailseven"];

interface PublicScene extends QuizScene {
  codes: string[];
  recordIds: string[];
  shown: { code: string; recordId: string };
}

/** Records of people with unmistakable names: one hidden, one withdrawn, one whose owner shows it; and one without. */
async function makePublicScene(): Promise<PublicScene> {
  const emails = ["zqmailseven@practice.example", "two@practice.example", "three@practice.example"];
  const scene = await makeQuizScene({ emails, env: { ATTUNE_SIGN_IN_TRIES: String(tries) } });
  const { db } = scene;
  const licences = [{ type: "LMFT", number: "Zqfoxtrotsix", jurisdiction: "California" }];
  const issue = async (at: number, name: string) => {
    const { learner } = await seat(scene, emails[at] ?? "");
    await db
      .updateTable("person")
      .set({ name: `Account ${canaries[3]}` })
      .where("id", "=", learner.actor.id)
      .execute();
    return addHolder(db, { learner, name, licences, now: new Date() });
  };
  const hidden = await issue(0, "Ada Zqbravotwo");
  const withdrawn = await issue(1, "Bo Zqcharliethree");
  await transact(db, (db) => withdrawPerson(db, { recordId: withdrawn.recordId, now: new Date() }));
  const shown = await issue(2, shownName);
  await showName(db, { personId: shown.actor.id, recordId: shown.recordId, isShown: true, now: new Date() });
  await addPerson(db, "Cleo Zqdeltafour", ["supervisor"]);
  const all = [hidden, withdrawn, shown];
  return { ...scene, codes: all.map(({ code }) => code), recordIds: all.map(({ recordId }) => recordId), shown };
}

/** All that somebody without an account may come to, and what is near it. */
function doors({ release, codes, recordIds }: PublicScene): string[] {
  const { id, courseId } = release;
  const achievements = [achievementId(id, "full"), achievementId(id, "neutral"), id];
  return [
    "/",
    "/verify",
    "/privacy",
    "/accessibility",
    "/sign-in",
    "/robots.txt",
    "/sitemap.xml",
    `/courses/${courseId}`,
    `/course/${courseId}`,
    ...["issuer", "keys", "status/0", "status/1", "status/x"].map((door) => `/credentials/${door}`),
    ...achievements.map((achievement) => `/credentials/achievement/${achievement}`),
    ...codes.map((code) => `/verify/${code}`),
    ...recordIds.flatMap((record) =>
      ["", "/certificate", "/credential", "/badge"].map((of) => `/records/${record}${of}`),
    ),
    ...["/records", "/records/csv", "/admin/people", "/team/shared", "/account"],
  ];
}

function whereIn(found: Found[], words: string[]): string[] {
  return found.flatMap(({ address, text }) =>
    words.filter((word) => text.includes(word)).map((word) => `${word} at ${address}`),
  );
}

test("whoever crawls the public pages finds nobody's name, but of one who shows it, and is stopped at wrong numbers", async () => {
  const scene = await makePublicScene();
  const crawler = new Crawler(scene.server.url, "");
  await crawler.crawl(doors(scene));
  for (const code of scene.codes) {
    for (const name of ["Somebody Else", "Ada"])
      await crawler.post(`/verify/${code}`, new URLSearchParams({ name }).toString());
  }
  const pages = crawler.found.filter(({ status }) => status === 200);
  expect(pages.length).toBeGreaterThan(15);
  expect(pages.filter(({ address }) => address.includes("/verify/")).length).toBeGreaterThanOrEqual(scene.codes.length);
  expect(whereIn(crawler.found, canaries)).toEqual([]);
  // The same crawler finds the name that may be found, at its own number alone: so it would have found the others.
  const where = crawler.found.filter(({ text }) => text.includes("Zqalphaone")).map(({ address }) => address);
  expect(where.length).toBeGreaterThan(0);
  expect(where.filter((address) => !address.includes(`/verify/${scene.shown.code}`))).toEqual([]);

  // Unlisted: no page leads to a number, and search engines are told to leave.
  for (const { address, text } of crawler.found.filter(({ address }) => !address.includes("/verify/"))) {
    expect([address, scene.codes.filter((code) => text.includes(code))]).toEqual([address, []]);
  }
  for (const { address, text } of pages.filter(({ address }) => /GET \/verify\/\w+$/.test(address))) {
    expect([address, /noindex/.test(text), /cache-control: no-store/.test(text)]).toEqual([address, true, true]);
  }
  await crawler.crawl(Array.from({ length: tries * 10 + 5 }, () => `/verify/${newCode()}`));
  const throttled = crawler.found.filter(({ status }) => status === 429);
  expect(throttled.length).toBeGreaterThan(0);
  expect(throttled[0]?.text).toMatch(/retry-after: \d+/);
  console.info(`${crawler.found.length} answers looked through, ${throttled.length} of them 429`);
}, 300_000);
