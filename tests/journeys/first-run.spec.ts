import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { openMailServer, type Received } from "#tests/support/open-mail-server.ts";
import { startServer } from "#tests/support/server.ts";
import { firstRun, pointer } from "./journey.ts";

test("UX 24: an empty folder becomes a practice that has tried its mail and invited somebody, and no password is a default", async ({
  browser,
}) => {
  const letters: Received[] = [];
  const mail = await openMailServer((letter) => void letters.push(letter));
  const server = await startServer({ env: { ATTUNE_COURSES: "tests/fixtures/courses", ATTUNE_MAIL: mail.url } });
  const page = await browser.newPage({ baseURL: server.url });
  const hands = pointer();
  await firstRun(page, server, hands);

  await page.goto("/admin/practice");
  await hands.press(page.getByRole("button", { name: "Send a test letter" }));
  await expect(page.getByText("The mail server took the letter.")).toBeVisible();
  expect(letters.map(({ to }) => to)).toEqual(["admin@practice.example"]);
  expect(letters[0]?.text).toContain("Subject: A test letter");

  await page.goto("/admin/people");
  await hands.write(page.locator("#field-email"), "tess@practice.example");
  await hands.write(page.locator("#field-name"), "Tess Okafor");
  await hands.press(page.getByRole("button", { name: "Make an invitation" }));
  await expect.poll(() => letters.map(({ to }) => to)).toContain("tess@practice.example");
  expect(hands.clicks()).toBeLessThanOrEqual(4);

  mail.close();
  await page.goto("/admin/practice");
  await hands.press(page.getByRole("button", { name: "Send a test letter" }));
  await expect(page.getByText("The mail server did not answer")).toBeVisible();
  await server.stop();
});

test("without a mail server a list of people is brought in, and its links are downloaded and open", async ({
  browser,
}) => {
  const server = await startServer({ env: { ATTUNE_COURSES: "tests/fixtures/courses" } });
  const page = await browser.newPage({ baseURL: server.url });
  await firstRun(page, server, pointer());
  await page.goto("/admin/people/import");
  const list = Buffer.from("email;name\nzoe@practice.example;Zoë Adler\nbo@practice.example;Bo Lind\n");
  await page.locator("input[type=file]").setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer: list });
  await page.getByRole("button", { name: "See what it would do" }).click();
  await page.getByRole("button", { name: /^Invite 2/ }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download the links" }).click();
  const links = readFileSync(await (await download).path(), "utf8");
  expect(links).toMatch(/Zoë Adler;zoe@practice\.example;http/);
  const [link = ""] = /http\S+\/invitation\/[\w-]{43}/.exec(links) ?? [];
  const guest = await browser.newPage();
  await guest.goto(link);
  await expect(guest.locator("#field-password")).toBeVisible();
  await server.stop();
});
