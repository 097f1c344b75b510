import { type Browser, type BrowserContext, expect, type Page, test } from "@playwright/test";
import { type RunningServer, startServer } from "#tests/support/server.ts";
import { courseOf, firstRun, pointer } from "./journey.ts";

let server: RunningServer;
let cookies: Awaited<ReturnType<BrowserContext["cookies"]>>;
let prompt: string;
let lesson: string;

test.beforeAll(async ({ browser }) => {
  server = await startServer();
  const page = await browser.newPage({ baseURL: server.url });
  await firstRun(page, server, pointer());
  const course = await courseOf(server);
  await page.goto(`/learn/${course.id}`);
  await page.getByRole("button", { name: "Join this course" }).click();
  await page.waitForURL("**/learn");
  const found = course.modules.flatMap(({ lessons }) => lessons).find(({ reflections }) => reflections.length > 0);
  lesson = `/learn/${course.id}/lesson/${found?.id}`;
  prompt = `/learn/${course.id}/reflection/${found?.reflections[0]?.id}`;
  cookies = await page.context().cookies();
  await page.close();
});

test.afterAll(async () => {
  await server.stop();
});

test("UX 8: when the server is killed while one types, at most two seconds of text are lost", async ({ browser }) => {
  const page = await opened(await context(browser), prompt);
  await expect(page.getByText("Only you can read this.")).toBeVisible();
  await expect(page.getByText("Do not write about a real client")).toBeVisible();
  const typed: { at: number; length: number }[] = [];
  let text = "";
  const field = page.getByLabel("Your text");
  for (let word = 1; word <= 40; word++) {
    text += `word${word} `;
    await field.pressSequentially(`word${word} `, { delay: 12 });
    typed.push({ at: Date.now(), length: text.length });
  }
  const killed = Date.now();
  await server.kill();
  await field.pressSequentially("and what comes after ");
  await expect(page.locator("[data-saved]")).toContainText("Not saved yet", { timeout: 15_000 });
  await server.resume();
  const after = await opened(await context(browser), prompt);
  const kept = await after.getByLabel("Your text").inputValue();
  const due = typed.filter(({ at }) => at < killed - 2_000).at(-1)?.length ?? 0;
  expect(kept.length).toBeGreaterThanOrEqual(due);
  expect(due).toBeGreaterThan(50);
  // Nothing else than what was typed: the other window may already have sent its rest to the server that came back.
  expect(`${text}and what comes after `.startsWith(kept)).toBe(true);
  // What the other window still holds is sent once there is a server again.
  await expect(page.locator("[data-saved]")).toHaveText(/^Saved \d\d:\d\d$/, { timeout: 15_000 });
  await after.reload();
  expect(await after.getByLabel("Your text").inputValue()).toBe(`${text}and what comes after `);
});

test("two windows on one text are both told, and the later one undoes nothing", async ({ browser }) => {
  const both = await context(browser);
  const first = await opened(both, prompt);
  const saved = first.waitForResponse((response) => response.url().includes("/writing?prompt="));
  await first.getByLabel("Your text").fill("From the first window.");
  await saved;
  const second = await opened(both, prompt);
  for (const page of [first, second])
    await expect(page.locator("[data-saved]")).toContainText("open in another window");
  await second.getByLabel("Your text").fill("From the second window.");
  await expect(second.locator("[data-saved]")).toHaveText(/^Saved/);
  await first.getByLabel("Your text").fill("From the first window, later.");
  await expect(first.locator("[data-saved]")).toContainText("changed in another window");
  await first.getByRole("button", { name: "Save" }).click();
  await expect(first.getByText("From the second window.")).toBeVisible();
  await expect(first.getByLabel("Your text")).toHaveValue("From the first window, later.");
});

test("Save without a connection keeps the words on the page, and they are saved when it is back", async ({
  browser,
}) => {
  const page = await opened(await context(browser), prompt);
  const field = page.getByLabel("Your text");
  const region = page.locator("[data-saved]");
  await page.context().setOffline(true);
  await field.fill("Said without a connection.");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(region).toContainText("Not saved yet");
  await expect(field).toHaveValue("Said without a connection.");
  await page.context().setOffline(false);
  await expect(region).toHaveText(/^Saved/);
  const answered = page.waitForEvent("load");
  await page.getByRole("button", { name: "Save" }).click();
  await answered;
  await page.reload();
  await expect(field).toHaveValue("Said without a connection.");
});

