import { z } from "zod";
import { text } from "#app/content/fields.ts";
import { defineTag } from "#app/content/tag.ts";

export const figure = defineTag({
  name: "figure",
  is: "a picture or a drawing of media/, with its words",
  place: "block",
  within: ["lesson", "module"],
  holds: "nothing",
  attributes: z.strictObject({
    file: text.describe('the name of a file in media/, as "bees.svg"'),
    alt: text.describe("what whoever cannot see it needs to know of it, and every word that a drawing holds"),
    caption: text.describe("what it shows, printed below it; counted as text, and found by search"),
    credit: text.describe("who made it, and under which licence"),
  }),
  element: ({ file, alt, caption, credit }, { mediumOf }) => ({ alt, caption, credit, ...mediumOf(file)?.attributes }),
});
