import { type Browser, type BrowserContextOptions, expect, type Page, test } from "@playwright/test";
import type { Release } from "#app/domain/course.ts";
import { findViolations } from "#tests/support/axe.ts";
import { furnish, password } from "#tests/support/practice.ts";
import { type RunningServer, startServer } from "#tests/support/server.ts";
import { keyboard, pointer } from "./journey.ts";

/** Quizzes as people sit them: on two devices, without a connection, in two windows, by keyboard, without script. */
let server: RunningServer;
let release: Release;

const people = ["ada", "bo", "cleo", "dee", "eve", "fay"] as const;
type Person = (typeof people)[number];

test.beforeAll(async () => {
  server = await startServer();
  const emails = people.map((name) => `${name}@practice.example`);
  release = await furnish(server, emails);
});

test.afterAll(async () => {
  await server.stop();
});

test("a quiz begun on one device goes on at the same question on another, with every answer", async ({ browser }) => {
  const first = await onDevice(browser, "ada");
  await begin(first);
  for (const item of [1, 2]) await answerAndGoOn(first, item);
  await expect(item(first)).toHaveAttribute("data-item", "3");

  const second = await onDevice(browser, "ada");
  const hands = pointer();
  await second.goto("/learn");
  await hands.press(second.getByRole("link", { name: "Continue", exact: true }));
  await second.waitForURL("**/attempt/**");
  expect(hands.clicks()).toBeLessThanOrEqual(2);
  await expect(item(second)).toHaveAttribute("data-item", "3");
  await expect(second.locator(".items a.answered")).toHaveCount(2);

  // Without a connection, in the middle: answered, said, closed, and sent from another page once it is back.
  await second.context().setOffline(true);
  for (const number of [3, 4]) await answerAndGoOn(second, number);
  await expect(second.locator("[data-saved]")).toContainText("2 answers wait for a connection");
  const context = second.context();
  await isClean(second);
  expect(await kept(second)).toMatch(/choice-3=\d/);
  expect(await kept(second)).not.toMatch(/[a-z]{3,} [a-z]{3,}/i);
  await second.close();
  await context.setOffline(false);
  const reopened = await context.newPage();
  await reopened.goto("/learn");
  await expect(reopened.locator("[data-waiting]")).toContainText(
    "Everything that waited in this browser has been sent",
  );
  expect(await kept(reopened)).toBe("");
  await first.reload();
  await expect(first.locator(".items a.answered")).toHaveCount(4);

  // Meanwhile another device answered: the later answer stands, the person is told, and what was chosen stays.
  await first.goto(attemptOf(first));
  await expect(item(first)).toHaveAttribute("data-item", "5");
  await reopened.goto(attemptOf(first));
  await context.setOffline(true);
  await choose(reopened, 0);
  await expect(reopened.locator("[data-saved]")).toContainText("1 answer waits");
  await choose(first, 1);
  await expect.poll(() => kept(first)).toBe("");
  await context.setOffline(false);
  await expect(reopened.locator("[data-saved]")).toContainText("was changed in another window");
  const standing = await wordsOf(first, 1);
  await expect(reopened.locator("[data-saved]")).toContainText(standing);
  await expectChosen(reopened, 0);
  await isClean(reopened);
  await first.reload();
  await first.goto(`${attemptOf(first)}?item=5`);
  await expectChosen(first, 1);
  // To keep one's own after all is one press.
  await item(reopened).getByRole("button", { name: "Save and continue" }).click();
  await expect(item(reopened)).toHaveAttribute("data-item", "6");
  await expect.poll(() => kept(reopened)).toBe("");
  await first.reload();
  await expectChosen(first, 0);
});

