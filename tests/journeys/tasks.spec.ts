import { type Browser, expect, type Page, test } from "@playwright/test";
import { type RunningServer, startServer } from "#tests/support/server.ts";
import { firstRun, pointer } from "./journey.ts";

/** The tasks that a therapist does most, within their clicks. */
let server: RunningServer;
const invitations: Record<string, string> = {};
const password = "heron gantry marzipan dusk";

test.beforeAll(async ({ browser }) => {
  server = await startServer();
  const page = await browser.newPage({ baseURL: server.url });
  await firstRun(page, server, pointer());
  for (const name of ["tess", "uma"]) {
    await page.goto("/admin/people");
    await page.locator("#field-email").fill(`${name}@practice.example`);
    await page.locator("#field-name").fill("Tess Okafor");
    await page.getByRole("button", { name: "Make an invitation" }).click();
    invitations[name] = await page.locator("#field-link").inputValue();
  }
  await page.close();
});

test.afterAll(async () => {
  await server.stop();
});

/** Task 1; answers with the page on the first lesson. */
async function acceptAndReachALesson(browser: Browser, name: "tess" | "uma", javaScriptEnabled = true) {
  const page = await browser.newPage({ baseURL: server.url, javaScriptEnabled });
  const hands = pointer();
  await page.goto(invitations[name] ?? "");
  expect(await page.locator("input[type=password]").count()).toBe(1);
  await page.locator("#field-password").fill(password);
  await hands.press(page.getByRole("button", { name: "Accept" }));
  await page.waitForURL("**/learn");
  await hands.press(page.getByRole("link", { name: "See what it covers" }));
  await hands.press(page.getByRole("button", { name: "Join this course" }));
  await page.waitForURL("**/learn");
  await hands.press(page.getByRole("link", { name: "Continue" }));
  await page.waitForURL("**/lesson/**");
  return { page, clicks: hands.clicks() };
}

async function isInView(page: Page, name: string): Promise<boolean> {
  const box = await page.getByRole("link", { name }).first().boundingBox();
  const height = page.viewportSize()?.height ?? 0;
  return box !== null && box.y >= 0 && box.y + box.height <= height;
}

test("an invitation leads to the first lesson in five clicks; what is next is seen without scrolling; reading goes on where it stopped; a check explains at once", async ({
  browser,
}) => {
  const { page, clicks } = await acceptAndReachALesson(browser, "tess");
  expect(clicks).toBeLessThanOrEqual(5);

  // Task 5: an answer and its reason within two clicks and 200 ms of the server's answer.
  const check = page.locator("#check_1");
  const hands = pointer();
  await hands.choose(check.getByRole("radio").first());
  await hands.press(check.getByRole("button", { name: "Check my answer" }));
  await expect(check.locator(".check-result")).not.toBeEmpty();
  await expect(page.locator("body > [role=status]")).not.toBeEmpty();
  expect(hands.clicks()).toBeLessThanOrEqual(2);

  // Task 3: back to the same heading in one click.
  const heading = page.locator(".prose h2[id]").nth(1);
  const id = await heading.getAttribute("id");
  const lesson = page.url();
  await expect(async () => {
    await page.goto(lesson);
    await heading.evaluate((element) => element.scrollIntoView());
    await page.goto("/learn");
    const link = page.getByRole("link", { name: "Continue" }).first();
    await expect(link).toHaveAttribute("href", new RegExp(`#${id}$`), { timeout: 500 });
  }).toPass();

  // Task 2: nothing to click, nothing to scroll.
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto("/learn");
    expect(await isInView(page, "Continue")).toBe(true);
  }
  await page.getByRole("link", { name: "Continue" }).first().click();
  await expect(page.locator(`[id="${id}"]`)).toBeInViewport();
});

test("without JavaScript Continue opens the first lesson that is not marked read", async ({ browser }) => {
  const { page } = await acceptAndReachALesson(browser, "uma", false);
  const opened = page.url();
  await page.getByRole("button", { name: "Mark as read" }).click();
  await page.goto("/learn");
  await page.getByRole("link", { name: "Continue" }).first().click();
  expect(page.url().replace(/#.*/, "")).not.toBe(opened.replace(/#.*/, ""));
  await expect(page.getByRole("button", { name: "Mark as read" })).toBeVisible();
});
