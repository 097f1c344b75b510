import type { FixedQuestion, Rating } from "#app/domain/evaluation/questions.ts";
import { countInWords } from "./amounts.ts";

/** The words of the evaluation of a course and of what came of it. Neutral (decision 20). */
export const evaluation = {
  title: "Evaluation",
  ratings: { 1: "Not at all", 2: "A little", 3: "Partly", 4: "Mostly", 5: "Fully" } satisfies Record<Rating, string>,
  questions: {
    accuracy: "As far as I can judge, the content is accurate",
    usefulness: "The content is useful",
    authors: "Those who wrote it explain it well",
    format: "This way of learning suits me: reading, cases and quizzes at my own pace",
    access: "I could use every part of it, with my device and in my way",
    level: "Its level fits what I knew before",
    relevance: "It bears on my own practice",
    independence: "It is free of bias, and of anybody's wish to sell something",
  } satisfies Record<FixedQuestion, string>,
  objective: "I can now",
  objectives: "What the course set out to teach",
  course: "The course itself",
  form: {
    heading: "What did you think of this course?",
    lead: "Rate each line, then send. It takes about three minutes.",
    keptTitle: "Your name is not kept with this",
    kept: "Your answers are kept apart from your account: with them stand the release of the course and the month, and nothing else. With your enrolment stands only that you sent an evaluation, because your record asks for it.",
    seen: (step: number) =>
      `Authors and administrators see sums and comments of each release once ${step} people have sent theirs, and then in steps of ${step}. You can send yours once, and nobody can change it afterwards, since nobody knows which it is.`,
    comment: "Anything you want to add",
    commentHint: "Do not write who you are, and nothing about a client. What you write here is shown word for word.",
    numbered: (line: number) => `${line}.`,
    unanswered: (line: number) => `Line ${line}: choose one of the five.`,
    longComment: "Shorten this to 2,000 characters.",
    send: "Send the evaluation",
    notYet: "Some things come first",
    notYetText: "The evaluation opens when the lessons, cases and quizzes of this course are done.",
    whatIsMissing: "See what is missing",
    sent: "Your evaluation was sent. Thank you.",
    sentText: "It is kept without your name, so it can be neither shown to you nor changed.",
    onwards: "To the last steps",
    refused: {
      "not-yet": "Something else comes first: the lessons, cases and quizzes of this course.",
      unanswered: "Rate every line, then send.",
    },
  },
  results: {
    title: "Evaluations",
    kicker: (title: string, version: string) => `${title}, release ${version}`,
    lead: "What those who finished this release said of it, without their names.",
    release: "Release",
    newest: (version: string) => `${version} (newest)`,
    show: "Show",
    people: (people: number) => `From ${countInWords(people, "evaluation")}.`,
    steps: (step: number) =>
      `Shown from ${step} evaluations on, and then in steps of ${step}, so that nobody's answer can be told from the rest.`,
    none: "Not yet",
    noneText: (step: number) => `Results are here once ${step} people have sent their evaluation of this release.`,
    notAsked: "This release asks for no evaluation",
    notAskedText: "A course asks for one when its course.md lists evaluation-sent under completion.",
    caption: "How each line was rated",
    question: "Line",
    mean: "Mean (1 to 5)",
    comments: (comments: number) => countInWords(comments, "comment"),
    commentsLead: "In no order that says who wrote one, or when.",
    noComments: "Nobody added a comment.",
    csv: "Download as a table (CSV)",
    print: "Print",
    link: "Evaluations",
    columns: { version: "version", kind: "kind", text: "text", people: "people", mean: "mean", comment: "comment" },
  },
} as const;

/** A question in words, for whom the course's own words are printed like any other. */
export function lineOf(question: { id: string; objective: { verb: string; text: string } | null }): string {
  if (question.objective) return `${evaluation.objective} ${question.objective.verb} ${question.objective.text}`;
  return isFixed(question.id) ? evaluation.questions[question.id] : question.id;
}

function isFixed(id: string): id is FixedQuestion {
  return Object.hasOwn(evaluation.questions, id);
}
