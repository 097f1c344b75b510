import type { Entry } from "../ledger.ts";
import type { Actor, World } from "../world.ts";

const notEnrolled: Actor[] = ["outsider", "supervisor", "author", "auditor", "admin"];
const others: Actor[] = [...notEnrolled, "therapist2"];
const passedQuiz = ({ course }: World) => course.modules[0]?.quiz?.id ?? "";

/** A quiz from its start to its outcome. */
export const routes: Entry[] = [
  {
    route: "learn/:course/quiz/:quiz",
    signedOut: "sign-in",
    notFor: notEnrolled,
    visits: [
      {
        state: "passed",
        as: "therapist2",
        address: (world) => `/learn/${world.course.id}/quiz/${passedQuiz(world)}`,
        queries: 4,
      },
      {
        state: "open",
        as: "therapist",
        address: ({ course, openQuiz }) => `/learn/${course.id}/quiz/${openQuiz}`,
        queries: 4,
      },
    ],
  },
  {
    route: "learn/:course/attempt/:attempt",
    signedOut: "sign-in",
    notFor: others,
    visits: [
      {
        state: "an item",
        as: "therapist",
        address: ({ course, openAttempt }) => `/learn/${course.id}/attempt/${openAttempt}`,
        queries: 6,
      },
      {
        state: "an item answered before",
        as: "therapist",
        address: ({ course, openAttempt }) => `/learn/${course.id}/attempt/${openAttempt}?item=1`,
        queries: 6,
      },
      {
        state: "refused",
        as: "therapist",
        address: ({ course, openAttempt }) => `/learn/${course.id}/attempt/${openAttempt}?item=1`,
        post: () => ({ intent: "continue", item: "1", version: "1", "choice-1": "99" }),
        status: 422,
        queries: 14,
      },
      {
        state: "sent",
        as: "therapist2",
        address: ({ course, submittedAttempt }) => `/learn/${course.id}/attempt/${submittedAttempt}`,
        queries: 6,
      },
    ],
  },
  {
    // Saves for the script and answers it in a line; shows nothing.
    route: "learn/:course/attempt/:attempt/answer",
    signedOut: "sign-in",
    visits: [],
  },
  {
    route: "learn/:course/attempt/:attempt/review",
    signedOut: "sign-in",
    notFor: others,
    visits: [
      {
        state: "some unanswered",
        as: "therapist",
        address: ({ course, openAttempt }) => `/learn/${course.id}/attempt/${openAttempt}/review`,
        queries: 6,
      },
      {
        state: "refused",
        as: "therapist",
        address: ({ course, openAttempt }) => `/learn/${course.id}/attempt/${openAttempt}/review`,
        post: () => ({}),
        status: 422,
        queries: 14,
      },
    ],
  },
  {
    route: "learn/:course/attempt/:attempt/outcome",
    signedOut: "sign-in",
    notFor: [...notEnrolled, "therapist"],
    visits: [
      {
        state: "passed",
        as: "therapist2",
        address: ({ course, submittedAttempt }) => `/learn/${course.id}/attempt/${submittedAttempt}/outcome`,
        queries: 6,
        kilobytes: 40,
      },
    ],
  },
];
