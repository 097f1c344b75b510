import { expect, type Locator, type Page } from "@playwright/test";
import type { Course } from "#app/domain/course.ts";
import { findNewestRelease, listCourses } from "#app/domain/release.ts";
import { openDatabase } from "#db/open.ts";
import { type AnswerKey, answerKeyOf, plain, rightAnswerTo, valueFor } from "#tests/site/student.ts";
import type { RunningServer } from "#tests/support/server.ts";

/** Whoever runs the practice, as they introduce themselves. */
export const administrator = {
  practice: "Elm Row Counselling",
  contact: "office@practice.example",
  name: "Morgan Reyes",
  email: "admin@practice.example",
  password: "kestrel marzipan gantry oboe",
};

/** How a person works a page: with a pointer, or with the keyboard alone. */
export interface Hands {
  press(target: Locator): Promise<void>;
  choose(target: Locator): Promise<void>;
  write(target: Locator, text: string): Promise<void>;
  /** An option of a select, by its value. */
  pick(target: Locator, value: string): Promise<void>;
}

/** Counts what UX tasks count. */
export function pointer(): Hands & { clicks(): number } {
  let clicks = 0;
  const click = async (target: Locator) => {
    clicks += 1;
    await target.click();
  };
  const pick = async (target: Locator, value: string) => {
    clicks += 2;
    await target.selectOption(value);
  };
  return { press: click, choose: click, write: (target, text) => target.fill(text), pick, clicks: () => clicks };
}

/** Tab to it, then a key; what cannot be reached so is not there for everyone. */
export function keyboard(page: Page): Hands {
  const reach = async (target: Locator) => {
    await expect(target).toBeVisible();
    // As people do: from the end of a long page, backwards.
    const key = (await target.evaluate(isNearTheEnd)) ? "Shift+Tab" : "Tab";
    for (let tabs = 0; tabs < 100; tabs++) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press(key);
    }
    throw new Error(`The keyboard does not reach ${target} on ${page.url()}.`);
  };
  return {
    press: async (target) => {
      await reach(target);
      await page.keyboard.press("Enter");
    },
    choose: (target) => chooseByKey(page, target, reach),
    write: async (target, text) => {
      await reach(target);
      await page.keyboard.press("ControlOrMeta+A");
      await page.keyboard.type(text);
    },
    pick: async (target, value) => {
      await reach(target);
      for (let arrows = 0; arrows < 20 && (await target.inputValue()) !== value; arrows++) {
        await page.keyboard.press("ArrowDown");
      }
    },
  };
}

function isNearTheEnd(element: Element): boolean {
  const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")];
  return document.activeElement === document.body && stops.indexOf(element) > stops.length / 2;
}

/** A group of radio buttons is one stop; arrows go through it. Each checkbox is a stop of its own. */
async function chooseByKey(page: Page, target: Locator, reach: (target: Locator) => Promise<void>): Promise<void> {
  if ((await target.getAttribute("type")) === "checkbox") {
    await reach(target);
    return page.keyboard.press("Space");
  }
  const group = page.locator(`input[name="${await target.getAttribute("name")}"]`);
  const standing = group.and(page.locator(":checked"));
  // Backwards, a group of which none is chosen is entered at its last.
  const entry = (await group.first().evaluate(isNearTheEnd)) ? group.last() : group.first();
  await reach((await standing.count()) > 0 ? standing : entry);
  await page.keyboard.press("Space");
  for (let arrows = 0; arrows < 10 && !(await target.isChecked()); arrows++) await page.keyboard.press("ArrowDown");
}

/** The course that the server published. */
export async function courseOf(server: RunningServer): Promise<Course> {
  const { db, close } = openDatabase(server.databaseUrl);
  const [listed] = await listCourses(db);
  const release = listed && (await findNewestRelease(db, listed.id));
  await close();
  if (!release) throw new Error("The server published no course.");
  return release.course;
}

/** The one-time link, filled in; ends on the two next steps. */
export async function firstRun(page: Page, server: RunningServer, hands: Hands): Promise<void> {
  await page.goto(server.firstRunLink ?? "");
  const { practice, contact, name, email, password } = administrator;
  for (const [field, value] of Object.entries({ practice, contact, name, email, password })) {
    await hands.write(page.locator(`#field-${field}`), value);
  }
  await hands.press(page.getByRole("button", { name: "Set up" }));
  await page.waitForURL("**/admin/welcome");
}

/** From My learning to the record, as Continue says what comes next; every answer is right. */
export async function takeCourse(page: Page, course: Course, hands: Hands): Promise<void> {
  const key = answerKeyOf(course);
  const opening = page.getByRole("link", { name: /^(See what it covers|See it and begin)$/ });
  await opening.waitFor();
  await hands.press(opening);
  await hands.press(page.getByRole("button", { name: "Join this course" }));
  await page.waitForURL("**/learn", { waitUntil: "load" });
  for (let step = 0; step < 200; step++) {
    await page.goto("/learn");
    const done = page.getByRole("link", { name: "See your record" }).first();
    if (await done.isVisible()) return hands.press(done);
    await hands.press(page.getByRole("link", { name: "Continue", exact: true }).first());
    await takeStep(page, key, hands);
  }
  throw new Error("The course does not end.");
}

