import { expect, type Page, test } from "@playwright/test";
import { startServer, wholeCourses } from "#tests/support/server.ts";
import { firstRun, pointer } from "./journey.ts";

/** Bytes over the wire while a page loads, headers and all. */
async function weigh(page: Page, load: () => Promise<unknown>): Promise<{ bytes: number; script: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  let bytes = 0;
  let script = 0;
  const scripts = new Set<string>();
  session.on("Network.responseReceived", ({ requestId, type }) => {
    if (type === "Script") scripts.add(requestId);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    bytes += encodedDataLength;
    if (scripts.has(requestId)) script += encodedDataLength;
  });
  await load();
  await page.waitForLoadState("networkidle");
  await session.detach();
  return { bytes, script };
}

test("a first visit to a lesson is under 120 kB in all, the next lesson under 12 kB", async ({ browser }) => {
  const server = await startServer({ env: wholeCourses });
  const page = await browser.newPage({ baseURL: server.url });
  await firstRun(page, server, pointer());
  await page.goto("/learn");
  await page.getByRole("link", { name: "See what it covers" }).click();
  await page.getByRole("button", { name: "Join this course" }).click();
  const address = await page.getByRole("link", { name: "Continue" }).getAttribute("href");
  const cookies = await page.context().cookies();

  const fresh = await browser.newContext({ baseURL: server.url });
  await fresh.addCookies(cookies);
  const visitor = await fresh.newPage();
  const first = await weigh(visitor, () => visitor.goto(address ?? ""));
  const menu = visitor.locator("nav a[href*='/lesson/']");
  const next = await weigh(visitor, () => menu.last().click());
  console.info(`first visit ${first.bytes} bytes, of them script ${first.script}; next lesson ${next.bytes} bytes`);
  expect(first.bytes).toBeLessThan(120_000);
  expect(first.script).toBeLessThanOrEqual(20_000);
  expect(next.bytes).toBeLessThan(12_000);
  await server.stop();
});
