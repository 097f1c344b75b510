import { type Browser, expect, type Page, test } from "@playwright/test";
import { openMailServer, type Received } from "#tests/support/open-mail-server.ts";
import { type RunningServer, startServer } from "#tests/support/server.ts";
import { administrator, courseOf, firstRun, type Hands, pointer, takeCourse } from "./journey.ts";

/** A course of two modules: what somebody finishes in a minute. */
const bees = { ATTUNE_COURSES: "tests/fixtures/courses" };
const begun = new Date("2026-03-02T09:00:00.000Z");
const inDays = (days: number) => new Date(begun.getTime() + days * 86_400_000).toISOString();
const password = "heron gantry marzipan dusk";
const sunita = "sunita@practice.example";
const tess = "tess@practice.example";
const sentence = "Ring me when you are stuck.";

test("invited, accepted, assigned, overdue, nudged and done, as three people", async ({ browser }) => {
  const letters: Received[] = [];
  const mail = await openMailServer((letter) => void letters.push(letter));
  const server = await startServer({ clock: inDays(0), env: { ...bees, ATTUNE_MAIL: mail.url } });
  const hands = pointer();

  // The administrator sets the practice up and invites one who is to supervise and one who is to learn.
  const admin = await browser.newPage({ baseURL: server.url });
  await firstRun(admin, server, hands);
  await formTeam(admin, hands);
  const supervisor = await accept(browser, server, await letterTo(letters, sunita));
  await superviseTeam(admin, hands);
  await supervisor.goto("/team/invite");
  await hands.write(supervisor.locator("#field-email"), tess);
  await hands.write(supervisor.locator("#field-name"), "Tess Okafor");
  await hands.press(supervisor.getByRole("button", { name: "Make an invitation" }));
  const learner = await accept(browser, server, await letterTo(letters, tess));

  // Assigned with a day, which passes.
  await supervisor.goto("/team");
  await hands.press(supervisor.getByRole("link", { name: "Assign a course to this team" }));
  await hands.choose(supervisor.getByRole("radio", { name: "On a day" }));
  await hands.write(supervisor.locator("#field-on"), inDays(5).slice(0, 10));
  await hands.press(supervisor.getByRole("button", { name: "Assign", exact: true }));
  await expect(supervisor.getByText("Assigned. They see it on My learning from now on.")).toBeVisible();
  await learner.goto("/learn");
  await expect(learner.getByText("7 March 2026")).toBeVisible();

  server.setClock(inDays(8));
  await signIn(supervisor, sunita);
  await supervisor.goto("/team");
  await expect(supervisor.getByText("1 of 1 person needs help now: 1 overdue.")).toBeVisible();

  // Nudged with a sentence of one's own.
  letters.length = 0;
  await hands.press(supervisor.getByText("Add a sentence of your own"));
  await hands.write(supervisor.locator("#field-sentence"), sentence);
  // Enter sends it to nobody: it asks whom, and keeps what was written.
  await supervisor.locator("#field-sentence").press("Enter");
  await expect(supervisor.getByText("Choose whom: press Nudge beside a name.")).toBeVisible();
  await expect(supervisor.locator("#field-sentence")).toHaveValue(sentence);
  await hands.press(supervisor.getByRole("button", { name: /^Nudge Tess/ }));
  await expect(supervisor.getByText("Nudged. The letter goes out")).toBeVisible();
  const nudge = await letterTo(letters, tess);
  expect(nudge).toContain(`Sunita Rao writes: ${sentence}`);
  expect(nudge).not.toMatch(/bees|overdue/i);

  // Done: the supervisor sees so, and nothing of how.
  await signIn(learner, tess);
  await learner.goto("/learn");
  await takeCourse(learner, await courseOf(server), hands);
  await expect(learner).toHaveURL(/\/records\//);
  await supervisor.goto("/team");
  await expect(supervisor.getByText("Nobody of 1 person needs help now.")).toBeVisible();
  const done = supervisor.locator("section", { has: supervisor.getByRole("heading", { name: "Done", exact: true }) });
  await expect(done.getByRole("link", { name: "Tess Okafor" })).toBeVisible();
  await server.stop();
  mail.close();
});

async function formTeam(admin: Page, hands: Hands): Promise<void> {
  await admin.goto("/admin/teams");
  await hands.write(admin.locator("#field-name"), "Elm Row");
  await hands.press(admin.getByRole("button", { name: "Create the team" }));
  await admin.goto("/admin/people");
  await hands.write(admin.locator("#field-email"), sunita);
  await hands.write(admin.locator("#field-name"), "Sunita Rao");
  await hands.pick(admin.locator("#field-role"), "supervisor");
  await hands.press(admin.getByRole("button", { name: "Make an invitation" }));
}

async function superviseTeam(admin: Page, hands: Hands): Promise<void> {
  await admin.goto("/admin/teams");
  await hands.press(admin.getByRole("link", { name: "Elm Row" }));
  await hands.press(admin.locator("summary", { hasText: "Add supervisors" }));
  await hands.choose(admin.getByRole("checkbox", { name: "Sunita Rao" }));
  await hands.press(admin.getByRole("button", { name: "Add supervisors" }));
}

/** By the link of a letter, with a password of their own. */
async function accept(browser: Browser, server: RunningServer, letter: string): Promise<Page> {
  const link = /http:\/\/localhost:\d+\/invitation\/[\w-]+/.exec(letter)?.[0] ?? "";
  const page = await browser.newPage({ baseURL: server.url });
  await page.goto(link);
  await page.locator("#field-password").fill(password);
  await page.getByRole("button", { name: "Accept" }).click();
  await page.waitForURL("**/learn");
  return page;
}

/** After days a session has ended. */
async function signIn(page: Page, email: string): Promise<void> {
  await page.goto("/sign-in");
  await page.locator("#field-email").fill(email);
  await page.locator("#field-password").fill(email === administrator.email ? administrator.password : password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

/** The newest letter to an address, once it is there, with its lines as they were written. */
async function letterTo(letters: Received[], email: string): Promise<string> {
  await expect.poll(() => letters.some(({ to }) => to === email), { timeout: 20_000 }).toBe(true);
  const text = letters.findLast(({ to }) => to === email)?.text ?? "";
  return text
    .replace(/=\r?\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
}