test("by keyboard at 320 px: checked, changed, sent once, and told what to read and what is left", async ({
  browser,
}) => {
  const page = await onDevice(browser, "bo", { viewport: { width: 320, height: 700 } });
  await begin(page);
  await isClean(page);
  const keys = keyboard(page);
  const of = await page.locator("section[data-item]").count();
  const withChoices = page.locator("section[data-item]").filter({ has: page.locator("label.choice") });
  const ofChoices = (await withChoices.first().getAttribute("data-item")) ?? "";
  for (let number = 1; number <= of; number++) {
    await expect(item(page)).toHaveAttribute("data-item", String(number));
    const rows = await item(page).locator("select").all();
    for (const [at, row] of rows.entries()) await keys.pick(row, String(at + 1));
    if (rows.length === 0) await keys.choose(item(page).locator("label.choice input").last());
    await keys.press(item(page).getByRole("button", { name: "Save and continue" }));
  }
  await page.waitForURL("**/review");
  await isClean(page);

  // Task 6: an answer is changed from here in three clicks, and none is lost.
  const hands = pointer();
  await hands.press(page.getByRole("link", { name: new RegExp(`Change.*Question ${ofChoices} of`) }));
  await expect(item(page)).toHaveAttribute("data-item", ofChoices);
  await hands.choose(item(page).locator("label.choice input").first());
  await expect(page.locator("[data-saved]")).toHaveText(/^Saved/);
  await hands.press(page.getByRole("link", { name: "Check your answers" }));
  await page.waitForURL("**/review");
  expect(hands.clicks()).toBeLessThanOrEqual(3);
  await expect(page.getByText("no answer yet")).toHaveCount(0);

  const send = page.getByRole("button", { name: "Send my answers" });
  await send.dblclick();
  await page.waitForURL("**/outcome");
  await isClean(page);
  // Task 7: one page says the score, what to read and what is left; another attempt is two clicks away.
  await expect(page.getByRole("heading", { name: "Not yet" })).toBeVisible();
  await expect(page.getByText(/\d of \d+ points/)).toBeVisible();
  await expect(page.getByText("You have 2 attempts left.")).toBeVisible();
  expect(await page.locator("main a[href*='/lesson/']").count()).toBeGreaterThan(0);
  const again = pointer();
  await again.press(page.getByRole("link", { name: "To the quiz" }));
  await isClean(page);
  await again.press(page.getByRole("button", { name: "Begin another attempt" }));
  await page.waitForURL("**/attempt/**");
  expect(again.clicks()).toBeLessThanOrEqual(2);
});

test("an answer that was kept though its reply was lost does not stand in the way of the next one", async ({
  browser,
}) => {
  const page = await onDevice(browser, "fay");
  await begin(page);
  let lost = 0;
  await page.route("**/answer", async (route) => {
    lost += 1;
    await route.fetch();
    await route.abort();
  });
  await choose(page, 0);
  await expect(page.locator("[data-saved]")).toContainText("1 answer waits");
  await page.unroute("**/answer");
  await choose(page, 2);
  await expect(page.locator("[data-saved]")).toHaveText(/^Saved/);
  expect(lost).toBeGreaterThan(0);
  await page.goto(`${attemptOf(page)}?item=1`);
  await expectChosen(page, 2);
  expect(await kept(page)).toBe("");
});

test("what is sent in one window is told in the other at its next answer", async ({ browser }) => {
  const page = await onDevice(browser, "cleo");
  await begin(page);
  const other = await page.context().newPage();
  await other.goto(attemptOf(page));
  const of = await page.locator("section[data-item]").count();
  for (let number = 1; number <= of; number++) await answerAndGoOn(page, number);
  await page.waitForURL("**/review");
  await page.getByRole("button", { name: "Send my answers" }).click();
  await page.waitForURL("**/outcome");
  await choose(other, 2);
  await expect(other.locator("[data-saved]")).toContainText("has been sent");
  await isClean(other);
  await other.locator("[data-saved] a").click();
  await other.waitForURL("**/outcome");
});

test("without JavaScript at 320 px a quiz is sat from page to page, and two windows are told too", async ({
  browser,
}) => {
  const page = await onDevice(browser, "dee", { javaScriptEnabled: false, viewport: { width: 320, height: 700 } });
  await begin(page);
  const other = await page.context().newPage();
  await other.goto(`${attemptOf(page)}?item=1`);
  const of = await page.locator("section[data-item]").count();
  for (let number = 1; number <= of; number++) await answerAndGoOn(page, number);
  await page.waitForURL("**/review");
  await choose(other, 2);
  await item(other).getByRole("button", { name: "Save and continue" }).click();
  await expect(other.getByText("What is saved now:")).toBeVisible();
  await expectChosen(other, 2);
  await page.getByRole("button", { name: "Send my answers" }).click();
  await page.waitForURL("**/outcome");
  await item(other).getByRole("button", { name: "Save and continue" }).click();
  await expect(other.getByRole("heading", { name: "Already sent" })).toBeVisible();
});

