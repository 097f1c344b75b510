import type { Condition } from "#app/domain/course.ts";
import { anyOf, countInWords, hoursInWords, list, minutesInWords } from "./amounts.ts";

const reviewers = {
  clinical: "a clinician",
  legal: "a lawyer",
  "lived-experience": "anyone it is about",
};

/** The words behind the door of learners. Neutral: they stand on pages that others may see (decision 20). */
export const learn = {
  learning: {
    heading: "My learning",
    continueElective: "Continue · Elective",
    continueIn: (module: number, modules: number) => `Continue · Module ${module} of ${modules}`,
    toFinish: "Continue · Last steps",
    finished: "Finished",
    readyToComplete: "The last steps",
    readyToCompleteDetail: "Everything is read and passed. A few short steps are left before your record.",
    recordReady: "Your record is here",
    recordReadyDetail: "You have completed this course.",
    revoked: "revoked",
    recordRevoked: "Your record was revoked",
    recordRevokedDetail: "It does not count any more. What you have learnt stays done. The record says why.",
    nothingLeft: "Nothing is left to do",
    nothingLeftDetail:
      "Your record is on its way. If our clock is behind the last record, it comes when the clock is right; you need do nothing.",
    continue: "Continue",
    seeRecord: "See your record",
    outline: "Outline",
    readAgain: "Read again",
    steps: "Modules",
    others: "Your other courses",
    othersFinished: "Finished courses",
    join: "Courses you can join",
    empty: "You are not in a course yet",
    emptyText: "Courses you join, or that are assigned to you, will be here with the place where you stopped.",
    noneToJoin: "There is no course to join at the moment.",
    see: "See what it covers",
    standing: "Where you stand",
    read: "Lessons read",
    quizzes: "Quizzes passed",
    whatCounts: "What counts, and what is missing",
    records: "Records",
    recordsEmpty: "Your completion record will be here when you have finished.",
    allRecords: "All your records",
    writing: "Your notes and bookmarks",
    recordOf: (title: string) => `Record: ${title}`,
  },
  next: {
    lesson: (minutes: number) => `A lesson of about ${minutesInWords(minutes)}.`,
    stopped: (heading: string, minutes: number) =>
      `You stopped at “${heading}”. The whole lesson takes about ${minutesInWords(minutes)}.`,
    again: "You have used your attempts at this module's quiz. Reading this lesson again opens one more.",
    quiz: (minutes: number) => `A quiz of about ${minutesInWords(minutes)}, without a time limit.`,
    vignette: (minutes: number) => `A vignette of about ${minutesInWords(minutes)}, with choices to make.`,
    attempt: "Your attempt is open, with every answer you have saved.",
  },
  steps: (done: number, total: number, minutes: number) =>
    done >= total
      ? `${done} of ${total} steps done`
      : `${done} of ${total} steps done · about ${minutesInWords(minutes)} left`,
  minutes: minutesInWords,
  quizOf: (moduleTitle: string) => `Quiz: ${moduleTitle}`,
  of: (done: number, total: number) => `${done} of ${total}`,
  module: {
    kicker: (number: number) => `Module ${number}`,
    elective: (hours: number) =>
      `Elective: it is not asked for, and counts by itself${hours > 0 ? ` (${hours} hours of learning, an estimate)` : ""}`,
    electivesLead: "Nothing here is asked of you. Each counts by itself and is not in the hours of the course.",
    lessons: (count: number) => countInWords(count, "lesson"),
    contents: (lessons: number, hasQuiz: boolean) => `${countInWords(lessons, "lesson")}${hasQuiz ? ", a quiz" : ""}`,
    about: "About this module",
    evidence: "What the evidence can carry:",
    minutes: (minutes: number) => `about ${minutesInWords(minutes)}`,
    readOf: (read: number, of: number) => `${read} of ${countInWords(of, "lesson")} read`,
    quizToCome: "quiz to come",
    quizOpen: "quiz begun",
    quizPassed: "quiz passed",
    quizPassedOn: (date: string) => `quiz passed on ${date}`,
    opensAfter: (modules: { number: number; title: string }[]) =>
      `Opens when ${list(modules.map(({ number, title }) => `module ${number} (${title})`))} ${modules.length === 1 ? "is" : "are"} finished`,
    notYet: "Not yet",
    notForCredit: "not counted in the hours",
  },
  outline: {
    counts: "What completes this course",
    countsLead: "Your record is issued when every rule below is met.",
    passMarks: (marks: number[]) => `${marks.map((mark) => `${mark}%`).join(", ")} or more`,
    whatIsMissing: "Still missing:",
    modules: "Modules",
    met: "Met",
    notYet: "Not yet",
    join: "Join this course",
    comeBack: "Come back to this course",
    left: (date: string) => `You left this course on ${date}. Everything you did in it is kept.`,
    leave: "Leave this course",
    leaveText:
      "Leaving takes the course off My learning. What you have read and passed is kept, and is here again when you come back.",
    taking: {
      "by-assignment": "This course is joined by assignment. Ask whoever leads your training.",
      "taking-none": "This course takes no new learners at the moment.",
      "no-such-course": "This course takes no new learners at the moment.",
    },
    about: "About this course",
    audience: "For",
    time: "Time to take it",
    timeInWords: (minutes: number) => `about ${minutesInWords(minutes)} of reading and questions, at your own pace`,
    hours: "Hours on the record",
    level: "Level",
    format: "Format",
    authors: "Written by",
    reviewers: "Reviewed by",
    reviewerRoles: {
      clinical: "Clinical review",
      legal: "Legal review",
      "lived-experience": "Review from lived experience",
      accessibility: "Accessibility review",
    },
    lastReviewed: "Last reviewed",
    livedExperience: "Lived experience",
    interests: "Conflicts of interest",
    support: "Commercial support",
    limits: "Limits and risks",
    refunds: "Refunds and cancellation",
    complaints: "Questions and complaints",
    board: "Check with your licensing board whether it counts this course; the board decides.",
    needs: "You need a web browser. No camera, microphone or download is needed.",
    version: "Version",
    notYetDone: "not yet done",
    objectives: "After this course you can",
    notForCredit: "Not for credit",
    notCounted: (modules: string[]) =>
      [
        ...modules.map((title) => `the module “${title}”`),
        "practice tools",
        "reflections",
        "lessons marked optional",
      ].join(", "),
    accommodations: "Accommodations",
    accommodationsText: (contact: string) =>
      `To ask for more attempts, another format or anything else that you need, write to ${contact}. Nothing has a time limit.`,
    complaintsText: (contact: string) => `Write to ${contact}, and ask by when you will have an answer.`,
    attempts: (allowed: (number | null)[]) =>
      allowed
        .map((one) =>
          one === null
            ? "as many attempts as you need"
            : `${countInWords(one, "attempt")}, then one more each time the lessons it points to are read again`,
        )
        .join("; "),
    attemptsOf: "Attempts at a quiz",
    unreviewed: (roles: ("clinical" | "legal" | "lived-experience")[]) =>
      `Not yet reviewed by ${anyOf(roles.map((role) => reviewers[role]))}.`,
    notLegal: "The course gives no legal advice.",
    counted: "How they are counted",
    countedInWords: (sheet: {
      words: number;
      questions: number;
      difficulty: number;
      ratedBy: string | null;
      pilot: string | null;
    }) =>
      `By Mergener’s formula of 1991, for reading in full: ${sheet.words.toLocaleString("en-GB")} words and ${sheet.questions} questions, at difficulty ${sheet.difficulty} of 5 (${sheet.ratedBy ? `rated by ${sheet.ratedBy}` : "rated by nobody else yet"}); ${sheet.pilot ? `pilot: ${sheet.pilot}` : "no pilot yet"}. Rounded down to a quarter of an hour.`,
    hoursInWords: (hours: number, isEstimate: boolean) =>
      `${hoursInWords(hours)}${isEstimate ? ", a careful estimate from the length of the text" : ""}`,
    glossary: "Glossary",
    printed: "You can print any lesson.",
  },
  levels: { introductory: "Introductory", intermediate: "Intermediate", advanced: "Advanced" },
  conditions: {
    "lessons-read": "Every required lesson is marked as read",
    "quizzes-passed": "Every quiz is passed",
    "vignettes-finished": "Every vignette is brought to an ending, or read as text",
    "evaluation-sent": "The evaluation of the course is sent",
    "signed-off": "A supervisor has signed off a conversation that they observed",
    "name-confirmed": "Your name for the record is confirmed",
    "attestation-signed": "The attestation is signed",
  } satisfies Record<Condition, string>,
  missing: {
    "evaluation-sent": "Asked once all of the above is done. It is kept without your name.",
    "signed-off":
      "Ask a supervisor of your team to sit in on a conversation, or to hear one played. What they look for stands in the lesson.",
    "name-confirmed": "Confirm your name once the quizzes are passed.",
    "attestation-signed": "Signed last, when all else is done.",
  },
  lesson: {
    kicker: (number: number, of: number, minutes: number) =>
      `Lesson ${number} of ${of} · ${minutesInWords(minutes)} to read`,
    serves: "This lesson serves",
    contentNote: "Before you read",
    skip: "Skip to the summary",
    summary: "In short",
    markRead: "Mark as read",
    marked: "Marked as read",
    notMarked: "This lesson could not be marked as read. Open it again and press the button once more.",
    markReadAgain: "Mark as read again",
    againText: "You are reading this again before one more attempt at the quiz.",
    readOnDate: (date: string) => `read on ${date}`,
    toReadAgain: "to read again",
    readOn: (date: string) => `You marked this as read on ${date}.`,
    next: "Next",
    back: (title: string) => `Back: ${title}`,
    nextLesson: (title: string) => `Next: ${title}`,
    toQuiz: "To the quiz",
    toAttempt: "Back to your attempt",
    toOutline: "To the outline",
    toOutlineShort: "Outline",
    toFinish: "To the last steps",
    optional: "Optional",
    checkFaulty: "That answer could not be read. Choose again.",
    quizEntry: "Quiz",
  },
  glossary: {
    heading: "Glossary",
    usedIn: "Used in:",
    empty: "No terms yet",
    emptyText: "Terms appear here as the lessons that use them open.",
  },
  aboutText: {
    summary: "About this text",
    notLegalAdvice:
      "This is not legal advice: what the law says depends on the place, the act, the person and the date. Ask a lawyer, or your liability insurer.",
    evidence: "How far the evidence reaches:",
    madeBy: (authors: string[]) => `Written by ${list(authors)}.`,
    unreviewed: (roles: ("clinical" | "legal" | "lived-experience")[]) =>
      `Not yet reviewed by ${anyOf(roles.map((role) => reviewers[role]))}.`,
    lastReviewed: (date: string) => `Last reviewed on ${date}.`,
    neverReviewed: "No review of it has a date yet.",
    nextReview: (date: string) => `Next review: ${date}.`,
    overdue: "This review is overdue.",
    ifAffected: "If this touches you:",
  },
  resources: {
    heading: "Resources",
    link: "Resources, and how to vet them",
    lead: "Nothing here is a recommendation by your practice. Check an entry before you pass it on.",
    notReviewed: "Nobody but its authors has reviewed this list yet.",
    reviewedOn: (date: string) => `The list was last reviewed on ${date}.`,
  },
} as const;
