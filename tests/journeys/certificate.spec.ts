import { readFileSync } from "node:fs";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { enrol } from "#app/domain/enrolment.ts";
import { appendEntry } from "#app/domain/evidence.ts";
import { hashPassword, keepPassword } from "#app/domain/password.ts";
import { addPerson } from "#app/domain/person.ts";
import { detachFrom } from "#app/platform/pdf-attachment.ts";
import { type Db, openDatabase, transact } from "#db/open.ts";
import { publishSmall } from "#tests/support/cast.ts";
import { Pdf } from "#tests/support/pdf.ts";
import { readAloud, structureOf } from "#tests/support/pdf-structure.ts";
import { beginPractice } from "#tests/support/practice.ts";
import { type RunningServer, startServer } from "#tests/support/server.ts";
import { finishModules } from "#tests/support/sitting.ts";
import { pointer } from "./journey.ts";

/** Tasks 9 and 10: getting the certificate, and proving it to a board; each within its clicks. */
let server: RunningServer;
let opened: ReturnType<typeof openDatabase>;
const password = "heron gantry marzipan dusk";
const email = "ada@practice.example";

test.beforeAll(async () => {
  server = await startServer();
  opened = openDatabase(server.databaseUrl);
  await beginPractice(opened.db, new Date());
  await addNearlyDone(opened.db);
});

test.afterAll(async () => {
  await opened.close();
  await server.stop();
});

/** Somebody of the small course who has everything but the last steps before them. */
async function addNearlyDone(db: Db): Promise<void> {
  const now = new Date();
  const release = await publishSmall(db);
  const hash = await hashPassword(password);
  const { id } = await transact(db, async (db) => {
    const person = await addPerson(db, { email, name: "Ada Okafor", now });
    await keepPassword(db, { personId: person.id, hash, now });
    return person;
  });
  const enrolled = await enrol(db, { personId: id, courseId: release.courseId, now });
  if ("refused" in enrolled) throw new Error(`Not enrolled: ${enrolled.refused}.`);
  const actor = { kind: "person" as const, id, roles: [] };
  await finishModules(db, { actor, enrolment: enrolled.enrolment, release }, now);
}

/** The last steps, up to the last of them. */
async function signTheLast(page: Page): Promise<void> {
  await page.goto("/sign-in");
  await page.locator("#field-email").fill(email);
  await page.locator("#field-password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("link", { name: "Continue", exact: true }).first().click();
  await page.waitForURL("**/completion");
  await page.locator("#field-name").fill("Ada N. Okafor");
  await page.getByRole("button", { name: "Confirm my name" }).click();
  await page.getByRole("checkbox", { name: /sign this attestation/ }).check();
  await page.getByRole("button", { name: "Sign and complete" }).click();
  await page.waitForURL("**/records/**");
}

/** Every download carries its proof behind the drawing. */
function drawingIn(file: Buffer): Buffer {
  const found = detachFrom(file);
  if (!found) throw new Error("The certificate carries no proof.");
  return found.pdf;
}

test("the certificate is two clicks from the last step, and a board sees without an account whether it holds, in one line", async ({
  browser,
}) => {
  const page = await browser.newPage({ baseURL: server.url });
  await signTheLast(page);

  // Task 9.
  const hands = pointer();
  const saving = page.waitForEvent("download");
  await hands.press(page.getByRole("link", { name: "Download the certificate" }));
  const saved = await saving;
  expect(hands.clicks()).toBeLessThanOrEqual(2);
  expect(saved.suggestedFilename()).toBe("certificate.pdf");
  const words = readAloud(structureOf(new Pdf(drawingIn(readFileSync(await saved.path())))));
  const record = await opened.db
    .selectFrom("completion_record")
    .select(["id", "code", "entry"])
    .executeTakeFirstOrThrow();
  const { credit, completedAt } = JSON.parse(record.entry);
  const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "Europe/London" });
  for (const part of [
    "Ada N. Okafor",
    "Listening Well",
    `${credit.hours} hour`,
    day.format(new Date(completedAt)),
    record.code.replace(/(.{4})(?=.)/g, "$1 "),
  ]) {
    expect(words).toContain(part);
  }

  await proveToABoard(browser, /valid/, record.code);
  const facts = { kind: "revoke" as const, record: record.id, reason: "issued-in-error" };
  await transact(opened.db, (db) => appendEntry(db, { facts, now: new Date() }));
  await proveToABoard(browser, /revoked/, record.code);
});

/** Task 10: somebody without an account follows the code on the paper, reads one line, and checks the name. */
async function proveToABoard(browser: Browser, state: RegExp, code: string): Promise<void> {
  const page = await browser.newPage({ baseURL: server.url, viewport: { width: 390, height: 800 } });
  const hands = pointer();
  await page.goto(`/verify/${code}`);
  const line = page.getByRole("heading", { level: 1 });
  await expect(line).toHaveText(state);
  await expect(line).toBeInViewport();
  expect(await page.locator("body").textContent()).not.toContain("Okafor");
  await hands.write(page.locator("#field-name"), "okafor, ada n");
  await hands.press(page.getByRole("button", { name: "Check the name" }));
  await expect(page.getByText("The name is the one on the record.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(state);
  expect(hands.clicks()).toBeLessThanOrEqual(2);
  expect(page.url()).not.toMatch(/okafor/i);
  await page.close();
}
