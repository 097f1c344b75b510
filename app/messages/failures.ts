/** What is said when a page cannot be shown, by status. The same words whatever the address and whoever asks. */
export const failures = {
  notFound: {
    title: "Not here",
    heading: "This page is not here",
    text: "The address may be mistyped, or what stood here may have gone or may not be yours to open.",
    way: "Go to My learning",
  },
  refused: {
    title: "Not taken",
    heading: "This could not be taken",
    text: "It did not come from a page of this site, or you may not do it. Open the page again and send it once more.",
    way: "Go to My learning",
  },
  busy: {
    title: "A moment",
    heading: "That was too much at once",
    text: "Wait a minute, then try again. What was saved before stands.",
    way: "Go to My learning",
  },
  broken: {
    title: "Something broke",
    heading: "Something broke on our side",
    text: "It is not your doing, and what was saved before stands. Try again in a moment. If it happens again, tell whoever runs this site for your practice.",
    way: "Go to My learning",
  },
} as const;

export type Failure = (typeof failures)[keyof typeof failures];

/** The words for a status; without one, something broke. */
export function failureOf(status: number | undefined): Failure {
  if (status === 404) return failures.notFound;
  if (status === 429 || status === 503) return failures.busy;
  return status !== undefined && status < 500 ? failures.refused : failures.broken;
}
