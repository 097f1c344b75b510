import type { HTMLElement } from "node-html-parser";
import type { Node } from "#app/domain/course/text.ts";
import type { Course } from "#app/domain/course.ts";
import { Reader } from "./reader.ts";

/** What a server has acknowledged, to be found again later. */
export type Fact =
  | { kind: "read"; address: string; times: number }
  | { kind: "saved"; address: string; attempt: string; chosen: string[] }
  | { kind: "submitted"; address: string; score: string }
  | { kind: "named"; address: string; name: string }
  | { kind: "record"; address: string };

/** The right choices by their text, by the question's text; letters and digits only. */
export type AnswerKey = Record<string, string[]>;

export function answerKeyOf(course: Course): AnswerKey {
  const items = course.modules.flatMap(({ quiz }) => quiz?.items ?? []);
  return Object.fromEntries(
    items.map(({ stem, choices }) => [
      plain(textIn(stem)),
      choices.filter(({ correct }) => correct).map(({ text }) => plain(textIn(text))),
    ]),
  );
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
    if (address.includes("/completion")) return this.complete(address);
    return this.sit();
  }

  private async markRead(address: string): Promise<Fact> {
    const times = Number(this.form("intent=read")?.querySelector('[name="reading"]')?.getAttribute("value"));
    await this.submit("intent=read");
    return { kind: "read", address, times };
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
    const answered = shown?.querySelectorAll("input[checked]").length ?? 0;
    if (!shown || answered > 0) return this.hand(base);
    const name = shown.querySelector('input[type="radio"],input[type="checkbox"]')?.getAttribute("name") ?? "";
    const chosen = this.chooseIn(shown);
    const item = shown.getAttribute("data-item") ?? "";
    return this.save(shown, { kind: "saved", address: `${base}?item=${item}`, attempt: base, chosen }, name);
  }

  /** Goes back to an answer that was saved and chooses one other choice instead. */
  async changeMind(fact: Extract<Fact, { kind: "saved" }>): Promise<Fact> {
    await this.open(fact.address);
    const shown = this.page.querySelector("section[data-item]:not([hidden])");
    const inputs = shown?.querySelectorAll('input[type="radio"],input[type="checkbox"]') ?? [];
    const other = inputs.find((input) => !fact.chosen.includes(input.getAttribute("value") ?? ""));
    if (!shown || !other) throw new Error(`There is no other choice on ${this.address}.`);
    const chosen = [other.getAttribute("value") ?? ""];
    return this.save(shown, { ...fact, chosen }, other.getAttribute("name") ?? "");
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
    if (this.form("Confirm my name")) {
      await this.submit("Confirm my name", { name: "Ada N. Okafor" });
      return { kind: "named", address, name: "Ada N. Okafor" };
    }
    await this.submit("Sign and complete", { agree: "yes" });
    return { kind: "record", address: this.address };
  }

  private chooseIn(shown: HTMLElement): string[] {
    const question = plain(shown.querySelector("legend")?.text ?? "");
    const stem = Object.keys(this.key).find((stem) => question.includes(stem));
    const right = stem === undefined ? [] : (this.key[stem] ?? []);
    const choices = shown.querySelectorAll("label.choice");
    const chosen = choices.filter((choice) => right.includes(plain(choice.text)));
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
  if (fact.kind === "named") return reader.text().includes(fact.name) || reader.address.startsWith("/records");
  if (fact.kind === "record") return reader.text().length > 0;
  // An attempt that was sent meanwhile keeps its answers behind its outcome.
  const shown = reader.page.querySelector("section[data-item]:not([hidden])");
  if (!shown) return reader.text().length > 0;
  const checked = shown.querySelectorAll("input[checked]").map((input) => input.getAttribute("value"));
  return JSON.stringify(checked) === JSON.stringify(fact.chosen);
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
