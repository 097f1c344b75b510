import { z } from "zod";
import { defineTag } from "#app/content/tag.ts";

export const prefer = defineTag({
  name: "prefer",
  is: "the wording to prefer",
  place: "block",
  within: ["compare"],
  holds: "prose",
  attributes: z.strictObject({}),
});
