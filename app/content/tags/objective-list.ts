import { z } from "zod";
import { defineTag } from "#app/content/tag.ts";

export const objectiveList = defineTag({
  name: "objective-list",
  is: "the module's objectives, printed",
  place: "block",
  within: ["module", "lesson"],
  holds: "nothing",
  attributes: z.strictObject({}),
  element: (_, { module }) => ({ module }),
});
