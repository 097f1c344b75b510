import type { NotAnswered } from "#app/domain/practice-again.ts";
import { quizzes } from "./quiz.ts";

/** The words of practising again, which is the learner's alone. Neutral (decision 20). */
export const practiceAgain = {
  link: "Practise again",
  heading: "Practise again",
  lead: "Questions from quizzes you have passed come back when you may be about to forget them.",
  what: "What this is",
  terms: [
    "One question at a time, explained at once. Stop whenever you like.",
    "It is yours alone. It counts for nothing, and no page shows it to anyone else.",
    "There are no reminders, and nothing to keep up.",
    "Your quiz attempts and your record stay as they are.",
    "Kept is when each question comes back and how well you knew it; not what you answered. You can delete it at any time.",
  ],
  begin: "Begin",
  nothingPassed: "Nothing to practise yet",
  nothingPassedText: "When you have passed a quiz, its questions can come back here.",
  nothingDue: "Nothing is due now",
  nothingDueText: (time: string) => `The next question comes back on ${time}. You need not do anything until then.`,
  fromModule: (module: number) => `From module ${module}`,
  submit: "Answer",
  right: "Right",
  notYet: "Not yet",
  notYetText: "This question comes back soon. Nothing else comes of it.",
  explained: "Your answer, explained",
  howWasIt: "How easily did it come?",
  howWasItText: "The easier it came, the longer it stays away.",
  ease: { hard: "Hard", good: "Good", easy: "Easy" },
  next: "Go on",
  forget: "Forget my practice",
  forgetText:
    "This deletes when your questions come back and how well you knew them, and ends practising until you begin again. Your attempts and your record are not touched.",
  done: { forgotten: "What was kept of your practice is deleted." },
  refused: {
    "nothing-chosen": "Answer every part first.",
    "choice-twice": quizzes.attempt.refused["choice-twice"],
    "not-one-for-each": quizzes.attempt.refused["not-one-for-each"],
    "number-twice": quizzes.attempt.refused["number-twice"],
    "no-such-choice": "That answer is not among the choices. Choose again.",
    "one-choice-only": "This question takes one answer. Choose one.",
  } satisfies Record<NotAnswered, string>,
  unreadable: "That answer could not be read. Choose again.",
} as const;
