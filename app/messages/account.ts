import type { LegalModel } from "#app/domain/legal-model.ts";

/** What is said on the pages of one's own account. */
export const account = {
  title: "Your account",
  name: "Name",
  nameHint: "How others at the practice see you. The name for a record is asked when one is issued.",
  email: "E-mail address",
  emailHint: "You sign in with it. An administrator can change who has an account.",
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
  toPassword: "Change your password",
  toSessions: "See where you are signed in",
  writingHeading: "What you wrote",
  toWriting: "Your notes and bookmarks",
  keptHeading: "What you gave for records",
  toLicences: "Your licences",
  dataHeading: "Your data",
  toData: "Take your data out, or close your account",
  requestsHeading: "Asking the practice",
  toRequests: "Ask for an adjustment, or raise a concern",
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
  lead: "What you once gave to have printed on a record. Only you see this list.",
  licence: "Licence",
  delete: "Delete",
  deleted: "The licence is deleted. A record that prints it stays as it was issued.",
  empty: "No licences are kept",
  emptyText:
    "Nobody needs one to learn here. When you complete a course you are asked whether to print any, and those you give are listed here until you delete them.",
} as const;
