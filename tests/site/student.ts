import type { HTMLElement } from "node-html-parser";
import type { Question } from "#app/domain/course/question.ts";
import type { Node } from "#app/domain/course/text.ts";
import type { Course } from "#app/domain/course.ts";
import { Reader } from "./reader.ts";

/** What a server has acknowledged, to be found again later. */
export type Fact =
  | { kind: "read"; address: string; times: number }
  | { kind: "finished"; address: string }
  | { kind: "saved"; address: string; attempt: string; chosen: string[] }
  | { kind: "submitted"; address: string; score: string }
  | { kind: "evaluated"; address: string }
  | { kind: "named"; address: string; name: string }
  | { kind: "record"; address: string };

/** The right answer by its texts, by the question's text; letters and digits only. */
export type AnswerKey = Record<string, RightAnswer>;

/** The choices that fit, what belongs to each left side, or the steps in their order. */
export type RightAnswer = { choices: string[] } | { pairs: [left: string, right: string][] } | { steps: string[] };

export function answerKeyOf(course: Course): AnswerKey {
  const items = course.modules.flatMap(({ quiz }) => quiz?.items ?? []);
  return Object.fromEntries(items.map((item) => [plain(textIn(item.stem)), rightAnswerOf(item)]));
}

function rightAnswerOf(item: Question): RightAnswer {
  if (item.kind === "matching") return { pairs: item.pairs.map(({ left, right }) => [plain(left), plain(right)]) };
  if (item.kind === "ordering") return { steps: item.steps.map(({ text }) => plain(textIn(text))) };
  const right = item.choices.filter(({ correct }) => correct);
  return { choices: right.map(({ text }) => plain(textIn(text))) };
}

/** The right answer to the question that this text holds. */
export function rightAnswerTo(key: AnswerKey, question: string): RightAnswer | undefined {
  return Object.entries(key).find(([stem]) => plain(question).includes(stem))?.[1];
}

/** Of a row's options, by value and text, the value that is right; "" where the key does not know the row. */
export function valueFor(
  right: RightAnswer | undefined,
  row: string,
  options: [value: string, text: string][],
): string {
  if (right && "steps" in right) return String(right.steps.indexOf(plain(row)) + 1);
  const belongs = right && "pairs" in right ? right.pairs.find(([left]) => left === plain(row))?.[1] : undefined;
  // Before its text each option has a letter.
  return options.find(([value, text]) => value !== "" && plain(text).slice(1) === belongs)?.[0] ?? "";
}

/**
 * Somebody who works through a course without JavaScript, one step at a time, as My learning says what comes next.
 * Each step answers with what the server acknowledged; undefined when there is nothing left to do.
 */
export class Student extends Reader {
  private readonly key: AnswerKey;
  /** Told of each answer before it is sent. */
  asking: (answer: Fact) => void = () => undefined;

  constructor(origin: string, key: AnswerKey, through?: string) {
    super(origin, through);
    this.key = key;
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.open("/sign-in");
    await this.submit("Sign in", { email, password });
  }

  async join(courseId: string): Promise<void> {
    await this.open(`/learn/${courseId}`);
    if (this.form("intent=join")) await this.submit("intent=join");
  }

