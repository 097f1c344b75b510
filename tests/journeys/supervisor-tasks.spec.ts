import { join } from "node:path";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { assign } from "#app/domain/assignment.ts";
import { enrol } from "#app/domain/enrolment.ts";
import { findText, saveText } from "#app/domain/private-text.ts";
import { newId } from "#app/platform/chance.ts";
import { openKeyStore } from "#app/platform/keys.ts";
import { type Db, openDatabase } from "#db/open.ts";
import { publishSmall } from "#tests/support/cast.ts";
import { smallRelease, withPrompt } from "#tests/support/course.ts";
import { openMailServer, type Received } from "#tests/support/open-mail-server.ts";
import { addMember, goodPassword } from "#tests/support/people.ts";
import { beginPractice } from "#tests/support/practice.ts";
import { type RunningServer, startServer } from "#tests/support/server.ts";
import { formTeam } from "#tests/support/team.ts";
import { pointer } from "./journey.ts";

/** Tasks 11 and 17 to 21: what a supervisor comes for, and who is told; each within its clicks. */
let server: RunningServer;
let mail: Awaited<ReturnType<typeof openMailServer>>;
const letters: Received[] = [];
const now = new Date();
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);
const dayOf = (days: number) => inDays(days).toISOString().slice(0, 10);
const written = "What I heard in the heron room";
let course: string;
let text: string;

test.beforeAll(async () => {
  mail = await openMailServer((letter) => void letters.push(letter));
  server = await startServer({ env: { ATTUNE_COURSES: "tests/fixtures/courses", ATTUNE_MAIL: mail.url } });
  const { db, close } = openDatabase(server.databaseUrl);
  await beginPractice(db, now);
  await furnish(db);
  await close();
});

test.afterAll(async () => {
  await server.stop();
  mail.close();
});

/** A team of two, one of whom is late; and one in another team, whom this supervisor does not see. */
async function furnish(db: Db): Promise<void> {
  const release = await publishSmall(db, smallRelease(withPrompt("lesson11", "prompt01")));
  course = release.courseId;
  const admin = await addMember(db, "Cleo Marsh", ["administrator"]);
  const supervisor = await addMember(db, "Sunita Rao", ["supervisor"]);
  const [tess, ben, stranger] = [
    await addMember(db, "Tess Okafor"),
    await addMember(db, "Ben Ito"),
    await addMember(db, "Zoe Quill"),
  ];
  await formTeam(db, { members: [tess.id, ben.id], supervisors: [supervisor.id] });
  await formTeam(db, { name: "Oak Lane", members: [stranger.id] });
  const asked = { actor: admin, courseId: course, key: newId(), now: inDays(-9) };
  const people = [tess.id, stranger.id];
  await assign(db, { ...asked, to: { people }, due: { kind: "day", on: dayOf(-2) } });
  const enrolled = await enrol(db, { personId: tess.id, courseId: course, now: inDays(-8) });
  if ("refused" in enrolled) throw new Error("Not enrolled.");
  const subject = { kind: "reflection", courseId: course, subjectId: "prompt01", anchor: "" } as const;
  const at = { enrolmentId: enrolled.enrolment.id, lessonId: "lesson11", anchor: null };
  const of = { seals: openKeyStore(join(server.dataFolder, "keys")), personId: tess.id, subject };
  await saveText(db, { ...of, text: written, basis: { version: 0, page: newId(), turn: 1 }, at, now });
  text = (await findText(db, of))?.id ?? "";
}

async function signIn(browser: Browser, name: string): Promise<Page> {
  const page = await browser.newPage({ baseURL: server.url });
  await page.goto("/sign-in");
  await page.locator("#field-email").fill(`${name}@practice.example`);
  await page.locator("#field-password").fill(goodPassword);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  return page;
}

test("task 17: who is behind, and on which course, is one click away, in a sentence; the whole list can be put in order", async ({
  browser,
}) => {
  const page = await signIn(browser, "sunita");
  const hands = pointer();
  await hands.press(page.getByRole("link", { name: "Team today" }));
  await expect(page.getByText("1 of 2 people needs help now: 1 overdue.")).toBeVisible();
  const late = page.getByRole("row", { name: /Tess Okafor/ });
  await expect(late).toContainText("Overdue");
  await expect(late).toContainText("Practice course");
  await expect(page.getByText("Zoe Quill")).toHaveCount(0);
  expect(hands.clicks()).toBeLessThanOrEqual(1);
  await page.goto("/team?show=help");
  await page.getByRole("link", { name: "By name" }).click();
  await expect(page).toHaveURL(/order=name/);
});

const pasted = [
  ...Array.from({ length: 9 }, (_, at) => `colleague${at}@practice.example`),
  "not an address",
  "also@wrong@practice.example",
  "Colleague0@practice.example",
].join("\n");

