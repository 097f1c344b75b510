import { z } from "zod";
import { text } from "#app/content/fields.ts";
import { defineTag } from "#app/content/tag.ts";

export const term = defineTag({
  name: "term",
  is: "a glossary term, with its definition at hand",
  place: "inline",
  holds: "words",
  attributes: z.strictObject({ of: text.describe("a heading of glossary.md, in any case of letters") }),
  element: ({ of }, { anchorOf }) => ({ anchor: anchorOf(of) ?? "" }),
});
