import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lintText } from "#app/content/lint/language.ts";

const folder = "app/messages";
const files = readdirSync(folder).filter((name) => name.endsWith(".ts"));

/**
 * What the interface and the mails say, as it is written in the message files: each text between quotes, a template's
 * holes left out. Alternative texts stand in courses, where the compiler reads them by the same list.
 */
function textsIn(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  const found = code.matchAll(/"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g);
  return [...found].map(([, plain, template]) => (plain ?? template ?? "").replace(/\$\{[^}]*\}/g, "…"));
}

test.each(files)("%s says nothing that the list of words would change", (name) => {
  const texts = textsIn(readFileSync(join(folder, name), "utf8"));
  const found = texts.flatMap((text) =>
    lintText(text)
      .filter(({ severity }) => severity !== "info")
      .map(({ rule, match }) => `${rule} "${match}" in "${text}"`),
  );
  expect(texts.length).toBeGreaterThan(0);
  expect(found).toEqual([]);
});

test("the mails are among the texts that are read, and a word of the list in one would be found", () => {
  const mails = textsIn(readFileSync(join(folder, "mail.ts"), "utf8")).join(" ");
  expect(mails.length).toBeGreaterThan(200);
  const [first] = textsIn('/** No "comment". */ const say = { a: "A substance abuser." };');
  expect(lintText(first ?? "").map(({ severity }) => severity)).toContain("error");
});
