import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { compileCourse } from "#app/content/compile.ts";
import { readCourses } from "#app/content/library.server.ts";
import { findEvidence } from "#app/domain/progress/evidence.ts";
import { progressIn } from "#app/domain/progress.ts";
import { finishVignette } from "#app/domain/vignette/finish.ts";
import { openDatabase } from "#db/open.ts";
import type { Learner } from "#tests/support/cast.ts";
import { furnish } from "#tests/support/practice.ts";
import { startServer } from "#tests/support/server.ts";
import { answer, open, readLessons, sit, url } from "#tests/support/sitting.ts";
import { type Canaries, canariesIn, courseWithCanaries, sentencesOf, wordsIn } from "./canaries.ts";
import { Crawler, type Found } from "./crawler.ts";
import { type QuizScene, seat } from "./quiz-scene.ts";

/** The whole course in the long programme; its first module in every run. */
const modules = process.env.ATTUNE_LONG ? 6 : 1;
const ada = "ada@practice.example";

async function makeCrawlScene(): Promise<QuizScene> {
  const server = await startServer({ env: { ATTUNE_COURSES: courseWithCanaries() } });
  const { db, close } = openDatabase(server.databaseUrl);
  onTestFinished(async () => {
    await close();
    await server.stop();
  });
  return { server, db, release: await furnish(server, [ada]) };
}

interface Judged {
  /** What must be found, since it is there for this person to read. */
  due: string[];
  /** What must not. */
  forbidden: string[];
}

/**
 * What somebody may read now: the lessons of open modules, the items they were shown, and the reasons once the quiz is
 * passed. An attempt that was sent without passing shows its items no more.
 */
async function judge({ db, release }: QuizScene, { enrolment }: Learner, canaries: Canaries): Promise<Judged> {
  const evidence = await findEvidence(db, enrolment.id);
  const { modules } = progressIn({ course: release.course, evidence });
  const open = modules.filter(({ state }) => state !== "locked").flatMap(({ lessons }) => lessons);
  const due = open.flatMap(({ lesson }) => canaries.lessons.get(lesson.id)?.shown ?? []);
  const allowed: string[] = [];
  for (const { id, quizId, submittedAt } of evidence.attempts) {
    const row = await db.selectFrom("attempt").select("drawn").where("id", "=", id).executeTakeFirstOrThrow();
    const items: { item: string }[] = JSON.parse(row.drawn);
    const words = items.map(({ item }) => canaries.items.get(item) ?? { shown: [], reasons: [] });
    const isPassed = evidence.attempts.some((attempt) => attempt.quizId === quizId && attempt.passed);
    (isPassed || submittedAt === null ? due : allowed).push(...words.flatMap(({ shown }) => shown));
    if (isPassed) due.push(...words.flatMap(({ reasons }) => reasons));
  }
  const readable = new Set([...due, ...allowed]);
  return { due: [...new Set(due)], forbidden: wordsIn(release.course).filter((word) => !readable.has(word)) };
}

/** None of them is taken anywhere: an attempt is neither opened nor sent by them. */
const faultyForms = [
  "intent=continue&item=1&version=x",
  "intent=save&item=99&version=1",
  "intent=check&check=0",
  "intent=nothing",
];

/** Crawls from the outside in, and pokes at what takes a form. */
async function crawlAll(scene: QuizScene, cookie: string): Promise<Found[]> {
  const { server, release } = scene;
  const crawler = new Crawler(server.url, cookie);
  await crawler.crawl(["/", ...guesses(release.course), ...filesOfBuild().map((file) => `/${file}`)]);
  const pages = crawler.found.filter(({ status, type }) => status === 200 && type.startsWith("text/html"));
  const addresses = [...new Set(pages.map(({ address }) => address.slice(4).replace(/\?.*/, "")))];
  for (const address of addresses.filter((address) => address.startsWith("/learn/"))) {
    const beside = /\/attempt\/[^/]+$/.test(address) ? [`${address}/answer`] : [];
    for (const to of [address, ...beside]) for (const body of faultyForms) await crawler.post(to, body);
  }
  return crawler.found;
}

/** What somebody might try who knows how such things are built, and the ids of this course. */
function guesses({ id, modules }: QuizScene["release"]["course"]): string[] {
  const inside = modules.flatMap(({ id: module, lessons, quiz }) => [
    `/learn/${id}/module/${module}`,
    ...lessons.flatMap((lesson) => [`/learn/${id}/lesson/${lesson.id}`, `/author/preview/${id}/${lesson.id}`]),
    ...(quiz ? [`/learn/${id}/quiz/${quiz.id}`, `/learn/${id}/attempt/${quiz.items[0]?.id}`] : []),
  ]);
  const outside = [
    "/courses/affirming-care/course.md",
    "/courses/affirming-care/01-orientation/quiz.md",
    "/data/attune.db",
  ];
  const built = ["/build/server/index.js", "/server/index.js", "/.vite/manifest.json", "/__manifest?p=/learn", "/.env"];
  const up = ["/assets/../../server/index.js", "/assets/%2e%2e/%2e%2e/server/index.js", "/package.json"];
  return [...inside, ...outside, ...built, ...up, `/author/preview/${id}`, "/author/courses"];
}

function filesOfBuild(): string[] {
  const all = readdirSync("build/client", { recursive: true, withFileTypes: true });
  return all
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name).replace(/^build\/client\//, ""));
}

