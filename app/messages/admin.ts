import type { Role } from "#app/domain/actor.ts";
import type { PersonState } from "#app/domain/person.ts";

export const roles: Record<Role, string> = {
  administrator: "Administrator",
  supervisor: "Supervisor",
  author: "Author",
  auditor: "Auditor",
  reviewer: "Reviewer",
};

export const states: Record<PersonState, string> = {
  active: "Active",
  suspended: "Suspended",
  left: "Left the practice",
  erased: "Erased",
};

export const welcome = {
  title: "The practice is set up",
  lead: "Two good next steps. Each takes a minute to begin.",
  learnHeading: "Take the course",
  learnText: "Begin as your learners will. What you do counts as your own learning.",
  learn: "Take the course",
  inviteHeading: "Invite people",
  inviteText: "Give each person a link of their own. They choose their password.",
  invite: "Invite people",
} as const;

export const people = {
  title: "People",
  caption: "Everybody with an account",
  name: "Name",
  email: "E-mail address",
  roles: "Roles beside learner",
  state: "State",
  noRoles: "None",
  more: "Further people",
  first: "First page",
  pages: "Pages of people",
  inviteHeading: "Invite somebody",
  inviteName: "Name",
  inviteNameHint: "They may change it when they accept.",
  role: "Role",
  justLearner: "Learner",
  invite: "Make an invitation",
  alreadyHere: "Somebody with this e-mail address has an account already.",
  invitedByMail: "The invitation is on its way by mail.",
  linkHeading: "The invitation is ready",
  link: "Link for this person",
  linkHint: (email: string) =>
    `There is no mail server, so send this link to ${email} yourself. It is shown only now, works once and ends in seven days.`,
  openHeading: "Open invitations",
  openCaption: "Invitations that can still be accepted",
  until: "Ends",
  act: "Withdraw",
  withdraw: "Withdraw",
  withdrawn: "The invitation is withdrawn. Its link opens nothing.",
  noneOpenTitle: "No open invitations",
  noneOpen: "An invitation stands here until it is accepted, withdrawn or seven days old.",
} as const;

export const person = {
  title: "One person",
  back: "People",
  email: "E-mail address",
  state: "State",
  since: "Account since",
  rolesHeading: "Roles",
  rolesCaption: "Roles beside learner",
  role: "Role",
  noRoles: "A learner, like everybody; no further role.",
  endRole: "End",
  act: "End",
  grant: "Grant the role",
  granted: "The role is granted. It holds from their next page.",
  roleEnded: "The role has ended. It is gone from their next page.",
  resetHeading: "A new password",
  resetText:
    "Make a link by which this person sets a new password. Their old one works until then; you never see either.",
  reset: "Make a link",
  resetByMail: "The link is on its way by mail.",
  link: "Link for this person",
  linkHint: (email: string) =>
    `There is no mail server, so give this link to ${email} yourself. It is shown only now, works once and ends in an hour.`,
  signOutHeading: "A lost device",
  signOutText: "Signs this person out on every device. They sign in again with their password.",
  signOut: "Sign out everywhere",
  signedOut: "This person is signed out everywhere.",
  suspendHeading: "Keep out for a time",
  suspendText:
    "Signs this person out everywhere and lets them in again only when you restore them. Nothing they did is lost.",
  reason: "Reason",
  reasonHint: "Kept with the audit trail. Write nothing about health or clients.",
  suspend: "Suspend",
  suspended: "This person is suspended and signed out everywhere.",
  restoreHeading: "Let in again",
  restoreText: "This person can then sign in with the password they had.",
  restore: "Restore",
  restored: "This person can sign in again.",
  lastAdministrator: "This is the last administrator. Make somebody else an administrator first.",
  isSuspended: "This person is suspended. Restore them first.",
} as const;

export const practice = {
  title: "Practice",
  name: "Name of the practice",
  nameHint: "Printed on records issued from now on.",
  contact: "Contact",
  contactHint: "Where learners turn with questions or complaints.",
  zone: "Time zone",
  zoneHint: "Decides when a day ends and what date stands on a record.",
  save: "Save",
  saved: "Saved.",
} as const;

export const audit = {
  title: "Audit trail",
  lead: "Who did what, newest first. It is only ever added to.",
  caption: "Entries of the trail",
  at: "When",
  actor: "Who",
  act: "Did",
  subject: "To what",
  nobody: "Somebody erased",
  kinds: { person: "A person", start: "The server's start", cli: "The command line", job: "A background job" },
  older: "Older entries",
  newest: "Newest entries",
  pages: "Pages of the trail",
  emptyTitle: "No entries yet",
  empty: "Each act of an administrator and each record will stand here.",
} as const;
