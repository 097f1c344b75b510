import { type Browser, expect, type Page, test } from "@playwright/test";
import { type RunningServer, startServer } from "#tests/support/server.ts";
import { answerSomehow, expectAnswered } from "./journey.ts";

/** What the one small script adds to pages that work without it. */
let server: RunningServer;
let cookies: Awaited<ReturnType<ReturnType<Page["context"]>["cookies"]>>;
let course: string;

test.beforeAll(async ({ browser }) => {
  server = await startServer();
  const page = await browser.newPage();
  await page.goto(server.firstRunLink ?? "");
  for (const [field, value] of Object.entries(administrator)) await page.locator(`#field-${field}`).fill(value);
  await page.getByRole("button", { name: "Set up" }).click();
  await page.waitForURL("**/admin/welcome");
  await page.goto(`${server.url}/learn`);
  await page.getByRole("link", { name: "See what it covers" }).click();
  await page.getByRole("button", { name: "Join this course" }).click();
  await page.waitForURL("**/learn");
  await page.getByRole("link", { name: "Continue" }).click();
  await page.waitForURL("**/lesson/**");
  course = new URL(page.url()).pathname.replace(/\/lesson\/.*/, "");
  cookies = await page.context().cookies();
  await page.close();
});

test.afterAll(async () => {
  await server.stop();
});

const administrator = {
  practice: "Elm Row Counselling",
  contact: "office@practice.example",
  name: "Morgan Reyes",
  email: "admin@practice.example",
  password: "kestrel marzipan gantry oboe",
};

test("a check is answered in place: the focus stays, the result is announced, nothing else moves", async ({
  browser,
}) => {
  const page = await openLesson(browser);
  const check = page.locator("#check_1");
  await check.getByRole("radio").first().check();
  const address = page.url();
  await check.getByRole("button", { name: "Check my answer" }).click();
  await expect(check.locator(".check-result")).not.toBeEmpty();
  await expect(check.getByRole("button", { name: "Check again" })).toBeFocused();
  await expect(page.locator("body > [role=status]")).toHaveText(
    (await check.locator(".check-result").textContent()) ?? "",
  );
  expect(page.url()).toBe(address);
});

test("a check that cannot be sent says so and keeps the choice", async ({ browser }) => {
  const page = await openLesson(browser);
  await page.context().setOffline(true);
  const check = page.locator("#check_1");
  await check.getByRole("radio").first().check();
  await check.getByRole("button", { name: "Check my answer" }).click();
  await expect(check.locator(".check-result")).toContainText("You are offline");
  await expect(check.getByRole("radio").first()).toBeChecked();
});

test("Continue leads back to the heading one read under when the page was left", async ({ browser }) => {
  const page = await openLesson(browser);
  const heading = page.locator(".prose h2[id]").nth(1);
  const id = await heading.getAttribute("id");
  await heading.evaluate((element) => element.scrollIntoView());
  await page.waitForTimeout(300);
  await page.goto(`${server.url}/learn`);
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("link", { name: "Continue" })).toHaveAttribute("href", new RegExp(`#${id}$`), {
      timeout: 500,
    });
  }).toPass();
});

test("answers save themselves within two seconds, go on without a connection, and are all there after it", async ({
  browser,
}) => {
  const page = await openQuiz(browser);
  await answerSomehow(shown(page));
  await expect(page.locator("[data-saved]")).toHaveText(/^Saved \d\d:\d\d$/, { timeout: 2000 });

  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Save and continue" }).click();
  await expect(shown(page).getByText("Question 2 of")).toBeVisible();
  await answerSomehow(shown(page));
  await expect(page.locator("[data-saved]")).toContainText("1 answer waits for a connection");
  await page.context().setOffline(false);
  await expect(page.locator("[data-saved]")).toHaveText(/^Saved/);

  await page.reload();
  await page.goto(page.url().replace(/(\?.*)?$/, "?item=2"));
  await expectAnswered(shown(page));
});

test("a double click on Save and continue answers nothing of the next question", async ({ browser }) => {
  const page = await openQuiz(browser);
  await page.goto(page.url().replace(/(\?.*)?$/, "?item=3"));
  await answerSomehow(shown(page));
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const before = Number(await shown(page).getAttribute("data-item"));
    await shown(page).getByRole("button", { name: "Save and continue" }).dblclick();
    await expect(shown(page)).toHaveAttribute("data-item", String(before + 1));
    expect(await shown(page).locator("input:checked").count()).toBe(0);
    for (const select of await shown(page).locator("select").all()) await expect(select).toHaveValue("");
  }
});

test("a form pressed twice is sent once", async ({ browser }) => {
  const page = await signedIn(browser);
  await page.goto(`${server.url}/account`);
  let sent = 0;
  page.on("request", (request) => {
    if (request.method() === "POST") sent += 1;
  });
  const answered = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("button", { name: "Save", exact: true }).evaluate((button) => {
    if (button instanceof HTMLButtonElement) for (const _ of [1, 2, 3]) button.click();
  });
  await answered;
  await page.waitForLoadState();
  expect(sent).toBe(1);
});

test("after sign-out, Back shows nothing of a signed-in page", async ({ browser }) => {
  const page = await signedIn(browser);
  await page.goto(`${server.url}/sign-in`);
  await page.goto(`${server.url}/account`);
  await page.context().clearCookies();
  await page.goto(`${server.url}/sign-in`);
  await page.goBack();
  await expect(page).toHaveURL(/\/sign-in\?to=/);
});

test("a password can be shown, and is a password again when it is sent", async ({ browser }) => {
  const page = await browser.newPage();
  await page.goto(`${server.url}/sign-in`);
  const field = page.locator("#field-password");
  await page.getByRole("button", { name: "Show password" }).click();
  await expect(field).toHaveAttribute("type", "text");
  await page.getByRole("button", { name: "Hide password" }).click();
  await expect(field).toHaveAttribute("type", "password");
});

async function openLesson(browser: Browser): Promise<Page> {
  const page = await signedIn(browser);
  await page.goto(server.url + course);
  await page.getByRole("link", { name: "Continue" }).click();
  await page.waitForURL("**/lesson/**");
  return page;
}

async function openQuiz(browser: Browser): Promise<Page> {
  const page = await signedIn(browser);
  await page.goto(server.url + course);
  await page.getByRole("link", { name: "Quiz", exact: true }).first().click();
  const begin = page.getByRole("button", { name: "Begin the quiz" });
  await begin.or(page.getByRole("link", { name: "Go on with your attempt" })).click();
  await page.waitForURL("**/attempt/**");
  return page;
}

async function signedIn(browser: Browser): Promise<Page> {
  const context = await browser.newContext();
  await context.addCookies(cookies);
  return context.newPage();
}

function shown(page: Page) {
  return page.locator("section[data-item]:not([hidden])");
}
