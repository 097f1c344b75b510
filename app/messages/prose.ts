/** Words that stand inside and around a lesson's text. */
export const prose = {
  callouts: {
    note: "Note",
    care: "Care for yourself",
    law: "The law",
    evidence: "What the evidence can carry",
    language: "On words",
  },
  ratherThan: "Rather than",
  prefer: "Try",
  appliesIn: (place: string) => `Applies in ${place}.`,
  asOf: (date: string) => `As of ${date}.`,
  elsewhere: "Elsewhere the law may differ; this is not legal advice.",
  afterThisModule: "After this module you can",
  runBy: (whom: string) => `Run by ${whom}.`,
  forWhom: (whom: string) => `For ${whom}.`,
  lastChecked: (date: string) => `Last checked ${date}.`,
  inTheGlossary: "In the glossary",
  leaves: "(leaves this site)",
  table: "Table",
  references: "References",
  check: {
    label: (number: number) => `Check ${number}`,
    submit: "Check my answer",
    again: "Check again",
    nothingKept: "For you alone: nothing is kept.",
    nothingChosen: "Choose an answer first.",
    right: "Yes, that fits.",
    notYet: "Not quite. The reasons stand with the choices.",
    chosenFits: "Your answer fits.",
    chosenDoesNot: "Your answer does not fit.",
    otherFits: "This one fits.",
    alsoFits: "This fits as well.",
    offline: "You are offline, so the answer could not be checked. Try again when you are connected.",
  },
  selfAssessment: {
    label: "Self-assessment",
    nothingSent: "For you alone: nothing of this is sent or kept.",
    how: (most: number) =>
      `Add up the numbers in brackets beside your answers. The sum lies between 0 and ${most}; read what stands beside it here.`,
    points: (from: number, to: number) =>
      from === to ? `${from} ${from === 1 ? "point" : "points"}` : `${from} to ${to} points`,
    /** For the script, which puts numbers into the braces. */
    sum: "Your points: {sum} of {most}.",
    open: "Answered: {answered} of {all}. Your points are counted when all are.",
    applies: "· your points lie here",
  },
} as const;
