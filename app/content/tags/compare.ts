import { z } from "zod";
import { defineTag } from "#app/content/tag.ts";

export const compare = defineTag({
  name: "compare",
  is: "two wordings side by side: one `avoid`, then one `prefer`",
  place: "block",
  holds: "parts",
  attributes: z.strictObject({}),
});