test("task 18: twelve are invited from a pasted list in four clicks; nine letters go out, three lines are explained and stand to be mended", async ({
  browser,
}) => {
  const page = await signIn(browser, "sunita");
  letters.length = 0;
  const hands = pointer();
  await hands.press(page.getByRole("link", { name: "Invite", exact: true }));
  await hands.press(page.getByRole("link", { name: "Invite many" }));
  await hands.write(page.locator("#field-list"), pasted);
  await hands.press(page.getByRole("button", { name: "See what it would do" }));
  await hands.press(page.getByRole("button", { name: "Invite 9 people" }));
  await expect(page.getByText("9 people are invited.")).toBeVisible();
  expect(hands.clicks()).toBeLessThanOrEqual(4);
  const refused = page.locator("section", { has: page.getByRole("heading", { name: "Not taken" }) });
  await expect(refused.getByRole("row")).toHaveCount(4);
  await expect(page.locator("#field-list")).toHaveValue(pasted.split("\n").slice(9).join("\n"));
  await expect.poll(() => new Set(letters.map(({ to }) => to)).size, { timeout: 30_000 }).toBe(9);
  expect(letters).toHaveLength(9);
});

test("task 19: a course is assigned to the team with a date, and undone, in five clicks; no letter has left", async ({
  browser,
}) => {
  const page = await signIn(browser, "sunita");
  const before = letters.length;
  await page.goto("/team");
  const hands = pointer();
  await hands.press(page.getByRole("link", { name: "Assign a course to this team" }));
  await expect(page.getByRole("radio", { name: /A team/ })).toBeChecked();
  await hands.choose(page.getByRole("radio", { name: "On a day" }));
  await hands.write(page.locator("#field-on"), dayOf(30));
  await hands.press(page.getByRole("button", { name: "Assign", exact: true }));
  await expect(page.getByText("Assigned.")).toBeVisible();
  await expect(page.getByRole("row", { name: /Team: Elm Row/ })).toBeVisible();
  const began = Date.now();
  await hands.press(page.getByRole("button", { name: "Undo" }));
  await expect(page.getByText("The assignment has ended.")).toBeVisible();
  expect(Date.now() - began).toBeLessThan(10_000);
  expect(hands.clicks()).toBeLessThanOrEqual(5);
  await page.goto("/team/assign");
  await expect(page.getByRole("row", { name: /Team: Elm Row/ })).toHaveCount(0);
  expect(letters).toHaveLength(before);
});

test("task 20: the figures of the own team as CSV are two clicks from Team today", async ({ browser }) => {
  const page = await signIn(browser, "sunita");
  await page.goto("/team");
  const hands = pointer();
  await hands.press(page.getByRole("link", { name: "Everyone, course by course" }));
  const saving = page.waitForEvent("download");
  await hands.press(page.getByRole("link", { name: "Download as CSV" }));
  const file = await (await saving).createReadStream();
  let csv = "";
  for await (const part of file) csv += part;
  expect(hands.clicks()).toBeLessThanOrEqual(2);
  const [heading, ...lines] = csv
    .replace(/^\uFEFF/, "")
    .trim()
    .split(/\r?\n/);
  expect(heading).toBe("name,email,team,course,release,assigned_on,due_on,status,completed_on,hours,record_code");
  expect(lines.every((line) => line.includes(",Elm Row,"))).toBe(true);
  expect(lines.filter((line) => /^Tess Okafor,tess@practice\.example,.*,Overdue,,,$/.test(line))).toHaveLength(1);
});

test("task 21: a supervisor finds no way to a reflection: no link, a 404, and a page that says what they see", async ({
  browser,
}) => {
  const page = await signIn(browser, "sunita");
  await page.goto("/team");
  await expect(page.getByText("a reflection is here only if its writer shared it with you")).toBeVisible();
  await page.getByRole("link", { name: "Tess Okafor" }).first().click();
  await expect(page.getByText("Nothing else that they write can be read by anybody but themselves")).toBeVisible();
  expect(await page.content()).not.toContain(written);
  expect(text).not.toBe("");
  for (const address of [`/account/writing/${text}`, `/team/shared/${text}`, `/learn/${course}/reflection/prompt01`]) {
    expect([address, (await page.goto(address))?.status()]).toEqual([address, 404]);
  }
});

test("task 11: who can see and who has looked is two clicks from any page", async ({ browser }) => {
  const page = await signIn(browser, "tess");
  for (const address of ["/learn", `/learn/${course}/lesson/lesson11`, "/records"]) {
    await page.goto(address);
    const hands = pointer();
    await hands.press(page.getByRole("link", { name: "Your account" }));
    await hands.press(page.getByRole("link", { name: "What my supervisor sees, and who has looked" }));
    await expect(page.getByText("What Sunita Rao sees", { exact: false }).first()).toBeVisible();
    await expect(page.getByRole("heading", { name: "Who has looked" })).toBeVisible();
    expect(hands.clicks()).toBeLessThanOrEqual(2);
  }
});
