import { z } from "zod";
import type { Condition } from "#app/domain/course.ts";
import { id, isoDate, orNone, reviewDate, text } from "./fields.ts";

/**
 * What stands between the two `---` of each file: types, defaults, and what an author reads about each key.
 * A key that is not here is a fault.
 */
const conditions: Record<Condition, true> = {
  "lessons-read": true,
  "quizzes-passed": true,
  "vignettes-finished": true,
  "evaluation-sent": true,
  "signed-off": true,
  "name-confirmed": true,
  "attestation-signed": true,
};

/** Verbs that name nothing one can see (APA; `curriculum` rule CE-02). */
const unseen =
  /^\s*(understand|know|learn|appreciate|become (aware|familiar)|be (aware|familiar)|grasp|explore|gain (an )?(understanding|insight))\b/i;

const verb = text.refine((word) => !unseen.test(word), {
  params: { fault: "objective-not-measurable" },
  error: "is not a verb whose result can be seen",
});

const minutes = z.number().int().min(1).max(600);

const objective = z.strictObject({
  id: z
    .string()
    .regex(/^[A-Z][A-Za-z0-9]{0,7}$/)
    .describe("its own within the module, as O1"),
  verb: verb.describe("a verb whose result can be seen, as apply"),
  text: text.describe("the rest of the sentence"),
});

const pilot = z.strictObject({
  people: z.number().int().min(1).describe("how many took the pilot"),
  medianMinutes: z.number().positive().describe("the median of their minutes"),
  on: isoDate.describe("when it ended"),
});

const hours = z.strictObject({
  method: z.literal("mergener").default("mergener").describe("how minutes are worked out (Mergener 1991)"),
  difficulty: z.number().min(1).max(5).describe("1 to 5, best rated by someone who did not write the course"),
  ratedBy: orNone(text).describe("who rated the difficulty, or none"),
  pilot: orNone(pilot).describe("the pilot whose median caps the minutes, or none"),
});

const author = z.strictObject({
  name: text.describe("as it is printed"),
  credentials: orNone(text).describe("degrees and licences, or none"),
  role: text.describe("what the author did"),
});

const reviewer = z.strictObject({
  role: z.enum(["clinical", "legal", "lived-experience", "accessibility"]).describe("what was reviewed"),
  date: isoDate.describe("when"),
});

const months = z.number().int().min(0).max(120);

/** How long a record of the course is valid, in months, and when its renewal opens (decision record 0051). */
const renewal = z
  .strictObject({
    every: months.min(1).describe("months that a record is valid"),
    from: z
      .enum(["completion", "expiry", "year"])
      .default("completion")
      .describe("counted from the day of completion, from the end of the record before, or to the end of a year"),
    window: months.min(1).describe("months before its end that a record can be renewed"),
    minGap: months.default(0).describe("with `from: year`: months that a record is valid at least"),
  })
  .refine(({ every, window }) => window < every, {
    params: { fault: "renewal-window-too-long" },
    error: "opens the renewal as soon as a record is issued",
    path: ["window"],
  })
  .refine(({ every, from }) => from !== "year" || every % 12 === 0, {
    params: { fault: "renewal-not-whole-years" },
    error: "is no number of whole years",
    path: ["every"],
  })
  .refine(({ every, from, minGap }) => minGap === 0 || (from === "year" && minGap < every), {
    params: { fault: "renewal-gap-out-of-place" },
    error: "does not go with the rest of the renewal",
    path: ["minGap"],
  });

export const courseFields = z.strictObject({
  id,
  title: text.describe("the course's full title"),
  shortTitle: text.describe("a neutral title for discreet pages"),
  version: z
    .string()
    .refine((version) => /^(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})$/.test(version), {
      params: { fault: "version-not-semver" },
      error: "is not a semantic version",
    })
    .describe("version of the content, as 1.0.0; raised for each release"),
  summary: text.describe("what the course is, in a few sentences"),
  audience: text.describe("whom it is for"),
  level: z.enum(["introductory", "intermediate", "advanced"]).describe("instructional level"),
  hours: hours.describe("the credit worksheet; words, questions and hours are counted"),
  format: text.describe("how it is taken"),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .describe("BCP 47 tag of the text, as en-GB"),
  objectives: z
    .array(objective.omit({ id: true }))
    .min(5)
    .max(8)
    .describe("what a learner can do after the course"),
  authors: z.array(author).min(1).describe("who wrote it"),
  reviewers: orNone(z.array(reviewer)).describe("who reviewed it and when, or none"),
  livedExperience: text.describe("how sex workers, or others whom the course is about, took part"),
  conflictOfInterest: text.describe('a statement; "none" is one'),
  commercialSupport: text.describe('a statement; "none" is one'),
  limits: text.describe("limits and risks of the content"),
  ifAffected: text.describe("what a reader can do whom the text touches, as one paragraph"),
  refundPolicy: text.describe("even where the course is free"),
  grievanceContact: text.describe('a contact, or "$practice.contact"'),
  lastReviewed: reviewDate.describe("when the course was last reviewed, or none"),
  nextReview: reviewDate.describe("when it is due, or none"),
  enrolment: z.enum(["open", "assigned"]).default("open").describe("who may take it: anyone active, or those assigned"),
  renewal: renewal.optional().describe("how long a record is valid; without it, for good"),
  versionNotes: text
    .optional()
    .describe("what is new in this version, for those who completed an earlier one; told with the syllabus"),
  completion: z
    .array(z.string().refine(isCondition, { params: { fault: "unknown-condition" }, error: "is not a condition" }))
    .min(1)
    .describe(`what completes the course, of ${Object.keys(conditions).join(", ")}`),
});