async function takeStep(page: Page, key: AnswerKey, hands: Hands): Promise<void> {
  await page.waitForURL(/\/(lesson|vignette|quiz|attempt|completion)/);
  if (page.url().includes("/lesson/")) {
    const here = page.url();
    await hands.press(page.getByRole("button", { name: "Mark as read" }));
    return page.waitForURL((url) => url.href !== here, { waitUntil: "load" });
  }
  if (page.url().includes("/vignette/")) return goThrough(page, hands);
  if (page.url().includes("/completion")) return complete(page, hands);
  if (page.url().includes("/quiz/")) {
    await hands.press(page.getByRole("button", { name: /^Begin/ }));
    await page.waitForURL("**/attempt/**");
  }
  await sit(page, key, hands);
}

/** The first option of every scene, to an ending. */
async function goThrough(page: Page, hands: Hands): Promise<void> {
  const path = page.locator('form:has(input[value="choose"]) input[name="path"]');
  for (let scene = 0; scene < 50 && (await path.count()) > 0; scene++) {
    const before = (await path.getAttribute("value")) ?? "";
    await hands.choose(page.locator("section.vignette input[type=radio]").first());
    await hands.press(page.getByRole("button", { name: "Choose this" }));
    await expect(page.locator(`form:has(input[value="choose"]) input[name="path"][value="${before}"]`)).toHaveCount(0);
  }
}

async function sit(page: Page, key: AnswerKey, hands: Hands): Promise<void> {
  const shown = page.locator("section[data-item]:not([hidden])");
  const of = await page.locator("section[data-item]").count();
  for (let item = 1; item <= of; item++) {
    await expect(shown).toHaveAttribute("data-item", String(item));
    for (const target of await rightChoices(shown, key)) await hands.choose(target);
    for (const [target, value] of await rightRows(shown, key)) await hands.pick(target, value);
    await hands.press(shown.getByRole("button", { name: "Save and continue" }));
  }
  await page.waitForURL("**/review");
  await hands.press(page.getByRole("button", { name: "Send my answers" }));
  await page.waitForURL("**/outcome", { waitUntil: "load" });
}

async function rightChoices(shown: Locator, key: AnswerKey): Promise<Locator[]> {
  const right = rightAnswerTo(key, (await shown.locator("legend").textContent()) ?? "");
  const fitting = right && "choices" in right ? right.choices : [];
  const choices = await shown.locator("label.choice").all();
  const texts = await Promise.all(choices.map(async (choice) => plain((await choice.textContent()) ?? "")));
  return choices.filter((_, at) => fitting.includes(texts[at] ?? "")).map((choice) => choice.locator("input"));
}

/** Each row's select with the option that is right in it. */
async function rightRows(shown: Locator, key: AnswerKey): Promise<[Locator, string][]> {
  const right = rightAnswerTo(key, (await shown.locator("legend").textContent()) ?? "");
  const rows = await shown.locator(".row").all();
  return Promise.all(
    rows.map(async (row): Promise<[Locator, string]> => {
      const options = await row.locator("option").evaluateAll(valuesAndTexts);
      return [row.locator("select"), valueFor(right, (await row.locator("label").textContent()) ?? "", options)];
    }),
  );
}

/** Runs in the browser. */
function valuesAndTexts(options: Element[]) {
  return options.map((option): [string, string] => [option.getAttribute("value") ?? "", option.textContent ?? ""]);
}

/** Answers the shown item somehow, whatever its kind. */
export async function answerSomehow(shown: Locator): Promise<void> {
  const rows = await shown.locator("select").all();
  for (const [at, row] of rows.entries()) await row.selectOption(String(at + 1));
  if (rows.length === 0) await shown.locator("input:not([type=hidden])").first().check();
}

/** Expects what `answerSomehow` did. */
export async function expectAnswered(shown: Locator): Promise<void> {
  const rows = await shown.locator("select").all();
  for (const [at, row] of rows.entries()) await expect(row).toHaveValue(String(at + 1));
  if (rows.length === 0) await expect(shown.locator("input:not([type=hidden])").first()).toBeChecked();
}

async function evaluate(page: Page, hands: Hands, link: Locator): Promise<void> {
  await hands.press(link);
  await page.waitForURL("**/evaluation", { waitUntil: "load" });
  for (const line of await page.locator("fieldset.rating").all()) await hands.choose(line.locator("input").last());
  await hands.press(page.getByRole("button", { name: "Send the evaluation" }));
  await page.waitForURL("**/completion", { waitUntil: "load" });
}

async function complete(page: Page, hands: Hands): Promise<void> {
  const evaluation = page.getByRole("link", { name: "Evaluate the course" });
  if (await evaluation.isVisible()) await evaluate(page, hands, evaluation);
  await hands.write(page.locator("#field-name"), "Morgan T. Reyes");
  await hands.press(page.getByRole("button", { name: "Confirm my name" }));
  await hands.choose(page.getByRole("checkbox", { name: /sign this attestation/ }));
  await hands.press(page.getByRole("button", { name: "Sign and complete" }));
  await page.waitForURL("**/records/**");
}
