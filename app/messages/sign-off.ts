import type { WithdrawalReason } from "../domain/sign-off/reasons.ts";
import type { NotSignedOff, Observed } from "../domain/sign-off.ts";

/** The words of signing off an observed conversation. */
export const signOff = {
  door: "Sign-off",
  title: "Sign-off",
  list: {
    heading: "Sign-off",
    lead: "People of your teams whose course asks for a conversation that a supervisor observes, and who have no record yet.",
    none: "Nobody is waiting",
    noneText: "Whoever takes a course that asks for a sign-off is listed here, while you supervise them.",
    caption: "Who is waiting",
    person: "Name",
    course: "Course",
    since: "Enrolled",
    act: "Open",
    of: (name: string) => `, ${name}`,
  },
  page: {
    back: "Sign-off",
    rubric: "What to look for",
    form: "What you saw",
    formLead:
      "A conversation that you sat in on, or that was played with you. Nothing is written down but what you choose here; it holds no word about a client.",
    criterion: (number: number) => `${number}.`,
    observed: { seen: "Seen", "not-yet": "Not yet" } satisfies Record<Observed, string>,
    unanswered: (number: number) => `Say whether you saw number ${number}.`,
    day: "Day of the conversation",
    noDay: "Give the day of the conversation.",
    send: "Sign off",
    sent: "It is kept. The person sees it in the course.",
    complete: "This course is complete, so its sign-off stands as it is.",
    refused: {
      complete: "The course was completed meanwhile. What was signed off before stands.",
      "to-come": "That day is still to come.",
      "before-enrolment": "That day lies before they joined the course.",
      "open-criterion": "Say of each whether you saw it.",
    } satisfies Record<NotSignedOff, string>,
  },
  own: { heading: "The observed conversation" },
  given: {
    heading: "Signed off so far",
    caption: "What was signed off",
    none: "Nothing yet.",
    day: "Conversation",
    by: "By",
    outcome: "Outcome",
    met: "All seen",
    notMet: (count: number) => `${count} not yet`,
    takenBack: (why: string) => `Taken back: ${why}`,
    act: "Take back",
    takeBack: "Take back the sign-off",
    why: "Why",
    noWhy: "Say why.",
    reasons: {
      "wrong-person": "it was about somebody else",
      "wrong-day": "the day was wrong",
      misjudged: "I judged it wrongly",
    } satisfies Record<WithdrawalReason, string>,
    withdrawn: "It is taken back.",
  },
} as const;
