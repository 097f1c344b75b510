import { parse } from "node-html-parser";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ExplainedItems } from "#app/components/learn/explained-items.tsx";
import { GivenAnswer } from "#app/components/learn/given-answer.tsx";
import { ItemForm } from "#app/components/learn/item-form.tsx";
import { type RenderedItem, renderExplained, renderItems } from "#app/components/learn/rendered-items.server.ts";
import { Prose } from "#app/components/prose/prose.tsx";
import { renderBlocks } from "#app/components/prose/render.server.tsx";
import type { Question } from "#app/domain/course/question.ts";
import type { Node } from "#app/domain/course/text.ts";
import type { Release } from "#app/domain/course.ts";
import { explainQuestion, showQuestion } from "#app/domain/quiz/kinds.ts";
import { matchingQuestion, orderingQuestion, smallRelease } from "#tests/support/course.ts";

const { course } = smallRelease();
const release: Release = { id: "r", courseId: course.id, version: "1.0.0", hash: "kinds", publishedAt: "", course };
const fill = { practice: { name: "North", contact: "office@practice.example" }, link: () => "/there" };
const order = ["c", "a", "d", "b"];
const matching = matchingQuestion("match001", "O1");
const ordering = orderingQuestion("order001", "O1");

test("a matching item is one select for each left side, with every right side in full before them", () => {
  const page = form(rendered(matching, [2, 0, 1, 0]));
  expect(page.querySelectorAll("fieldset")).toHaveLength(1);
  expect(page.querySelectorAll(".lettered li").map(({ text }) => text)).toEqual([
    "A. Meaning c",
    "B. Meaning a",
    "C. Meaning d",
    "D. Meaning b",
  ]);
  expect(rowsOf(page)).toEqual([
    ["Sign a", "2", "B. Meaning a"],
    ["Sign b", "", "Choose one"],
    ["Sign c", "1", "A. Meaning c"],
    ["Sign d", "", "Choose one"],
  ]);
});

test("an ordering item is one number for each step, and asks for no dragging", () => {
  const page = form(rendered(ordering, [2, 0, 1, 0]));
  expect(rowsOf(page)).toEqual([
    ["Step c", "2", "2"],
    ["Step a", "", "No number"],
    ["Step d", "1", "1"],
    ["Step b", "", "No number"],
  ]);
  expect(page.querySelectorAll("[draggable]")).toEqual([]);
  expect(
    page
      .querySelectorAll("select")[0]
      ?.querySelectorAll("option")
      .map(({ text }) => text),
  ).toEqual(["No number", "1", "2", "3", "4"]);
});

test("no author's id and nothing of the key is in either form", () => {
  for (const question of [matching, ordering]) {
    const page = form(rendered(question, [0, 0, 0, 0]));
    expect(page.toString()).not.toMatch(/match001\/|order001\/|"[abcd]"|Because|correct/);
  }
});

test("two steps with the same number are marked, with what was sent standing, and the first of them has the focus", () => {
  const typed = { "choice-1": ["4", "2", "2", ""] };
  const page = form(rendered(ordering, [1, 2, 3, 4]), {
    errors: { "choice-1": "Two steps have the same number." },
    typed,
  });
  expect(rowsOf(page).map(([, value]) => value)).toEqual(["4", "2", "2", ""]);
  const invalid = page.querySelectorAll('select[aria-invalid="true"]');
  expect(invalid.map((select) => select.getAttribute("aria-describedby"))).toEqual([
    "field-choice-1-error",
    "field-choice-1-error",
  ]);
  expect(page.querySelector("#field-choice-1-error")?.text).toBe("Two steps have the same number.");
  expect(page.querySelector(".error-summary a")?.getAttribute("href")).toBe(`#${invalid[0]?.getAttribute("id")}`);
  expect(page.querySelector("select[autofocus]")?.getAttribute("id")).toBe(invalid[0]?.getAttribute("id"));
});

test("what was answered so far is shown by its words, and what is open is said", () => {
  const shown = (item: RenderedItem) => words(<GivenAnswer item={item} fill={fill} />);
  expect(shown(rendered(matching, [0, 0, 0, 0]))).toBe("Not answered yet");
  expect(shown(rendered(matching, [2, 0, 1, 0]))).toBe(
    "Not finished yet Sign a : Meaning a Sign b : nothing chosen yet Sign c : Meaning c Sign d : nothing chosen yet",
  );
  expect(shown(rendered(ordering, [2, 0, 4, 0]))).toBe("Not finished yet 2. Step c 4. Step d");
  expect(shown(rendered(ordering, [2, 3, 1, 4]))).toBe("1. Step d 2. Step c 3. Step a 4. Step b");
});

