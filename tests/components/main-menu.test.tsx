import { parse } from "node-html-parser";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { MainMenu } from "#app/components/ui/main-menu.tsx";

const own = ["learn", "records", "search", "team", "reports", "author", "vignettes"].map((key) => doorTo(key));
const running = ["people", "teams", "audit"].map((key) => ({ ...doorTo(key), runsPractice: true }));

test("many doors are folded, each is there once, and the fold says which of it is open", () => {
  const menu = menuOf({ doors: [...own, ...running], current: "teams" });
  expect(menu.querySelector("details")?.hasAttribute("open")).toBe(false);
  expect(menu.querySelector("summary[aria-current=true]")?.text).toBe("Administration: Teams");
  expect(menu.querySelectorAll("details a").map(({ text }) => text)).toEqual(["People", "Teams", "Audit"]);
  expect(menu.querySelectorAll("a")).toHaveLength(10);
  expect(menu.querySelectorAll("a[aria-current=page]").map(({ text }) => text)).toEqual(["Teams"]);
});

test("the fold is not marked while another door is open, and few doors have none", () => {
  const menu = menuOf({ doors: [...own, ...running], current: "learn" });
  expect(menu.querySelector("summary")?.toString()).toBe("<summary>Administration</summary>");
  expect(menuOf({ doors: [...own, ...running.slice(1)], current: "teams" }).querySelector("details")).toBeNull();
});

function doorTo(key: string) {
  return { key, label: `${key[0]?.toUpperCase()}${key.slice(1)}`, to: `/${key}` };
}

function menuOf(props: Parameters<typeof MainMenu>[0]) {
  return parse(renderToString(<MainMenu {...props} />));
}