/** Which of these words are in what was found, and where. */
function whereIn(found: Found[], words: string[]): string[] {
  const wanted = new Set(words);
  return found.flatMap(({ address, text }) =>
    wordsIn(text).flatMap((word) => (wanted.has(word) ? `${word} at ${address}` : [])),
  );
}

/** A search for a word that is not to be found is answered like one for a word that is nowhere. */
async function expectUnfindable({ server }: QuizScene, cookie: string, words: string[]): Promise<void> {
  const crawler = new Crawler(server.url, cookie);
  const answerTo = async (word: string) =>
    (await crawler.post("/search", `words=${word}`)).text.replaceAll(word, "WORD");
  const nowhere = await answerTo("Zarqzzzz");
  expect(nowhere).toContain("WORD");
  for (const word of words) expect([word, await answerTo(word)]).toEqual([word, nowhere]);
}

async function expectNoLeak(
  scene: QuizScene,
  { learner, cookie }: Awaited<ReturnType<typeof seat>>,
  canaries: Canaries,
): Promise<Found[]> {
  const { due, forbidden } = await judge(scene, learner, canaries);
  const found = await crawlAll(scene, cookie);
  expect(whereIn(found, forbidden)).toEqual([]);
  const missed = due.filter((word) => !found.some(({ text }) => text.includes(word)));
  expect(missed).toEqual([]);
  await expectUnfindable(
    scene,
    cookie,
    forbidden.filter((_, at) => at % 20 === 0),
  );
  return found;
}

test(`a crawler with a learner's session finds no reason, no item that was not drawn and no locked lesson before its time, in ${modules} of the modules`, async () => {
  const scene = await makeCrawlScene();
  const seated = await seat(scene, ada);
  const { db, release } = scene;
  const canaries = canariesIn(release.course);
  const reasons = [...canaries.items.values()].flatMap((item) => item.reasons);
  expect(reasons.length).toBeGreaterThan(100);
  let asked = 0;
  for (const { quiz, lessons } of release.course.modules.slice(0, modules)) {
    if (!quiz) continue;
    const ids = lessons.map(({ id }) => id);
    await readLessons(db, seated.learner, ids, new Date());
    // One attempt that was not passed, and one under way.
    await sit(db, seated.learner, quiz.id, "wrong", new Date());
    const attempt = await open(db, seated.learner, quiz.id, new Date());
    await answer(db, seated.learner, attempt, "wrong", new Date());
    asked += (await expectNoLeak(scene, seated, canaries)).length;
    await sit(db, seated.learner, quiz.id, "right", new Date());
    for (const { id: vignetteId } of lessons.flatMap(({ vignettes }) => vignettes)) {
      await finishVignette(db, { ...seated.learner, vignetteId, steps: [], url, now: new Date() });
    }
    const after = await expectNoLeak(scene, seated, canaries);
    // The same crawler finds reasons once they may be read, so that it can find them.
    const shown = whereIn(
      after,
      [...canaries.items.values()].flatMap((item) => item.reasons),
    );
    expect(shown.length).toBeGreaterThan(10);
    asked += after.length;
  }
  console.info(`${asked} answers looked through`);
}, 1_800_000);

test("a check that is answered explains what was chosen and what fits, and nothing else", async () => {
  const scene = await makeCrawlScene();
  const { learner, cookie } = await seat(scene, ada);
  const crawler = new Crawler(scene.server.url, cookie);
  const [module] = scene.release.course.modules;
  const canaries = canariesIn(scene.release.course);
  let answered = 0;
  for (const { id } of module?.lessons ?? []) {
    for (const [check, choices] of (canaries.lessons.get(id)?.checks ?? []).entries()) {
      for (const [chosen] of choices.entries()) {
        const address = `/learn/${learner.enrolment.courseId}/lesson/${id}`;
        const { text } = await crawler.post(address, `intent=check&check=${check}&choice=${chosen}`);
        const explained = choices.filter(({ right }, at) => right || at === chosen).flatMap(({ reasons }) => reasons);
        const all = [...canaries.lessons.values()].flatMap(({ checks }) =>
          checks.flat(2).flatMap(({ reasons }) => reasons),
        );
        expect(
          wordsIn(text)
            .filter((word) => all.includes(word))
            .sort(),
        ).toEqual(explained.sort());
        answered += 1;
      }
    }
  }
  expect(answered).toBeGreaterThan(10);
}, 120_000);

test("what the browser is given holds no map of its source and no question or reason of the course that ships", () => {
  const [folder] = readCourses("courses");
  const compiled = folder && compileCourse(folder.sources);
  if (!compiled || "faults" in compiled) throw new Error("The course that ships does not compile.");
  const sentences = sentencesOf(compiled.course);
  expect(sentences.length).toBeGreaterThan(200);
  const files = filesOfBuild();
  expect(files.filter((file) => /\.map(\.(br|gz))?$/.test(file))).toEqual([]);
  const scripts = files.filter((file) => /\.(js|css|json|html|txt|svg)$/.test(file));
  expect(scripts.length).toBeGreaterThan(10);
  for (const file of scripts) {
    const text = readFileSync(join("build/client", file), "utf8");
    expect([file, /sourceMappingURL/.test(text)]).toEqual([file, false]);
    expect([file, sentences.filter((sentence) => text.includes(sentence))]).toEqual([file, []]);
  }
});
