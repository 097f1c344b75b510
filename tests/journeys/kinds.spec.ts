import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, expect, type Locator, type Page, test } from "@playwright/test";
import { findViolations } from "#tests/support/axe.ts";
import { furnish, password } from "#tests/support/practice.ts";
import { type RunningServer, startServer } from "#tests/support/server.ts";
import { shortCourse, withEveryKind } from "#tests/support/short-course.ts";

/** Questions that are answered by selects, and a self-assessment, as people work them. */
let server: RunningServer;
let courses: string;
let at: { course: string; lesson: string; quiz: string };

test.beforeAll(async () => {
  courses = shortCourse();
  const quiz = join(courses, "affirming-care/01-orientation/quiz.md");
  writeFileSync(quiz, withEveryKind(readFileSync(quiz, "utf8")));
  server = await startServer({ env: { ATTUNE_COURSES: courses } });
  const { course } = await furnish(server, ["ada@practice.example", "bo@practice.example", "cy@practice.example"]);
  const [module] = course.modules;
  const lesson = module?.lessons.find(({ body }) => JSON.stringify(body).includes('"self-assessment"'));
  const address = `${server.url}/learn/${course.id}`;
  at = { course: address, lesson: `${address}/lesson/${lesson?.id}`, quiz: `${address}/quiz/${module?.quiz?.id}` };
});

test.afterAll(async () => {
  await server.stop();
});

test("two steps with one number are told at once and not saved; with a number each they are", async ({ browser }) => {
  const page = await openAttempt(browser, "ada@practice.example");
  const steps = await toItem(page, ".rows-numbers");
  await steps.nth(0).selectOption("2");
  await expect(page.locator("[data-saved]")).toHaveText(/^Saved/);
  const sent = countPosts(page);
  await steps.nth(1).selectOption("2");
  await expect(shown(page).locator(".error")).toContainText("Two steps have the same number");
  await expect(page.locator("body > [role=status]")).toContainText("Two steps have the same number");
  for (const wrong of [0, 1]) await expect(steps.nth(wrong)).toHaveAttribute("aria-invalid", "true");
  await expectClean(page);
  const here = page.url();
  await shown(page).getByRole("button", { name: "Save and continue" }).click();
  await expect(steps.nth(0)).toBeFocused();
  expect(page.url()).toBe(here);
  expect(sent()).toBe(0);

  await steps.nth(1).selectOption("1");
  await expect(shown(page).locator(".error")).toBeHidden();
  await expect.poll(sent).toBe(1);
  await page.reload();
  for (const [row, value] of ["2", "1", ""].entries()) await expect(steps.nth(row)).toHaveValue(value);
});

test("without script the same is refused on the page, and what was chosen stands", async ({ browser }) => {
  const page = await openAttempt(browser, "bo@practice.example", { javaScriptEnabled: false });
  const steps = await toItem(page, ".rows-numbers");
  await steps.nth(1).selectOption("3");
  await steps.nth(2).selectOption("3");
  await shown(page).getByRole("button", { name: "Save and continue" }).click();
  await expect(page.getByRole("alert")).toContainText("Two steps have the same number");
  for (const [row, value] of ["", "3", "3"].entries()) await expect(steps.nth(row)).toHaveValue(value);
  await steps.nth(2).selectOption("");
  await shown(page).getByRole("button", { name: "Save and continue" }).click();
  await page.goto(`${page.url().replace(/\?.*/, "")}/review`);
  await expect(page.getByText("Not finished yet")).toBeVisible();
});

test("a matching item is answered by keyboard at 320 px, marked in the list when it is whole, and axe is clean", async ({
  browser,
}) => {
  const page = await openAttempt(browser, "cy@practice.example", { viewport: { width: 320, height: 700 } });
  const rows = await toItem(page, ".rows-words");
  const mark = page.locator(".items a[aria-current]");
  const all = await rows.count();
  for (let row = 0; row < all; row++) {
    await expect(mark).not.toHaveClass(/answered/);
    await rows.nth(row).focus();
    for (let press = 0; press <= row; press++) await page.keyboard.press("ArrowDown");
    await expect(rows.nth(row)).toHaveValue(String(row + 1));
  }
  await expect(mark).toHaveClass(/answered/);
  await expect(page.locator("[data-saved]")).toHaveText(/^Saved/);
  await expectClean(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test("a self-assessment is counted on the page, says where the points lie, and sends nothing", async ({ browser }) => {
  const page = await signedIn(browser, "ada@practice.example");
  await page.goto(at.lesson);
  const own = page.locator("[data-self-assessment]");
  await expect(own.locator("[data-how]")).toBeHidden();
  const sent: string[] = [];
  page.on("request", (request) => sent.push(request.url()));
  const scales = own.locator("fieldset");
  const all = await scales.count();
  for (let scale = 0; scale < all; scale++) await scales.nth(scale).getByRole("radio").nth(1).check();
  await expect(own.locator("[data-sum]")).toHaveText(`Your points: ${all} of ${2 * all}.`);
  await expect(own.locator(".guide-applies")).toHaveCount(1);
  await expect(page.locator("body > [role=status]")).toContainText(`Your points: ${all}`);
  await expectClean(page);
  expect(sent).toEqual([]);
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  await page.reload();
  await expect(own.getByRole("radio", { checked: true })).toHaveCount(0);
});

async function signedIn(browser: Browser, email: string, manner: Parameters<Browser["newContext"]>[0] = {}) {
  const page = await (await browser.newContext(manner)).newPage();
  await page.goto(`${server.url}/sign-in`);
  await page.locator("#field-email").fill(email);
  await page.locator("#field-password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/learn");
  await page.goto(at.course);
  const join = page.getByRole("button", { name: "Join this course" });
  if ((await join.count()) > 0) {
    await join.click();
    await page.waitForURL("**/learn");
  }
  return page;
}

async function openAttempt(browser: Browser, email: string, manner: Parameters<Browser["newContext"]>[0] = {}) {
  const page = await signedIn(browser, email, manner);
  await page.goto(at.quiz);
  await page.getByRole("button", { name: "Begin the quiz" }).click();
  await page.waitForURL("**/attempt/**");
  return page;
}

/** Goes to the item that holds such rows; answers with its selects. */
async function toItem(page: Page, rows: string): Promise<Locator> {
  const section = page.locator("section[data-item]").filter({ has: page.locator(rows) });
  const item = await section.getAttribute("data-item");
  await page.goto(`${page.url().replace(/\?.*/, "")}?item=${item}`);
  return shown(page).locator("select");
}

function shown(page: Page): Locator {
  return page.locator("section[data-item]:not([hidden])");
}

function countPosts(page: Page): () => number {
  let sent = 0;
  page.on("request", (request) => {
    if (request.method() === "POST") sent += 1;
  });
  return () => sent;
}

async function expectClean(page: Page): Promise<void> {
  expect(await findViolations(page)).toEqual([]);
}
