/** What mail says. Subjects are neutral: they are read over shoulders and kept by others (decision 20). */
export const mail = {
  trial: {
    subject: "A test letter",
    text: (practice: string) =>
      [`An administrator of ${practice} tried the mail settings of its learning pages.`, "Letters arrive."].join(
        "\n\n",
      ),
  },
  invitation: {
    subject: "Your invitation",
    text: ({ practice, contact, link, until }: Invitation) =>
      [
        `${practice} invites you to its learning pages.`,
        "Open this link and choose a password. It works once:",
        link,
        `The invitation ends on ${until}.`,
        `If you did not expect it, you need do nothing.${contact === "" ? "" : ` If you want to ask: ${contact}`}`,
      ].join("\n\n"),
  },
  reset: {
    subject: "A new password",
    text: ({ practice, link, until }: { practice: string; link: string; until: string }) =>
      [
        `An administrator of ${practice} started a new password for you.`,
        "Open this link to choose it. It works once:",
        link,
        `The link ends on ${until}. If you did not ask for it, tell your administrator.`,
      ].join("\n\n"),
  },
  email: {
    subject: "Your new address",
    text: ({ practice, link, until }: { practice: string; link: string; until: string }) =>
      [
        `Somebody with an account at ${practice} wants to sign in with this address.`,
        "If that is you, open this link and confirm it. It works once:",
        link,
        `The link ends on ${until}. If it was not you, you need do nothing.`,
      ].join("\n\n"),
  },
  emailChanged: {
    subject: "Your address",
    text: ({ practice }: { practice: string }) =>
      [
        `You sign in at ${practice} with another address from now on. Mail goes there, and no more to this one.`,
        "If it was not you, tell your administrator at once.",
      ].join("\n\n"),
  },
  record: {
    subject: "Your records",
    text: ({ practice, link }: { practice: string; link: string }) =>
      [
        `${practice} has changed something about one of your records.`,
        "Sign in and open your records to see what, and why:",
        link,
        "If you did not expect it, ask your administrator.",
      ].join("\n\n"),
  },
  reminder: {
    subject: "Your learning",
    text: ({ practice, entries, stop }: { practice: string; entries: Entry[]; stop: string | null }) =>
      [
        entries.length === 1
          ? `${practice} reminds you of a date in your learning. Open the link and sign in to see what it is about.`
          : `${practice} reminds you of ${entries.length} dates in your learning. Open a link and sign in to see what it is about.`,
        ...entries.map((entry) => `${sentenceOf(entry)}\n${entry.link}`),
        stop
          ? `If you want fewer of these letters, say so here:\n${stop}`
          : "Your practice wants everyone to be told what is overdue. These letters end once it is done.",
      ].join("\n\n"),
  },
  digest: {
    subject: "Your week",
    text: ({ practice, overdue, inactive, dueSoon, link, stop }: Digest) =>
      [
        `How the people you supervise at ${practice} stand this week, counted by person and course:`,
        [`Overdue: ${overdue}`, `Nothing done for 21 days: ${inactive}`, `Due within seven days: ${dueSoon}`].join(
          "\n",
        ),
        `Sign in to see who needs help:\n${link}`,
        `You get this because you supervise them. If you do not want this letter, say so here:\n${stop}`,
      ].join("\n\n"),
  },
  nudge: {
    subject: "A reminder",
    text: ({ practice, by, sentence, link }: { practice: string; by: string; sentence: string | null; link: string }) =>
      [
        `${by} at ${practice} asks you to look at your learning pages: something there is still to be done.`,
        ...(sentence === null ? [] : [`${by} writes: ${sentence}`]),
        `Sign in and open My learning:\n${link}`,
        `${by} sent this by hand; it does not repeat by itself. If it should not have come, tell ${by}.`,
      ].join("\n\n"),
  },
} as const;

interface Invitation {
  practice: string;
  /** How the practice is reached; empty where it has not said. */
  contact: string;
  link: string;
  until: string;
}

interface Entry {
  kind: "early" | "overdue" | "expiry";
  /** In words. */
  on: string;
  isPast: boolean;
  link: string;
}

interface Digest {
  practice: string;
  overdue: number;
  inactive: number;
  dueSoon: number;
  link: string;
  stop: string;
}

function sentenceOf({ kind, on, isPast }: Entry): string {
  if (kind === "expiry") return `One of your records is valid until ${on}. You can renew it here:`;
  return isPast ? `This was due on ${on} and is not done yet:` : `This is due on ${on} and is not done yet:`;
}
