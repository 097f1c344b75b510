import type { LegalModel } from "#app/domain/legal-model.ts";

/** What is said on the pages of one's own account. */
export const account = {
  title: "Your account",
  name: "Name",
  nameHint: "How others at the practice see you. The name for a record is asked when one is issued.",
  email: "E-mail address",
  emailHint: "You sign in with it. An administrator can change who has an account.",
  profession: "Profession",
  professionHint:
    "What you work as here. It decides which courses reach you, so only your practice can change it later.",
  professionGiven: "Your practice has written down your profession. Ask an administrator to change it.",
  joinedOn: "In the practice since",
  externalId: "Number in the practice's list",
  zone: "Time zone",
  zoneOfPractice: (zone: string) => `The practice's (${zone})`,
  save: "Save",
  saved: "Saved.",
  passwordChanged: "Your password is changed. You are signed out everywhere else.",
  law: {
    heading: "Which law applies where you practise?",
    lead: "Lessons then put the passages on law that fit first, and mark them. You can still read all the others. Nobody else is shown what you choose.",
    label: "Kind of law",
    none: "I would rather not say",
    models: {
      criminalisation: "Criminalisation",
      nordic: "The Nordic model",
      legalisation: "Legalisation, with licences or special rules",
      decriminalisation: "Decriminalisation",
    } satisfies Record<LegalModel, string>,
    save: "Save the kind of law",
    unknown: "Choose one of the list.",
  },
  securityHeading: "Sign-in",
  toEmail: "Change your e-mail address",
  emailChanged: "Your e-mail address is changed. Sign in with the new one from now on.",
  toPassword: "Change your password",
  toSessions: "See where you are signed in",
  writingHeading: "What you wrote",
  toWriting: "Your notes and bookmarks",
  keptHeading: "Your licences",
  toLicences: "See or delete your licences",
  dataHeading: "Your data",
  toData: "Take your data out, or close your account",
  requestsHeading: "Asking the practice",
  toRequests: "Ask for an adjustment, or raise a concern",
} as const;

export const email = {
  title: "Change your e-mail address",
  present: "Your address now",
  wanted: "New e-mail address",
  password: "Your password",
  byMail: {
    lead: "You sign in with it, and mail goes there. The new one counts once you open the link that is sent to it.",
    submit: "Send the link",
    asked: "If the new address can be used, a link is on its way to it. Open it there. Until then nothing changes.",
  },
  /** Where the practice sends no mail. */
  byHand: {
    lead: "You sign in with it. This practice sends no mail: ask here, then ask an administrator for the link. The new one counts once you open it.",
    submit: "Ask for the change",
    asked: "Asked. Tell an administrator: they can hand you the link. Until you open it nothing changes.",
  },
  waiting: "Waiting for the link",
  waitingText: (email: string) => `You asked for ${email}. It does not count yet.`,
  until: "The link ends",
  withdraw: "Take it back",
  withdrawn: "Taken back. Your address stays as it is.",
  same: "This is your address already.",
  wrong: "This is not your password. Check it and try again.",
  throttled: "There were too many tries. Wait a quarter of an hour, then try again.",
  tooOften: "You have asked for this five times today. Try again tomorrow.",
} as const;

/** The page behind the link, and the one on which an administrator hands it over. */
export const emailLink = {
  title: "Confirm your e-mail address",
  lead: "From then on you sign in with the new address, and mail goes there.",
  former: "Address now",
  email: "New address",
  submit: "Confirm",
  taken: "Another account has this address by now. Ask your administrator.",
  handTitle: "Change of an e-mail address",
  handLead:
    "A person asks for another address on their own account page. Where no mail is sent, you hand them the link.",
  none: "Nothing is waiting",
  noneText: "They have not asked for another address, or the time for it is over.",
  hand: "Make the link",
  link: "Link for the new address",
  linkHint: (email: string) =>
    `Give it to whoever reads mail at ${email}. It works once, for two days. A newer link replaces it.`,
  toHand: "Hand over the link for a new e-mail address",
} as const;

export const password = {
  title: "Change your password",
  lead: "You are then signed out everywhere but here.",
  current: "Your password now",
  next: "New password",
  submit: "Change the password",
  wrong: "This is not your password. Check it and try again.",
  throttled: "There were too many tries. Wait a quarter of an hour, then try again.",
} as const;

export const confirmation = {
  title: "Is it you?",
  lead: "Give your password once more. It then counts for a quarter of an hour, in this browser alone.",
  password: "Your password",
  submit: "Go on",
  wrong: "This is not your password. Check it and try again.",
  throttled: "There were too many tries. Wait a quarter of an hour, then try again.",
  first: "To give or end roles, show first that it is you.",
  toConfirm: "Give your password",
  needed: "Nothing was changed: give your password first, then do it again.",
} as const;

export const sessions = {
  title: "Where you are signed in",
  lead: "A place ends by itself: after twelve hours without use, half an hour for administrators, and after thirty days in any case.",
  caption: "Places where you are signed in",
  device: "Device",
  started: "Since",
  seen: "Last used",
  act: "End",
  here: "This one",
  end: "Sign out there",
  endOthers: "Sign out everywhere else",
  ended: "Signed out there.",
  endedOthers: "You are signed out everywhere else.",
} as const;

export const licences = {
  title: "Your licences",
  lead: "What you, or the list of your practice, gave to be printed on a record. Only you see this page.",
  licence: "Licence",
  delete: "Delete",
  deleted: "The licence is deleted. A record that prints it stays as it was issued.",
  empty: "No licences are kept",
  emptyText:
    "Nobody needs one to learn here. When you complete a course you are asked whether to print any, and those you give are listed here until you delete them.",
} as const;