  async step(): Promise<Fact | undefined> {
    await this.open("/learn");
    const next = this.page
      .querySelectorAll("main a[href]")
      .find((link) => ["Continue", "See your record"].includes(link.text.trim()));
    if (!next) throw new Error(`My learning offers nothing: ${this.text().slice(0, 200)}`);
    const address = next.getAttribute("href")?.replace(/#.*/, "") ?? "";
    if (address.startsWith("/records")) return undefined;
    if (this.address !== address) await this.open(address);
    if (address.includes("/lesson/")) return this.markRead(address);
    if (address.includes("/vignette/")) return this.goThrough(address);
    if (address.includes("/completion")) return this.complete(address);
    return this.sit();
  }

  private async markRead(address: string): Promise<Fact> {
    const times = Number(this.form("intent=read")?.querySelector('[name="reading"]')?.getAttribute("value"));
    await this.submit("intent=read");
    return { kind: "read", address, times };
  }

  /** Takes the first option of every scene, whatever it is, to an ending. */
  private async goThrough(address: string): Promise<Fact> {
    for (let scene = 0; scene < 50 && this.form("intent=choose"); scene++) {
      await this.submit("intent=choose", { choice: "0" });
    }
    return { kind: "finished", address };
  }

  /** Begins, answers one more item, or sends. */
  private async sit(): Promise<Fact> {
    if (this.address.includes("/quiz/")) {
      const open = this.links(/\/attempt\/[^/]+$/)[0];
      if (open) await this.open(open);
      else await this.submit("Begin");
    }
    const attempt = /\/attempt\/[^/?]+/.exec(this.address)?.[0] ?? "";
    const base = this.address.slice(0, this.address.indexOf(attempt)) + attempt;
    const shown = this.page.querySelector("section[data-item]:not([hidden])");
    if (!shown || standingIn(shown).length > 0) return this.hand(base);
    const name = shown.querySelector('input[type="radio"],input[type="checkbox"],select')?.getAttribute("name") ?? "";
    const chosen = this.chooseIn(shown);
    const item = shown.getAttribute("data-item") ?? "";
    return this.save(shown, { kind: "saved", address: `${base}?item=${item}`, attempt: base, chosen }, name);
  }

  /** Goes back to an answer that was saved and gives another: one other choice, or the same rows the other way round. */
  async changeMind(fact: Extract<Fact, { kind: "saved" }>): Promise<Fact> {
    await this.open(fact.address);
    const shown = this.page.querySelector("section[data-item]:not([hidden])");
    const inputs = shown?.querySelectorAll('input[type="radio"],input[type="checkbox"],select') ?? [];
    const values = inputs.map((input) => input.getAttribute("value") ?? "");
    const other = values.find((value) => value !== "" && !fact.chosen.includes(value));
    if (!shown) throw new Error(`No item is shown on ${this.address}.`);
    const turned = inputs[0]?.tagName === "SELECT" ? fact.chosen.toReversed() : fact.chosen.slice(0, 1);
    const chosen = other === undefined ? turned : [other];
    return this.save(shown, { ...fact, chosen }, inputs[0]?.getAttribute("name") ?? "");
  }

  private async save(shown: HTMLElement, fact: Extract<Fact, { kind: "saved" }>, name: string): Promise<Fact> {
    this.asking(fact);
    await this.submitIn(shown, { [name]: fact.chosen });
    return fact;
  }

  private async hand(base: string): Promise<Fact> {
    await this.open(`${base}/review`);
    await this.submit("Send my answers");
    return { kind: "submitted", address: `${base}/outcome`, score: /\d+\s?%/.exec(this.text())?.[0] ?? "" };
  }

  private async complete(address: string): Promise<Fact> {
    if (this.links(/\/evaluation$/).length > 0) return this.evaluate();
    if (this.form("Confirm my name")) {
      await this.submit("Confirm my name", { name: "Ada N. Okafor" });
      return { kind: "named", address, name: "Ada N. Okafor" };
    }
    await this.submit("Sign and complete", { agree: "yes" });
    return { kind: "record", address: this.address };
  }

  /** Says the best of everything. */
  private async evaluate(): Promise<Fact> {
    await this.open(this.links(/\/evaluation$/)[0] ?? "");
    const { address } = this;
    const lines = this.page.querySelectorAll('input[type="radio"]').map((input) => input.getAttribute("name") ?? "");
    await this.submit("Send the evaluation", Object.fromEntries(lines.map((line) => [line, "5"])));
    return { kind: "evaluated", address };
  }

  private chooseIn(shown: HTMLElement): string[] {
    const right = rightAnswerTo(this.key, shown.querySelector("legend")?.text ?? "");
    const rows = shown.querySelectorAll(".row");
    if (rows.length > 0) return rows.map((row, at) => chooseInRow(row, right) || String(at + 1));
    const fitting = right && "choices" in right ? right.choices : [];
    const choices = shown.querySelectorAll("label.choice");
    const chosen = choices.filter((choice) => fitting.includes(plain(choice.text)));
    const values = (chosen.length > 0 ? chosen : choices.slice(0, 1)).map((choice) =>
      choice.querySelector("input")?.getAttribute("value"),
    );
    return values.filter((value) => value !== undefined);
  }

  private submitIn(shown: HTMLElement, fields: Record<string, string[]>): Promise<void> {
    const form = shown.querySelector("form");
    if (!form) throw new Error(`No form for the item on ${this.address}.`);
    return this.submit(form, fields);
  }
}

/** Whether a fact stands, as a later visit sees it. */
export async function stands(reader: Reader, fact: Fact): Promise<boolean> {
  await reader.open(fact.address, fact.kind === "saved" ? 0 : 200);
  if (fact.kind === "read") return timesRead(reader) >= fact.times;
  if (fact.kind === "submitted") return reader.address === fact.address && reader.text().includes(fact.score);
  if (fact.kind === "finished") return reader.text().includes("You finished this on");
  if (fact.kind === "evaluated") return reader.text().includes("Your evaluation was sent");
  if (fact.kind === "named") return reader.text().includes(fact.name) || reader.address.startsWith("/records");
  if (fact.kind === "record") return reader.text().length > 0;
  // An attempt that was sent meanwhile keeps its answers behind its outcome.
  const shown = reader.page.querySelector("section[data-item]:not([hidden])");
  if (!shown) return reader.text().length > 0;
  return JSON.stringify(standingIn(shown)) === JSON.stringify(fact.chosen);
}

/** What stands chosen in an item's form: choices, or one value for each row. Nothing where nothing does. */
export function standingIn(shown: HTMLElement): string[] {
  const checked = shown.querySelectorAll("input[checked]");
  const options = shown.querySelectorAll("option[selected]");
  const values = [...checked, ...options].map((one) => one.getAttribute("value") ?? "");
  return values.every((value) => value === "") ? [] : values;
}

function chooseInRow(row: HTMLElement, right: RightAnswer | undefined): string {
  const options = row
    .querySelectorAll("option")
    .map((option): [string, string] => [option.getAttribute("value") ?? "", option.text]);
  return valueFor(right, row.querySelector("label")?.text ?? "", options);
}

/** A lesson read once shows when; one to be read again asks for the next reading. */
function timesRead(reader: Reader): number {
  const next = reader.page.querySelector('[name="reading"]')?.getAttribute("value");
  return next === undefined ? Number.POSITIVE_INFINITY : Number(next) - 1;
}

function textIn(nodes: Node[]): string {
  return nodes.map((node) => (typeof node === "string" ? node : ` ${textIn(node.children ?? [])} `)).join("");
}

export function plain(text: string): string {
  return text
    .replace(/&[#\w]+;/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
}
