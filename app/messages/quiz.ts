import type { NotSaved } from "#app/domain/attempt/answer.ts";
import type { NotOpened } from "#app/domain/attempt/policy.ts";
import { countInWords, list, minutesInWords } from "./amounts.ts";

/** The words around a quiz: before it, in it, checking it, after it. Neutral (decision 20). */
export const quizzes = {
  before: {
    kicker: (module: number, title: string) => `Module ${module} · ${title}`,
    what: "What to expect",
    items: (count: number) =>
      `${count === 1 ? "One question" : `${count} questions`}, one at a time, in your own time.`,
    passMark: (mark: number) => `To pass: ${mark}% or more.`,
    perPrinciple: (right: number, of: number) =>
      `And for each key principle ${right === of ? `all ${of}` : `at least ${right} of ${of}`} questions fully right.`,
    noLimit: "There is no time limit. Answers are saved as you go, and an open attempt waits for you.",
    checked: "Before anything is sent you see all your answers and can change them.",
    attemptsAllowed: (attempts: number) =>
      `You have ${countInWords(attempts, "attempt")}. Opening one counts. After the last, read the lessons it points to again, and you get one more, as often as you need.`,
    attemptsUnlimited: "You have as many attempts as you need.",
    wait: (minutes: number) => `Between two attempts there is a wait of ${minutesInWords(minutes)}.`,
    seen: "Your score is for you alone. Nobody else sees your answers, your score or how often you tried.",
    left: (left: number) => (left === 1 ? "1 attempt left" : `${left} attempts left`),
    granted: (attempts: number) =>
      attempts === 1 ? "One more attempt was granted." : `${attempts} more attempts were granted.`,
    begin: "Begin the quiz",
    again: "Begin another attempt",
    goOn: "Go on with your attempt",
    passed: (date: string) => `You passed this quiz on ${date}.`,
    seeOutcome: "See your answers explained",
    earlier: "Your attempts so far",
    earlierOn: (number: number, date: string) => `Attempt ${number}, ${date}`,
    readFirst: "Read these again, then you have one more attempt:",
    waitUntil: (time: string) => `The next attempt can begin at ${time}.`,
    refused: {
      passed: "You have already passed this quiz.",
      "read-again": "Read the lessons named here again first, then you have one more attempt.",
      wait: "The wait between two attempts is not over yet.",
    } satisfies Record<NotOpened, string>,
  },
  attempt: {
    question: (number: number, of: number) => `Question ${number} of ${of}`,
    list: "Questions of this quiz",
    single: "Choose one answer.",
    multiple: "Choose every answer that fits.",
    matching: "Choose what belongs to each line.",
    ordering: "Give each step its number. 1 comes first.",
    toMatch: "To choose from",
    notChosen: "Choose one",
    noNumber: "No number",
    letter: (position: number) => String.fromCharCode(64 + position),
    numberTwice: "Two steps have the same number. This is saved as soon as each has a number of its own.",
    previous: "Previous",
    next: "Next",
    save: "Save and continue",
    review: "Check your answers",
    sent: "Already sent",
    seeOutcome: "See the outcome",
    saved: (time: string) => `Saved ${time}`,
    unsaved: "Not saved yet. You can go on: it is tried again by itself.",
    nothingYet: "Your answers are saved as you go.",
    at: (number: number) => `Question ${number}:`,
    refused: {
      closed: "This attempt has been sent, so nothing in it changes any more.",
      "no-such-item": "That question is not in this attempt. Nothing was changed.",
      "no-such-choice": "That answer is not among the choices. Nothing was changed; choose again.",
      older: "This answer was changed in another window or on another device. Nothing was changed by this one.",
      "one-choice-only": "This question takes one answer. Nothing was changed; choose one.",
      "choice-twice": "An answer was sent twice. Nothing was changed; choose again.",
      "not-one-for-each": "This question takes one answer for each line. Nothing was changed; choose again.",
      "number-twice": "Two steps have the same number, so nothing was saved. Give each step a number of its own.",
    } satisfies Record<NotSaved, string>,
    tooLate: "What you chose last on this page came after that and is not part of it.",
    standing: "What is saved now:",
    keepYours: "What you chose here is still chosen above. Save and continue keeps it instead.",
    unreadable: "That answer could not be read. Nothing was changed; choose again.",
  },
  review: {
    heading: "Check your answers",
    lead: "Nothing has been sent yet. You can still change every answer.",
    change: "Change",
    noAnswer: "Not answered yet",
    partly: "Not finished yet",
    noneYet: "nothing chosen yet",
    unanswered: (items: number[]) =>
      items.length === 1
        ? `Question ${items[0]} has no answer yet.`
        : `Questions ${list(items.map(String))} have no answer yet.`,
    submit: "Send my answers",
    back: "Back to the questions",
  },
  outcome: {
    passed: "Passed",
    notYet: "Not yet",
    score: (points: string, items: number, percent: string) => `${points} of ${items} points (${percent}%)`,
    passMark: (mark: number) => `The quiz is passed from ${mark}%.`,
    unmet: (right: number) =>
      `The quiz also asks for ${right === 1 ? "one question" : `${right} questions`} fully right on each key principle. Not yet met:`,
    missed: "What to look at again",
    missedLead: "These objectives had a question that was not fully right:",
    read: "Read:",
    left: (left: number | null) =>
      left === null
        ? "You can try again as often as you need."
        : left === 0
          ? "Your attempts are used up. Mark the lessons below as read again, and you get one more."
          : `You have ${countInWords(left, "attempt")} left.`,
    again: "To the quiz",
    readLesson: "Read again",
    explained: "Your answers, explained",
    yours: "Your answer",
    fits: "Fits",
    fitsNot: "Does not fit.",
    chosenFits: "Your answer, and it fits.",
    chosenDoesNot: "Your answer; it does not fit.",
    alsoFits: "This fits; you did not choose it.",
    matched: (right: string) => `You matched it with “${right}”, and it fits.`,
    mismatched: (right: string) => `You matched it with “${right}”.`,
    notMatched: "You matched it with nothing.",
    belongs: (right: string) => `It belongs with “${right}”.`,
    inPlace: "You put it here, and it fits.",
    outOfPlace: (given: number) => `You put it at ${given}.`,
    notPlaced: "You gave it no number.",
    step: (position: number) => `Step ${position}`,
    earned: (points: string) => `${points} of 1 point`,
    explainedLater: "When you have passed, every answer is explained here.",
    next: "Continue",
    outline: "To the outline",
  },
} as const;
