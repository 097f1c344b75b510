/** What mail says. Subjects are neutral: they are read over shoulders and kept by others (decision 20). */
export const mail = {
  invitation: {
    subject: "Your invitation",
    text: ({ practice, link, until }: { practice: string; link: string; until: string }) =>
      [
        `${practice} invites you to its learning pages.`,
        "Open this link and choose a password. It works once:",
        link,
        `The invitation ends on ${until}. If you did not expect it, you need do nothing.`,
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
} as const;
