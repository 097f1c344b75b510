import { expect, type Page, test } from "@playwright/test";
import { startPostgres } from "#tests/support/postgres.ts";
import { type RunningServer, startServer } from "#tests/support/server.ts";
import { shortCourse } from "#tests/support/short-course.ts";
import { administrator, courseOf, firstRun, type Hands, keyboard, pointer, takeCourse } from "./journey.ts";

test.describe.configure({ mode: "parallel" });

/** The pages are the same in each module: one of what ships, then two small ones; all in the long programme. */
const short = { ATTUNE_COURSES: shortCourse(1) };
const shortest = { ATTUNE_COURSES: process.env.ATTUNE_LONG ? shortCourse() : "tests/fixtures/courses" };

/** The main job, from an empty folder: first run, take the course, read, pass, hold a record. */
async function walk(page: Page, server: RunningServer, hands: Hands): Promise<void> {
  await firstRun(page, server, hands);
  await hands.press(page.getByRole("link", { name: /take the course/i }));
  await takeCourse(page, await courseOf(server), hands);
  await expect(page.getByText("Morgan T. Reyes").first()).toBeVisible();
  await expect(page.getByText(administrator.practice).first()).toBeVisible();
}

/** What was done is there again for the same person on another process over the same data. */
async function comeBackAfterRestart(page: Page, server: RunningServer): Promise<void> {
  const record = page.url();
  await server.kill();
  await server.resume();
  await page.goto(record);
  await expect(page.getByText("Morgan T. Reyes").first()).toBeVisible();
}

test("with JavaScript, and the record survives a kill", async ({ browser }) => {
  test.slow();
  const server = await startServer({ env: short });
  const page = await browser.newPage({ baseURL: server.url });
  await walk(page, server, pointer());
  await comeBackAfterRestart(page, server);
  await server.stop();
});

test("without JavaScript", async ({ browser }) => {
  test.slow();
  const server = await startServer({ env: shortest });
  const page = await browser.newPage({ baseURL: server.url, javaScriptEnabled: false });
  await walk(page, server, pointer());
  await server.stop();
});

test("by keyboard alone", async ({ browser }) => {
  test.slow();
  const server = await startServer({ env: shortest });
  const page = await browser.newPage({ baseURL: server.url });
  await walk(page, server, keyboard(page));
  await server.stop();
});

test("on PostgreSQL", async ({ browser }) => {
  test.slow();
  const postgres = await startPostgres();
  const server = await startServer({ databaseUrl: postgres.url, env: shortest });
  const page = await browser.newPage({ baseURL: server.url });
  await walk(page, server, pointer());
  await comeBackAfterRestart(page, server);
  await server.stop();
  await postgres.stop();
});
