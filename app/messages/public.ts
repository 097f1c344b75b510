/** What is said to whoever is signed out. */
export const signIn = {
  title: "Sign in",
  email: "E-mail address",
  password: "Password",
  submit: "Sign in",
  forgotten: "If you have forgotten your password, ask your administrator for a link to set a new one.",
  wrong: "This e-mail address and password do not belong together. Check both and try again.",
  throttled: "There were too many tries. Wait a quarter of an hour, then try again.",
  signedOut: "You are signed out.",
  invitedOnly: "Accounts are by invitation. If your practice has invited you, open the link you were given.",
  notBegun: "Nobody runs this practice yet",
  howToBegin:
    "Whoever started the server finds a link in its last line. It works once; each start of the server makes a new one.",
} as const;

export const firstRun = {
  title: "Set up your practice",
  lead: "Two things to begin with: what the practice is called, and who runs these pages. Both can be changed later.",
  practiceHeading: "The practice",
  practice: "Name of the practice",
  practiceHint: "Printed on records.",
  contact: "Contact",
  contactHint: "Where learners turn with questions or complaints: an address, a telephone number, or both.",
  zone: "Time zone",
  zoneHint: "Decides when a day ends and what date stands on a record.",
  personHeading: "You, its first administrator",
  name: "Your name",
  email: "Your e-mail address",
  password: "Password",
  submit: "Set up",
  addressTaken: "Somebody has this e-mail address already. Use another.",
} as const;

export const invitation = {
  title: "Your invitation",
  lead: (practice: string) => `${practice} invites you to learn here. Choose a password to begin.`,
  someone: "Your practice",
  email: "E-mail address",
  name: "Your name",
  nameHint: "As you are called at work. The name for a record is asked later.",
  password: "Password",
  submit: "Accept",
} as const;

export const reset = {
  title: "A new password",
  lead: "Choose a new password. You are then signed out everywhere else.",
  email: "E-mail address",
  password: "New password",
  submit: "Set the password",
} as const;

/** One answer for every link that is used, over, withdrawn, replaced or invented. */
export const voidLink = {
  title: "This link does not open anything",
  text: "A link works once and for a limited time, and a newer one replaces it. Ask whoever gave it to you for a new one.",
  signIn: "If you have an account, sign in",
} as const;