test("hints stay on the device, and stop nothing", async ({ browser }) => {
  const page = await opened(await context(browser), prompt);
  const hints = page.locator("[data-identifiers]");
  await page.getByLabel("Your text").fill("I was tired, and I knew why.");
  await expect(hints).toBeHidden();
  const sent: string[] = [];
  page.on("request", (request) => sent.push(request.url()));
  await page.getByLabel("Your text").fill("My client Anna, anna@mail.example, was tired.");
  await expect(hints.getByText("It looks as if there is a name.")).toBeVisible();
  await expect(hints.getByText("an e-mail address")).toBeVisible();
  await expect(hints.getByText("telephone")).toBeHidden();
  await expect(page.locator("[data-saved]")).toHaveText(/^Saved/);
  await page.waitForTimeout(500);
  expect(sent.filter((address) => !address.includes("/writing?prompt="))).toEqual([]);
});

test("a text that is too long is not sent and not lost", async ({ browser }) => {
  const page = await opened(await context(browser), prompt);
  const long = "Much of it. ".repeat(2_000);
  await page.getByLabel("Your text").fill(long);
  await expect(page.locator("[data-saved]")).toContainText("longer than 20,000");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Your text")).toHaveValue(long);
});

test("UX 14: a term is searched, its place opened and bookmarked, and the bookmark found, in five clicks", async ({
  browser,
}) => {
  const page = await opened(await context(browser), "/learn");
  const hands = pointer();
  await hands.press(page.getByRole("link", { name: "Search" }));
  await hands.write(page.getByLabel("What are you looking for?"), "offence word rank");
  await hands.press(page.getByRole("button", { name: "Search" }));
  await hands.press(page.locator("main a[href*='#h-']").first());
  const anchor = new URL(page.url()).hash.slice(1);
  await hands.press(page.locator(`.place button[value="${anchor}"]`));
  await hands.press(page.getByRole("link", { name: "See all" }));
  await expect(page.locator(`.kept-places a[href$="#${anchor}"]`)).toBeVisible();
  expect(hands.clicks()).toBeLessThanOrEqual(5);
});

test("UX 15: what one wrote is exported and deleted in four clicks, and the file opens", async ({ browser }) => {
  const page = await opened(await context(browser), "/account");
  const hands = pointer();
  await hands.press(page.getByRole("link", { name: "Your notes and bookmarks" }));
  const downloading = page.waitForEvent("download");
  await hands.press(page.getByRole("link", { name: "Download all of it" }));
  const file = await downloading;
  expect(file.suggestedFilename()).toMatch(/^writing-\d{4}-\d\d-\d\d\.md$/);
  await hands.press(page.getByText("Delete everything", { exact: true }));
  await hands.press(page.getByRole("button", { name: "Delete everything now" }));
  await expect(page.getByText("Everything is deleted")).toBeVisible();
  await expect(page.getByText("Nothing written yet")).toBeVisible();
  expect(hands.clicks()).toBeLessThanOrEqual(4);
});

test("a lesson keeps its places quiet in print, and its prompt leads to a page of one's own and back", async ({
  browser,
}) => {
  const page = await opened(await context(browser), lesson);
  await page.getByRole("link", { name: "Write on this" }).click();
  await expect(page).toHaveURL(new RegExp(`${prompt}$`));
  await expect(page).toHaveTitle("Reflection · Learning");
  await page.getByRole("link", { name: "Back to the lesson" }).click();
  await expect(page).toHaveURL(/#reflection_1$/);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".place").first()).toBeHidden();
});

async function context(browser: Browser): Promise<BrowserContext> {
  const made = await browser.newContext({ baseURL: server.url });
  await made.addCookies(cookies);
  return made;
}

async function opened(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address);
  return page;
}
