import type { Node } from "../course/text.ts";
import type { Condition, Course, Hours, Module, Reference, Release, Renewal } from "../course.ts";
import { fillPractice } from "../course-information.ts";
import { countDrawn } from "../quiz.ts";
import { type Line, toText } from "./lines.ts";

/**
 * The syllabus of a release as one text: what the course is, whom it is for, what it teaches, from which sources, what
 * completes it. Of the release alone, so that the same release is the same bytes: no practice, no person, no item, no
 * key and no explanation is in it. What is kept is never written anew, so these words may change for releases to come.
 */
export function writeSyllabus({ course, version, hash, publishedAt }: Release): string {
  const provider = { name: "the provider", contact: "the provider's contact" };
  const fill = (text: string) => fillPractice(text, provider);
  return toText([
    heading(1, course.title),
    paragraph(`Release ${version}, published ${publishedAt.slice(0, 10)}. Content hash: ${hash}.`),
    paragraph(fill(course.summary)),
    heading(2, "The course"),
    ...aboutOf(course).map(([term, text]) => item(`${term}: ${fill(text)}`)),
    heading(2, "Hours"),
    ...hoursOf(course.hours).map(item),
    heading(2, "Objectives"),
    paragraph("After this course a learner can:"),
    ...course.objectives.map(({ verb, text }) => item(`${verb} ${text}`)),
    heading(2, "What completes the course"),
    ...course.completion.map(({ kind }) => item(conditions[kind])),
    item(course.renewal ? renewalOf(course.renewal) : "The record has no end."),
    heading(2, "Modules"),
    ...course.modules.flatMap((module, at) => moduleOf(module, at + 1)),
    heading(2, "References"),
    ...referencesOf(course).map(item),
  ]);
}

const conditions: Record<Condition, string> = {
  "lessons-read": "Every required lesson is marked read.",
  "quizzes-passed": "Every quiz is passed.",
  "vignettes-finished": "Every case is gone through to an ending.",
  "evaluation-sent": "The evaluation is sent.",
  "signed-off": "A supervisor has signed off an observed conversation.",
  "name-confirmed": "The name for the record is confirmed.",
  "attestation-signed": "The attestation is signed: the learner did this themself.",
};

function aboutOf(course: Course): [string, string][] {
  const authors = course.authors.map(({ name, credentials, role }) => {
    return `${[name, credentials].filter(Boolean).join(", ")} (${role})`;
  });
  const reviews = course.reviewers.map(({ role, date }) => `${role}, ${date}`);
  return [
    ["For", course.audience],
    ["Level", course.level],
    ["Language", course.language],
    ["Format", course.delivery],
    ["Written by", authors.join("; ")],
    ["Reviewed by others", reviews.join("; ") || "not yet"],
    ["Last reviewed", course.lastReviewed ?? "not yet"],
    ["Lived experience", course.livedExperience],
    ["Conflicts of interest", course.conflictOfInterest],
    ["Commercial support", course.commercialSupport],
    ["Limits and risks", course.limits],
    ["Refunds", course.refundPolicy],
    ...(course.versionNotes ? [["New in this version", course.versionNotes] satisfies [string, string]] : []),
  ];
}

function hoursOf({ hours, minutes, words, questions, difficulty, ratedBy, pilot }: Hours): string[] {
  return [
    `${hours} ${hours === 1 ? "hour" : "hours"}, from ${minutes} minutes by the Mergener method.`,
    `Counted: ${words} words and ${questions} questions, at difficulty ${difficulty} of 5.`,
    `Difficulty rated by: ${ratedBy ?? "nobody but the authors"}.`,
    `Pilot: ${pilot ?? "not done yet, so the hours are an estimate"}.`,
  ];
}

function renewalOf({ every, from, window, minGap }: Renewal): string {
  const counted = {
    completion: "from the day of completion",
    expiry: "from the day of completion, or from the end of the record before",
    year: `to the end of a calendar year${minGap > 0 ? `, ${minGap} at least` : ""}`,
  };
  return `The record is valid for ${every} months, counted ${counted[from]}. It can be renewed from ${window} months before its end.`;
}

function moduleOf(module: Module, number: number): Line[] {
  const { title, principle, minutes, credit, elective, objectives, lessons, quiz, evidenceLimits } = module;
  const counts = elective
    ? `An elective: nobody is asked for it, and it counts ${elective.hours} hours by itself.`
    : credit
      ? "Counted in the hours."
      : "Not counted in the hours.";
  return [
    heading(3, `Module ${number}: ${title}`),
    ...(principle ? [paragraph(`Key principle: ${principle}`)] : []),
    paragraph(`About ${minutes} minutes. ${counts} How far its sources reach: ${evidenceLimits}`),
    ...objectives.map(({ verb, text }) => item(`Objective: ${verb} ${text}`)),
    ...lessons.flatMap((lesson) => [
      item(`Lesson: ${lesson.title}, about ${lesson.minutes} minutes${lesson.required ? "" : ", not required"}`),
      ...lesson.vignettes.map((vignette) => item(`Case: ${vignette.title}, about ${vignette.minutes} minutes`)),
      ...lesson.tools.map((tool) => item(`Practice tool: ${tool.title}. ${tool.summary}`)),
    ]),
    ...(quiz ? [item(`Quiz: ${countDrawn(quiz)} questions, passed with ${quiz.passMark}% or more`)] : []),
  ];
}

/** Those that the text itself cites; what only an explanation of an answer cites is not told. */
function referencesOf({ modules, resources, references }: Course): string[] {
  const lessons = modules.flatMap(({ lessons }) => lessons);
  const blocks = [...modules.flatMap(({ opening }) => opening), ...lessons.flatMap(({ body }) => body)];
  const cited = new Set([
    ...blocks.flatMap((block) => (block.kind === "static" ? citesIn(block.nodes) : [])),
    ...lessons.flatMap(({ tools }) => tools.flatMap(({ body }) => citesIn(body))),
    ...citesIn(resources?.body ?? []),
  ]);
  return references.filter(({ id }) => cited.has(id)).map(entryOf);
}

/** A reference as it is printed, as text. */
export function entryOf({ entry }: Pick<Reference, "entry">): string {
  const textOf = (nodes: Node[]): string =>
    nodes.map((node) => (typeof node === "string" ? node : textOf(node.children ?? []))).join("");
  return textOf(entry).replace(/\s+/g, " ").trim();
}

function citesIn(nodes: Node[]): unknown[] {
  return nodes.flatMap((node) => {
    if (typeof node === "string") return [];
    return [...(node.name === "cite" ? [node.attributes?.ref] : []), ...citesIn(node.children ?? [])];
  });
}

function heading(level: 1 | 2 | 3, text: string): Line {
  return { kind: "heading", level, text };
}

function item(text: string): Line {
  return { kind: "item", text };
}

function paragraph(text: string): Line {
  return { kind: "paragraph", text };
}
