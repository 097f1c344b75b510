import type { Check, Quiz } from "./course/question.ts";
import type { Reflection } from "./course/reflection.ts";
import type { Node } from "./course/text.ts";
import type { Tool } from "./course/tool.ts";
import type { Vignette } from "./course/vignette.ts";

/**
 * A course as it is compiled and kept in a release: structure, conditions, items and block trees, and no address.
 * `format` is the shape's number; every shape ever released stays readable.
 */
export interface Compiled {
  format: typeof presentFormat;
  course: Course;
}

/** The number that a release compiled today has. */
export const presentFormat = 3;

export interface Course {
  id: string;
  title: string;
  /** Neutral: what discreet pages print. */
  shortTitle: string;
  /** Semantic version of the content. */
  version: string;
  summary: string;
  audience: string;
  level: "introductory" | "intermediate" | "advanced";
  /** BCP 47 language tag of the text. */
  language: string;
  /** How it is taken, as records print it. */
  delivery: string;
  hours: Hours;
  objectives: { verb: string; text: string }[];
  authors: { name: string; credentials: string | null; role: string }[];
  reviewers: { role: "clinical" | "legal" | "lived-experience" | "accessibility"; date: string }[];
  livedExperience: string;
  conflictOfInterest: string;
  commercialSupport: string;
  limits: string;
  /** What a reader can do whom the text touches; null in releases from before it was asked for. */
  ifAffected: string | null;
  refundPolicy: string;
  grievanceContact: string;
  lastReviewed: string | null;
  nextReview: string | null;
  enrolment: "open" | "assigned";
  completion: { kind: Condition }[];
  /** How long a record is valid; null for good. */
  renewal: Renewal | null;
  /** What is new in this version, for those who completed an earlier one. */
  versionNotes: string | null;
  welcome: Block[];
  modules: Module[];
  glossary: GlossaryTerm[];
  /** The directory of resources; null where the course has none. */
  resources: Resources | null;
  references: Reference[];
}

/** How long a record of a course is valid, and when it can be renewed; in months. */
export interface Renewal {
  every: number;
  /** Counted from the day of completion, from the end of the record before, or to the end of a calendar year. */
  from: "completion" | "expiry" | "year";
  /** Before its end. */
  window: number;
  /** With `year`: a record is valid at least so long. */
  minGap: number;
}

/** What a learner must have done, each a kind the code knows; a release that asks for another is refused. */
export type Condition =
  | "lessons-read"
  | "quizzes-passed"
  | "vignettes-finished"
  | "evaluation-sent"
  | "signed-off"
  | "name-confirmed"
  | "attestation-signed";

/** The credit worksheet. `minutes` is what the method gives for the credited text, before rounding down to hours. */
export interface Hours {
  method: "mergener";
  difficulty: number;
  ratedBy: string | null;
  pilot: string | null;
  words: number;
  questions: number;
  minutes: number;
  /** In steps of a quarter of an hour. */
  hours: number;
}

export interface Module {
  id: string;
  title: string;
  principle: string | null;
  minutes: number;
  credit: boolean;
  /** For a module that no completion asks for: the hours it counts for by itself; null for all others. */
  elective: { minutes: number; hours: number } | null;
  objectives: Objective[];
  contentNote: string | null;
  evidenceLimits: string;
  /** Ids of the modules that must be finished before this one opens. */
  needs: string[];
  lastReviewed: string | null;
  nextReview: string | null;
  opening: Block[];
  lessons: Lesson[];
  quiz: Quiz | null;
}

export interface Objective {
  /** Unique in its module: O1, O2, … */
  id: string;
  verb: string;
  text: string;
}

export interface Lesson {
  id: string;
  title: string;
  minutes: number;
  objectives: string[];
  contentNote: string | null;
  summary: string;
  required: boolean;
  credit: boolean;
  reviewed: string | null;
  body: Block[];
  /** The checks in `body`, in order. */
  checks: Check[];
  /** The branching cases placed in `body`, in order. */
  vignettes: Vignette[];
  /** The practice tools placed in `body`, in order. */
  tools: Tool[];
  /** The prompts in `body`, in order. */
  reflections: Reflection[];
  /** Ids of the references cited, in the order of first citation. */
  cites: string[];
  words: number;
  /** The text by heading, for search; `anchor` is null before the first heading. */
  sections: { anchor: string | null; heading: string; text: string }[];
}

/** A run of static nodes, or one interactive part by its id. */
export type Block =
  | { kind: "static"; nodes: Node[] }
  | { kind: "check" | "vignette" | "reflection" | "tool"; id: string };

export interface Resources {
  title: string;
  /** When someone else last reviewed it. */
  reviewed: string | null;
  body: Node[];
  /** Ids of the references cited, in the order of first citation. */
  cites: string[];
}

export interface GlossaryTerm {
  /** Made from the term, and tells nothing of it. */
  anchor: string;
  term: string;
  definition: Node[];
}

export interface Reference {
  id: string;
  /** As printed in a reference list, and in the text: "Rayson & Alba, 2019". */
  entry: Node[];
  short: string;
  /** The year and what must not be claimed with it, for authors. */
  limits: string | null;
}

/** A published release, ready to be used: what the database keeps, parsed once per process and content hash. */
export interface Release {
  id: string;
  courseId: string;
  version: string;
  hash: string;
  publishedAt: string;
  course: Course;
}

/** A quiz with the module it stands in. */
export function findQuiz(course: Course, quizId: string): { quiz: Quiz; module: Module } | undefined {
  for (const module of course.modules) if (module.quiz?.id === quizId) return { quiz: module.quiz, module };
  return undefined;
}

/** A prompt by its id, wherever in the course it stands. */
export function findReflection(course: Course, promptId: string): Reflection | undefined {
  const lessons = course.modules.flatMap(({ lessons }) => lessons);
  return lessons.flatMap(({ reflections }) => reflections).find(({ id }) => id === promptId);
}