test("a lesson marked read without a connection waits, sign-out asks first, and another person forgets it", async ({
  browser,
}) => {
  const page = await onDevice(browser, "eve");
  const lesson = `/learn/${release.courseId}/lesson/${release.course.modules[0]?.lessons[0]?.id}`;
  await page.goto(lesson);
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Mark as read" }).click();
  await expect(page.locator("[data-saved]")).toContainText("1 lesson marked as read waits");
  const asked = new Promise<string>((resolve) => {
    page.once("dialog", (dialog) => {
      resolve(dialog.message());
      void dialog.dismiss();
    });
  });
  await page.getByRole("button", { name: "Sign out" }).click();
  expect(await asked).toMatch(/have not been sent yet/);
  await page.context().setOffline(false);
  await page.waitForURL((url) => url.pathname !== lesson);
  await page.goto(lesson);
  await expect(page.getByText("You marked this as read")).toBeVisible();

  await begin(page);
  await page.context().setOffline(true);
  await choose(page, 0);
  await expect(page.locator("[data-saved]")).toContainText("1 answer waits");
  await page.context().clearCookies();
  await page.context().setOffline(false);
  await expect(page.locator("[data-saved]")).toContainText("You are signed out");
  expect(await kept(page)).toContain("choice-1");
  await signIn(page, "cleo");
  await expect.poll(() => kept(page)).toBe("");
});

async function onDevice(browser: Browser, person: Person, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.url, ...options });
  const page = await context.newPage();
  await signIn(page, person);
  return page;
}

async function signIn(page: Page, person: Person): Promise<void> {
  await page.goto("/sign-in");
  await page.locator("#field-email").fill(`${person}@practice.example`);
  await page.locator("#field-password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/learn");
  await page.goto(`/learn/${release.courseId}`);
  const join = page.getByRole("button", { name: "Join this course" });
  if ((await join.count()) > 0) await join.click();
}

async function begin(page: Page): Promise<void> {
  await page.goto(`/learn/${release.courseId}/quiz/${release.course.modules[0]?.quiz?.id}`);
  await page.getByRole("button", { name: "Begin the quiz" }).click();
  await page.waitForURL("**/attempt/**");
}

function item(page: Page) {
  return page.locator("section[data-item]:not([hidden])");
}

/** One of the answers that an item can be given, whatever its kind; each `at` another. */
async function choose(page: Page, at: number): Promise<void> {
  const rows = await item(page).locator("select").all();
  for (const [row, select] of rows.entries()) await select.selectOption(String(((row + at) % rows.length) + 1));
  if (rows.length === 0) await item(page).locator("label.choice input").nth(at).check();
}

async function expectChosen(page: Page, at: number): Promise<void> {
  const rows = item(page).locator("select");
  if ((await rows.count()) === 0) return expect(item(page).locator("label.choice input").nth(at)).toBeChecked();
  await expect(rows.first()).toHaveValue(String((at % (await rows.count())) + 1));
}

/** What is chosen, in the item's own words; of fields of one name, the first's. */
async function wordsOf(page: Page, at: number): Promise<string> {
  const rows = item(page).locator("select");
  if ((await rows.count()) === 0) return (await item(page).locator("label.choice").nth(at).innerText()).trim();
  return rows
    .first()
    .evaluate((select) => (select instanceof HTMLSelectElement ? (select.selectedOptions[0]?.text ?? "") : ""));
}

async function answerAndGoOn(page: Page, number: number): Promise<void> {
  await expect(item(page)).toHaveAttribute("data-item", String(number));
  await choose(page, 1);
  await item(page).getByRole("button", { name: "Save and continue" }).click();
}

function attemptOf(page: Page): string {
  return new URL(page.url()).pathname;
}

/** All that the browser keeps of us. */
function kept(page: Page): Promise<string> {
  return page.evaluate(() => Object.entries(localStorage).flat().join("\n"));
}

async function isClean(page: Page): Promise<void> {
  expect(await findViolations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
}