test("after a pass each pair and each step is explained, with what was answered", () => {
  const items = [
    explainQuestion(matching, { position: 1, order, chosen: ["a", "b", "d", ""] }),
    explainQuestion(ordering, { position: 2, order, chosen: ["d", "c", "a", "b"] }),
  ];
  const drawn = items.map((_, at) => ({ item: `x${at}`, choices: order }));
  const shown = words(<ExplainedItems items={renderExplained(release, { items, drawn })} fill={fill} />);
  expect(shown).toContain("Question 1 of 2 · 0.5 of 1 point");
  expect(shown).toContain("Sign a You matched it with “Meaning a”, and it fits. Because of a.");
  expect(shown).toContain("Sign c You matched it with “Meaning d”. It belongs with “Meaning c”. Because of c.");
  expect(shown).toContain("Sign d You matched it with nothing. It belongs with “Meaning d”. Because of d.");
  expect(shown).toContain("Step 1 Step d You put it here, and it fits. Because of d.");
  expect(shown).toContain("Step 3 Step b You put it at 4. Because of b.");
});

test("a self-assessment is no form, keeps no answer, and prints how to count by hand", () => {
  const page = parse(shownAs(selfAssessment(true)));
  expect(page.querySelectorAll("form, button, [name=choice]")).toEqual([]);
  const groups = page.querySelectorAll("fieldset").map((scale) => scale.querySelectorAll("input"));
  expect(groups.map((inputs) => inputs.map((input) => input.getAttribute("value")))).toEqual([
    ["0", "1", "2"],
    ["0", "1", "2"],
  ]);
  const names = groups.map(([first]) => first?.getAttribute("name"));
  expect(new Set(names).size).toBe(2);
  expect(page.querySelectorAll("input:not([autocomplete=off])")).toEqual([]);
  const said = page.text.replace(/\s+/g, " ");
  expect(said).toContain("Never (0)Sometimes (1)Often (2)");
  expect(said).toContain("The sum lies between 0 and 4");
  expect(page.querySelectorAll("dt").map(({ text }) => text)).toEqual(["0 to 1 points", "2 to 4 points"]);
  expect(said).toContain("nothing of this is sent or kept");
  expect(page.querySelector("[data-how]")?.hasAttribute("hidden")).toBe(false);
});

test("without a guide nothing is counted", () => {
  const shown = shownAs(selfAssessment(false));
  expect(shown).not.toMatch(/\(\d\)|data-sum/);
});

test("two self-assessments on a page do not share their answers", () => {
  const pieces = renderBlocks([selfAssessment(true)], course);
  const twice = (
    <>
      <Prose pieces={pieces} fill={fill} />
      <Prose pieces={pieces} fill={fill} />
    </>
  );
  const inputs = parse(renderToStaticMarkup(twice)).querySelectorAll("input");
  expect(new Set(inputs.map((input) => input.getAttribute("name"))).size).toBe(4);
});

function rendered(question: Question, chosen: number[]): RenderedItem {
  const answered = chosen.every((position) => position > 0);
  const item = { ...showQuestion(question, order, 1), chosen, answered, version: 1 };
  const [only] = renderItems(release, { items: [item], drawn: [{ item: question.id, choices: order }] });
  if (!only) throw new Error("It is rendered.");
  return only;
}

function form(item: RenderedItem, refused: { errors?: Record<string, string>; typed?: Record<string, string[]> } = {}) {
  const addressOf = (at: number) => `/attempt?item=${at}`;
  return parse(
    renderToStaticMarkup(
      <ItemForm item={item} of={2} isCurrent addressOf={addressOf} saveAt="/answer" fill={fill} {...refused} />,
    ),
  );
}

/** Each row's label, value and the words chosen. */
function rowsOf(page: ReturnType<typeof parse>) {
  return page.querySelectorAll(".row").map((row) => {
    const select = row.querySelector("select");
    const option = select?.querySelector("option[selected]");
    expect(row.querySelector("label")?.getAttribute("for")).toBe(select?.getAttribute("id"));
    expect(select?.getAttribute("name")).toBe("choice-1");
    return [row.querySelector("label")?.text, option?.getAttribute("value"), option?.text];
  });
}

function words(element: React.ReactElement): string {
  return renderToStaticMarkup(element)
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

function selfAssessment(isGuided: boolean): Node {
  const scale = (words: string): Node => {
    const attributes = { id: "a", labels: "Never / Sometimes / Often" };
    return { name: "scale", attributes, children: [{ name: "p", children: [words] }] };
  };
  const band = (from: number, to: number): Node => {
    return { name: "band", attributes: { from, to }, children: [{ name: "p", children: ["So."] }] };
  };
  const guide = isGuided ? [band(0, 1), band(2, 4)] : [];
  const children = [{ name: "p", children: ["How often?"] }, scale("I ask."), scale("I wait."), ...guide];
  return { name: "self-assessment", attributes: { id: "selfone1" }, children };
}

function shownAs(node: Node): string {
  return renderToStaticMarkup(<Prose pieces={renderBlocks([node], course)} fill={fill} />);
}
