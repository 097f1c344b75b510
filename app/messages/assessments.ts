import { countInWords } from "./amounts.ts";
import { pack } from "./pack.ts";

/** The words of an assessment pack, which reviewers read. Neutral (decision 20). */
export const assessments = {
  title: "Assessments",
  lead: "What a reviewer of a course must see of its quizzes: every item with its key and its reasons. Each opening stands in the audit trail, and the pages carry your name.",
  release: "Release",
  releaseOf: (title: string, version: string) => `${title}, release ${version}`,
  releaseUnknown: "Choose a release from the list.",
  open: "Open the assessment",
  emptyTitle: "No course is published yet",
  empty: "When one is, its assessment can be opened here.",
  sample: "See a sample certificate (PDF)",
  sampleText: "What learners get, marked as a sample. It has no number and stands in no roster.",
  one: {
    title: "Assessment",
    confidential: "Confidential: items with keys",
    /** For a reader of a paper: with the zone. */
    mark: ({ name, at, zone }: { name: string; at: string; zone: string }) => {
      const time = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "long", timeZone: zone });
      return `Confidential. Opened by ${name} on ${time.format(new Date(at))}. Not for learners.`;
    },
    file: "Download all quizzes as a text",
    print: "Print",
    hash: (hash: string) => `Content hash ${hash}`,
    authors: "Authors",
    hours: "Hours",
    hoursText: ({ hours, minutes, words, questions }: Record<"hours" | "minutes" | "words" | "questions", number>) =>
      `${countInWords(hours, "hour")}, from ${minutes} minutes by the Mergener formula: ${words} words, ${questions} questions.`,
    quizzes: "Quizzes with items, keys and reasons",
    blueprint: "What is measured",
    objective: "Objective",
    items: "Items in the bank",
    drawn: "Asked in one sitting",
    byPrinciple: pack.byPrinciple,
    quiz: (module: number, title: string) => `Module ${module}: ${title}`,
    rules: ({ passMark, asked, attempts }: { passMark: number; asked: number; attempts: number | null }) =>
      `Pass mark ${passMark}%. ${countInWords(asked, "item")} in one sitting. ${
        attempts === null ? "No limit of attempts." : `${countInWords(attempts, "attempt")}, then the lessons again.`
      }`,
    perPrinciple: (count: number) => `Of each principle, ${countInWords(count, "item")} must be right.`,
    item: (id: string, kind: keyof typeof pack.kinds) => `Item ${id}, ${pack.kinds[kind]}`,
    about: ({ objective, lesson, difficulty, author, reviewed }: About) =>
      `Objective ${objective}, lesson ${lesson}, difficulty ${difficulty}, written by ${author}${
        reviewed === null ? ", not reviewed yet" : `, reviewed ${reviewed}`
      }.`,
    right: "Right",
    wrong: "Wrong",
    statistic: ({ attempts, facility, discrimination }: Statistic) =>
      `From ${countInWords(attempts, "first attempt")}: facility ${Math.round(facility * 100)}%, discrimination ${
        discrimination === null ? "cannot be told" : discrimination.toFixed(2)
      }.`,
    noStatistic: "No figures yet: they come at ten first attempts.",
  },
} as const;

interface About {
  objective: string;
  lesson: string;
  difficulty: number;
  author: string;
  reviewed: string | null;
}

interface Statistic {
  attempts: number;
  facility: number;
  discrimination: number | null;
}
