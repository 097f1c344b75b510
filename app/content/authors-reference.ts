import type { z } from "zod";
import { drawingReference } from "./drawing/reference.ts";
import { faultIds, isWarning, mendOf } from "./faults.ts";
import {
  courseFields,
  glossaryFields,
  laterKeys,
  lessonFields,
  moduleFields,
  quizFields,
  resourcesFields,
  toolFields,
  vignetteFields,
} from "./frontmatter.ts";
import { nodes } from "./nodes/index.ts";
import { rowsOf } from "./schema-rows.ts";
import { homeName, type TagSchema } from "./tag.ts";
import { laterTags, tags } from "./tags/index.ts";

const files: [name: string, what: string, schema: z.ZodObject][] = [
  ["course.md", "The course; its body is the welcome.", courseFields],
  ["NN-name/module.md", "A module; its body is the opening.", moduleFields],
  ["NN-name/NN-name.md", "A lesson; its body is the text, with its checks.", lessonFields],
  ["NN-name/quiz.md", "A module's item bank; its body holds items and nothing else.", quizFields],
  ["NN-name/vignette-name.md", "A branching case; its body holds scenes, endings and a debrief.", vignetteFields],
  ["NN-name/tool-name.md", "A practice tool: a sheet that prints; nothing written on it is sent.", toolFields],
  ["glossary.md", "Terms: each a `##` heading and one paragraph.", glossaryFields],
  ["resources.md", "The resource directory: kinds of help, how to vet it, and `resource` entries.", resourcesFields],
];

/** The reference of what authors may write, as Markdown, made from the schemas that the compiler reads by. */
export function authorsReference(): string {
  const markdown = [...nodes.values()].flatMap(({ is }) => (is ? [`- ${is}`] : []));
  const parts = [
    "# What authors may write",
    "This page is made from the compiler's schemas by `npm run check -- --reference`; a test holds the two equal. Whatever is not named here is a fault, with its path, line and column.",
    "## Files and their frontmatter",
    "The number in a name gives the order; the `id` is what the course is known by. `references.json` beside course.md is CSL-JSON, as Zotero exports it. `media/` holds what figures show.",
    ...files.flatMap(([name, what, schema]) => [`### ${name}`, what, table("Key", schema)]),
    "## Tags",
    'A tag is written `{% name attribute="text" /%}`, or `{% name %}…{% /name %}` around what it holds. A block tag stands on lines of its own.',
    ...[...tags.values()].flatMap(describeTag),
    ...drawingReference(),
    "## Variables",
    '`{% $practice.name %}` and `{% $practice.contact %}` print the practice\'s name and contact. In frontmatter they are written without signs, as `"$practice.contact"`.',
    "## Markdown",
    markdown.join("\n"),
    "Raw HTML, comments, pictures in Markdown, blocks of code, struck-out text, attributes on Markdown, and `[name]: address` lines are faults.",
    "At most 50 tag markers stand in a run of lines without a blank one, and at most 20 tags in one another.",
    "## Faults",
    "Each is printed as `path:line:column id message; how to mend it`, all of them at once. A warning never stops a release.",
    faultTable(),
    "## Not yet supported",
    `Tags: ${list(laterTags)}. Keys: ${list(laterKeys)}.`,
  ];
  return `${parts.join("\n\n")}\n`;
}

function faultTable(): string {
  const rows = faultIds.map((id) => `| \`${id}\`${isWarning(id) ? " (warning)" : ""} | ${capital(mendOf(id))}. |`);
  return ["| Fault | Mend it so |", "| --- | --- |", ...rows].join("\n");
}

function describeTag({ name, is, place, within, holds, attributes }: TagSchema): string[] {
  const holding = {
    nothing: "holds nothing",
    words: "holds words",
    prose: "holds text and tags",
    parts: "holds its parts",
  };
  const standing = { block: "a block", inline: "within a paragraph", either: "a block or within a paragraph" };
  const home = within ? `; stands in ${within.map(homeName).join(" or ")}` : "";
  return [
    `### ${name}`,
    `${capital(is)}. ${capital(standing[place])}; ${holding[holds]}${home}.`,
    ...(Object.keys(attributes.shape).length > 0 ? [table("Attribute", attributes)] : []),
  ];
}

function table(noun: string, schema: z.ZodObject): string {
  const rows = rowsOf(schema).map(
    ({ name, type, fallback, says }) => `| \`${name}\` | ${type} | ${fallback} | ${says} |`,
  );
  return [`| ${noun} | Type | Unless said | Says |`, "| --- | --- | --- | --- |", ...rows].join("\n");
}

function list(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(", ");
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
