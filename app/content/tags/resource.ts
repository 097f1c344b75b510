import { z } from "zod";
import { isoDate, text } from "#app/content/fields.ts";
import { defineTag } from "#app/content/tag.ts";

export const resource = defineTag({
  name: "resource",
  is: "an entry of the resource directory; a warning six months after it was last checked",
  place: "block",
  holds: "nothing",
  attributes: z.strictObject({
    name: text.describe("what it is called"),
    by: text.describe("who runs it"),
    url: z.url({ protocol: /^https$/ }).describe("its https address"),
    for: text.describe("whom it is for"),
    checked: isoDate.describe("when someone last looked"),
  }),
});
