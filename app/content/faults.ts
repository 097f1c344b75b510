/** A place in a source: `path` from the course's folder, line and column from 1. */
export interface Place {
  path: string;
  line: number;
  column: number;
}

/** Something wrong in a course's sources. An error stops a release, a warning never does. */
export interface Fault extends Place {
  id: FaultId;
  level: "error" | "warning";
  message: string;
  mend: string;
}

type Printed = Place & { id: string; message: string; mend: string };

export type FaultId = keyof typeof errors | keyof typeof warnings;

/** Every error that stops a release, with how to mend it. An id is never renamed and never used for another thing. */
const errors = {
  "file-missing": "add the file",
  "file-unknown": "rename it as the format asks, or take it out of the course's folder",
  "file-not-text": "save the file as UTF-8 text",
  "file-too-large": "keep text under 250 kB and every file under 1 MB",
  "file-is-link": "put the file itself into the course's folder",
  "order-repeated": "give each file of a folder, and each module, a number of its own",

  "frontmatter-missing": "begin the file with --- on a line of its own, its keys, and --- again",
  "frontmatter-syntax": "mend the YAML; put text that holds a colon, a quote or a leading sign between quotes",
  "frontmatter-unknown-key": "take the key out, or spell it as in docs/authors-reference.md",
  "frontmatter-missing-key": "add the key",
  "frontmatter-invalid": "write a value as in docs/authors-reference.md",
  "not-yet-supported": "leave it out until a later version supports it",
  "version-not-semver": "write three numbers, as in 1.0.0",
  "unknown-condition": "list only conditions that docs/authors-reference.md names",
  "objective-not-measurable":
    "begin with a verb that can be seen, as identify, describe, compare, apply, draft or evaluate",
  "renewal-window-too-long": "let `window` be shorter than `every`",
  "renewal-not-whole-years": "with `from: year`, let `every` be 12, 24, 36 or another number of whole years",
  "renewal-gap-out-of-place": "write `minGap` only with `from: year`, shorter than `every`",
  "unit-refused": 'write "CE hour(s)"',
  "credit-contradiction": "leave `credit` out of the lesson, or give the module credit",

  "id-missing": "run `npm run check -- --write-ids`",
  "id-malformed": "use eight of a-z and 0-9 (a choice: one to eight), and never change it once it is published",
  "id-repeated": "give the later one a new id; `npm run check -- --write-ids` writes one where there is none",

  "unknown-objective": "name an objective of this module's module.md",
  "unknown-lesson": "write the id of a lesson of this course",
  "unknown-module": "write the id of a module of this course",
  "unknown-reference": "cite an id that references.json holds, or add the reference there",
  "unknown-term": "use a term that has a heading in glossary.md, or add it there",
  "needs-cycle": "let no module need itself, however far round",

  "character-forbidden": "take out the invisible character (U+0000 or a private-use one, U+E000 to U+F8FF)",
  "markers-too-many":
    "put blank lines between paragraphs; at most 50 tag markers stand in a run of lines, 3,000 in a file",
  "nesting-too-deep": "close tags before opening more; at most 20 stand in one another",
  "stray-marker": "write a tag as {% name %}, close it, and keep markers out of code",
  "tag-syntax": 'write attributes as name="text", name=1 or name=true, with a space between them',
  "tag-unclosed": "add the closing tag",
  "tag-unopened": "take the closing tag out, or open its tag before it",
  "tag-crosses-blocks": "open and close the tag in one paragraph, or put both on lines of their own",
  "unknown-tag": "use a tag that docs/authors-reference.md names",
  "unknown-attribute": "take the attribute out, or spell it as in docs/authors-reference.md",
  "attribute-missing": "add the attribute",
  "attribute-invalid": "write a value as in docs/authors-reference.md; variables stand only in text",
  "attribute-repeated": "keep one of them",
  "annotation-refused": "take it out; classes, ids and attributes on Markdown are not allowed",
  "function-refused": "take it out; a course calls no functions",
  "unknown-variable": "use $practice.name or $practice.contact",
  "tag-misplaced": "put it where docs/authors-reference.md says it stands",
  "tag-not-alone": "put the tag on a line of its own",
  "tag-holds-nothing": "close it in itself: {% name /%}",
  "content-misplaced": "move it out of the tag, or to where docs/authors-reference.md says it stands",

  "markdown-refused": "write it with the Markdown that docs/authors-reference.md names",
  "raw-html": "write it in Markdown or with a tag; comments are not allowed either",
  "image-refused": 'put the picture into media/ and write {% figure file="…" alt="…" caption="…" credit="…" /%}',
  "link-refused": "link to https://…, mailto:… or lesson:ID, as [text](address) where it stands",
  "heading-level-one": "begin with ##; the page's title is its first-level heading",
  "heading-jump": "go down one level at a time: ## before ###, ### before ####",
  "heading-too-deep": "use ##, ### or ####",

  "question-without-stem": "write the situation and the question before the first choice",
  "choices-too-few": "write at least three choices in an item and two in a check",
  "key-not-single": 'mark exactly one choice correct=true, or write kind="multiple"',
  "key-not-multiple": "mark at least two choices correct=true and leave at least one wrong",
  "rationale-missing": "explain the choice, pair or step in {% rationale %}…{% /rationale %}, once",
  "parts-too-few":
    "write at least three pairs or steps in an item, one scale in a self-assessment, and two criteria in a rubric",
  "parts-too-many": "leave at most ten pairs or steps in an item",
  "parts-alike": "let no two left sides, right sides or steps of an item read the same",
  "part-of-other-kind": "write choices in a single or multiple item, pairs in a matching one, steps in an ordering one",
  "bands-incomplete": "let the bands follow one another from 0 to the most points, or write none",
  "not-one-paragraph": "write it as one paragraph",
  "true-or-false": "ask for a judgement between real alternatives",
  "all-of-the-above": "replace it with an alternative that can be right or wrong by itself",
  "rubric-missing":
    "write what is looked for between {% rubric %} and {% /rubric %} in a lesson, or take signed-off out",
  "rubric-repeated": "keep one of them",
  "reflection-without-prompt": "write what to think about between {% reflection %} and {% /reflection %}",
  "compare-incomplete": "write one {% avoid %} and then one {% prefer %}",
  "glossary-form": "write each term as a ## heading and one paragraph under it",
  "key-longest-over-40":
    "shorten keys or lengthen wrong choices, until the key is the longest in at most a quarter of the items",
  "bank-too-small": "write more items for the objective or the principle, or draw fewer",
  "draw-not-one": "write `draw`, by objective, or `drawPerPrinciple`, and not both",
  "principle-missing": 'name the key principle that the item is about, as principle="…"',
  "per-principle-impossible": "beside `drawPerPrinciple`, ask for at most as many right as it draws of each principle",
  "objective-without-items": "write items for the objective, or take it out of module.md",
  "questions-per-hour-under-5": "draw more items, so that there are at least six for each hour of credit",

  "unknown-case": "write the name of a case of this module, as rowan for vignette-rowan.md",
  "case-not-placed": 'place it in a lesson of its module: {% vignette case="name" /%}',
  "case-placed-twice": "place each case once",
  "case-without-scene": "begin the case with a {% scene %}",
  "case-without-ending": "write an {% ending %} that the options lead to",
  "unknown-scene": "write the id of a scene or ending of this case",
  "scene-unreachable": "let an option lead to it, or take it out; a case begins with its first scene",
  "scene-without-ending": "let an option from here on lead to an ending",
  "scene-without-text": "write what happens before the first option",
  "options-too-few": "write at least two options in a scene",
  "option-incomplete":
    "say what comes of it in {% consequence %}…{% /consequence %}, and why in {% feedback %}…{% /feedback %}, each once",
  "debrief-missing": "write one {% debrief %} after the endings",
  "debrief-without-question": "list at least one question for group supervision in the debrief",

  "unknown-tool": "write the name of a tool of this module, as intake for tool-intake.md",
  "tool-not-placed": 'place it in a lesson of its module: {% tool file="name" /%}',
  "tool-placed-twice": "place each tool once",

  "reference-invalid": "export references.json as CSL-JSON, each entry with id, type and title",

  "media-missing": "put the file into media/, or name one that is there, as bees.svg",
  "media-refused": "give it a name of a-z, 0-9 and - that ends in .svg, .png, .jpg or .webp",
  "media-too-large": "make it smaller: a drawing has at most 50 kB, a picture 500 kB",
  "picture-refused":
    "save it anew as what its name says, without what the camera noted, still, and at most 4,000 pixels across",
  "drawing-not-xml": "save it as plain SVG: UTF-8, no DOCTYPE, no entities of its own",
  "drawing-refused": "take it out, or draw it with what docs/authors-reference.md names",
  "drawing-colour": "name a colour of the theme, as docs/authors-reference.md lists them",
  "drawing-reference": "refer to what stands in the same drawing, once, as docs/authors.md says",
  "drawing-text-small": "write larger, or draw narrower: words are at least a fiftieth of the drawing's width",

  "language-error": "choose other words, or put a passage that must keep them into {% quoted %} with its reason",
  "reference-not-cited": "cite it where it bears out what is said, or take it out of references.json",
  "date-to-come": "write the day on which it was done, or none",
} as const;

