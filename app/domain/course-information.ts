import type { Condition, Course, Objective, Release } from "./course.ts";
import type { Practice } from "./practice.ts";

/** What anyone may know of a course before they join it: who made it, for whom, and what it does not claim. */
export interface CourseInformation
  extends Pick<
    Course,
    | "title"
    | "version"
    | "summary"
    | "audience"
    | "level"
    | "delivery"
    | "objectives"
    | "authors"
    | "reviewers"
    | "livedExperience"
    | "conflictOfInterest"
    | "commercialSupport"
    | "limits"
    | "refundPolicy"
    | "lastReviewed"
  > {
  id: string;
  /** Of the modules that completion asks for. */
  minutes: number;
  /** The credit worksheet as it is told; an estimate until others have rated it and taken it. */
  hours: Pick<Course["hours"], "hours" | "words" | "questions" | "difficulty" | "ratedBy" | "pilot"> & {
    isEstimate: boolean;
  };
  /** Whom to turn to, as the practice is reached. */
  contact: string;
  /** The quizzes' pass marks, each once. */
  passMarks: number[];
  /** How many attempts a quiz gives before lessons are read again, each number once; null is without limit. */
  attempts: (number | null)[];
  conditions: Condition[];
  modules: {
    id: string;
    title: string;
    minutes: number;
    credit: boolean;
    electiveHours: number | null;
    objectives: Omit<Objective, "id">[];
  }[];
}

/** What is told of a course before anyone joins it; no text of a lesson and no item is in it. */
export function informationOn(
  { courseId, course }: Release,
  practice: Pick<Practice, "name" | "contact">,
): CourseInformation {
  const fill = (text: string) => fillPractice(text, practice);
  const { title, version, level, objectives, authors, reviewers, lastReviewed } = course;
  const asked = course.modules.filter(({ elective }) => elective === null);
  const quizzes = asked.flatMap(({ quiz }) => (quiz ? [quiz] : []));
  return {
    id: courseId,
    title,
    version,
    level,
    objectives,
    authors,
    reviewers,
    lastReviewed,
    summary: fill(course.summary),
    audience: fill(course.audience),
    delivery: fill(course.delivery),
    livedExperience: fill(course.livedExperience),
    conflictOfInterest: fill(course.conflictOfInterest),
    commercialSupport: fill(course.commercialSupport),
    limits: fill(course.limits),
    refundPolicy: fill(course.refundPolicy),
    contact: fill(course.grievanceContact),
    minutes: asked.reduce((total, module) => total + module.minutes, 0),
    hours: worksheetOf(course.hours),
    passMarks: [...new Set(quizzes.map(({ passMark }) => passMark))].sort((a, b) => a - b),
    attempts: [...new Set(quizzes.map(({ attempts }) => attempts))],
    conditions: course.completion.map(({ kind }) => kind),
    modules: course.modules.map(({ id, title, minutes, credit, elective, objectives }) => {
      const electiveHours = elective?.hours ?? null;
      return {
        id,
        title,
        minutes,
        credit,
        electiveHours,
        objectives: objectives.map(({ verb, text }) => ({ verb, text })),
      };
    }),
  };
}

function worksheetOf({ hours, words, questions, difficulty, ratedBy, pilot }: Course["hours"]) {
  return { hours, words, questions, difficulty, ratedBy, pilot, isEstimate: pilot === null || ratedBy === null };
}

/** The two variables that an author may write in a course's particulars. */
export function fillPractice(text: string, { name, contact }: Pick<Practice, "name" | "contact">): string {
  return text.replaceAll("$practice.name", name).replaceAll("$practice.contact", contact);
}