export const moduleFields = z.strictObject({
  id,
  title: text.describe("the module's title"),
  principle: text.optional().describe("the key principle it teaches"),
  minutes: minutes.describe("its lessons, cases and quiz"),
  credit: z.boolean().default(true).describe("whether its lessons and items count towards hours"),
  elective: z
    .boolean()
    .default(false)
    .describe("whether it stands outside what completes the course, with hours of its own"),
  objectives: z.array(objective).min(4).max(6).describe("what a learner can do after the module"),
  contentNote: text.optional().describe("what a reader may want to know before reading"),
  evidenceLimits: text.describe("how far its sources reach"),
  needs: z.array(z.string()).default([]).describe("ids of the modules to be finished before it"),
  lastReviewed: reviewDate.describe("when it was last reviewed, or none"),
  nextReview: reviewDate.describe("when it is due, or none"),
});

export const lessonFields = z.strictObject({
  id,
  title: text.describe("the lesson's title"),
  minutes: minutes.describe("reading and checks"),
  objectives: z.array(z.string()).min(1).describe("ids of the module's objectives that it serves"),
  contentNote: text.optional().describe("what a reader may want to know before reading"),
  summary: text.describe("what is assessed, for those who skip to the summary"),
  required: z.boolean().default(true).describe("whether it must be read to complete the course"),
  credit: z.boolean().optional().describe("whether it counts towards hours; as the module unless said"),
  reviewed: reviewDate.describe("when someone else last reviewed it, or none"),
});

export const vignetteFields = z.strictObject({
  id,
  title: text.describe("what the case is called; a name is enough"),
  minutes: minutes.describe("going through it once"),
  contentNote: text.optional().describe("what one may want to know before beginning"),
  reviewed: reviewDate.describe("when someone else last reviewed it, or none"),
});

export const toolFields = z.strictObject({
  id,
  title: text.describe("what the sheet is called"),
  summary: text.describe("one sentence: when to use it"),
  pages: z.union([z.literal(1), z.literal(2)]).describe("how many A4 pages it prints on, 1 or 2"),
  reviewed: reviewDate.describe("when someone else last reviewed it, or none"),
});

export const quizFields = z.strictObject({
  id,
  title: text.default("Quiz").describe("the quiz's title"),
  passMark: z.number().int().min(70).max(100).default(80).describe("per cent needed to pass, 70 to 100"),
  draw: z
    .record(z.string(), z.number().int().min(1).max(50))
    .optional()
    .describe("how many items of each objective one sitting shows; this or `drawPerPrinciple`"),
  drawPerPrinciple: z
    .number()
    .int()
    .min(1)
    .max(10)
    .optional()
    .describe("how many items of each key principle one sitting shows, instead of `draw`"),
  perPrinciple: z
    .number()
    .int()
    .min(1)
    .max(10)
    .optional()
    .describe("how many items of each key principle must be fully right, beside the pass mark"),
  attempts: z
    .union([z.literal("unlimited"), z.number().int().min(1).max(20)])
    .default(3)
    .transform((written) => (written === "unlimited" ? null : written))
    .describe("attempts before lessons must be read again, or unlimited"),
  wait: z.number().int().min(0).max(10_080).default(0).describe("minutes between attempts"),
  shuffle: z.boolean().default(true).describe("whether items and choices are shuffled"),
});

export const glossaryFields = z.strictObject({ id, title: text.default("Glossary").describe("the glossary's title") });

export const resourcesFields = z.strictObject({
  id,
  title: text.default("Resources").describe("the directory's title"),
  reviewed: reviewDate.describe("when someone else last reviewed it, or none"),
});

/** Keys of the course format that this version does not know yet. */
export const laterKeys: readonly string[] = ["evaluation"];

function isCondition(word: string): word is Condition {
  return Object.hasOwn(conditions, word);
}