/** What a course may be published with, and should not keep. */
const warnings = {
  "language-warning": "choose other words, or put a passage that must keep them into {% quoted %} with its reason",
  "key-longest":
    "shorten keys or lengthen wrong choices, until the key is the longest in at most a quarter of the items",
  "key-position": "put keys in other places, until no letter has more than 40 % of the single items",
  "bank-small": "write more items; a bank should hold at least one and a half times its draw",
  "objective-not-assessed": "draw at least one item for each objective",
  "hours-not-claimed": "claim no hours, or write at least 3,000 credited words",
  "questions-per-hour-under-6": "draw more items, so that there are at least six for each hour of credit",
  "too-warm-missing":
    'write a wrong option that sounds kind (quality="too-warm"), so that the nicest tone is not the right answer',
  "review-overdue": "have it reviewed, and write the new dates",
  "media-unused": "show it with {% figure %}, or take it out of media/",
  "resource-stale": "look the resource up again, and write when",
} as const;

const mends: Record<FaultId, string> = { ...errors, ...warnings };

export const faultIds = Object.keys(mends).filter(isFaultId);

/** A fault at a place; its level and how to mend it follow from the id. */
export function faultAt({ path, line, column }: Place, id: FaultId, message: string): Fault {
  return { path, line, column, id, level: isWarning(id) ? "warning" : "error", message, mend: mends[id] };
}

/** How a fault is mended, in one sentence without its stop. */
export function mendOf(id: FaultId): string {
  return mends[id];
}

/** Whether a fault never stops a release. */
export function isWarning(id: FaultId): boolean {
  return Object.hasOwn(warnings, id);
}

/** `path:line:column id message; how to mend it` */
export function printFault({ path, line, column, id, message, mend }: Printed): string {
  return `${path}:${line}:${column} ${id} ${message}; ${mend}`;
}

/** By path, line and column, each once. */
export function sortFaults(faults: Fault[]): Fault[] {
  const unique = new Map(faults.map((fault) => [printFault(fault), fault]));
  return [...unique.values()].sort(
    (a, b) => compare(a.path, b.path) || a.line - b.line || a.column - b.column || compare(a.id, b.id),
  );
}

export function isError(fault: Fault): boolean {
  return fault.level === "error";
}

/** Whether a text is a fault's id. */
export function isFaultId(id: string): id is FaultId {
  return Object.hasOwn(mends, id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
