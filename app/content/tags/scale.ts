import { z } from "zod";
import { id, text } from "#app/content/fields.ts";
import { defineTag } from "#app/content/tag.ts";

/** Between the labels of a scale. */
const between = " / ";

export const scale = defineTag({
  name: "scale",
  is: "one statement to rate: a paragraph",
  place: "block",
  within: ["self-assessment"],
  holds: "prose",
  attributes: z.strictObject({
    id: id.describe("one to eight of a-z and 0-9, its own within the self-assessment"),
    labels: text
      .refine(isScale, { error: 'must be two to seven different labels with " / " between them' })
      .describe(
        'what can be answered, as `"Never / Sometimes / Often"`: the first counts 0 points, each further one more',
      ),
  }),
});

/** The labels of a scale as they are written in one attribute. */
export function labelsIn(labels: string): string[] {
  return labels.split(between);
}

function isScale(labels: string): boolean {
  const all = labelsIn(labels);
  return (
    all.length >= 2 && all.length <= 7 && all.every((label) => label.trim() !== "") && new Set(all).size === all.length
  );
}
