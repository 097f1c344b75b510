import type { StandingRole } from "#app/domain/actor.ts";
import type { LeavingLook, NotLeft } from "#app/domain/person/leaving.ts";
import type { MergeLook, NotMerged } from "#app/domain/person/merging.ts";

import { roles as roleNames } from "./admin.ts";

const some = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

export function invitationsEnd(count: number): string {
  return `${some(count, "open invitation", "open invitations")} that they made can no longer be accepted.`;
}

/** What goes with a role, before it ends. */
export interface RoleEnd {
  role: StandingRole;
  teams: string[];
  invitations: number;
}

export const roleEnd = {
  heading: (role: StandingRole) => `End the role ${roleNames[role]}?`,
  ends: ({ teams, invitations }: RoleEnd) => [
    "It is gone from their next page. What they did stays.",
    ...(teams.length > 0 ? [`They supervise these teams no more: ${teams.join(", ")}.`] : []),
    ...(invitations > 0 ? [invitationsEnd(invitations)] : []),
  ],
  end: "End the role",
  keep: "Keep it",
} as const;

/** What is said where somebody leaves or returns, and where two accounts of one person become one. */
export const leaving = {
  title: "Leaving, returning, two accounts",
  back: "This person",
  leaveHeading: "Leaves the practice",
  leaveText:
    "Roles and teams end now. What they did stays, and they can still sign in to their own records. To keep somebody out, suspend them instead.",
  leaveLook: "See what ends",
  leave: "Leaves the practice",
  stays: "Stays",
  ends: ({ roles, teams, supervised, invitations: { ending, staying } }: LeavingLook) => [
    roles.length > 0 ? `These roles end: ${roles.map((role) => roleNames[role]).join(", ")}.` : "No role ends.",
    teams.length > 0 ? `They are in these teams no more: ${teams.join(", ")}.` : "They are in no team.",
    ...(supervised.length > 0 ? [`They supervise these teams no more: ${supervised.join(", ")}.`] : []),
    ...(ending > 0 ? [invitationsEnd(ending)] : []),
    ...(staying > 0
      ? [
          `${some(staying, "open invitation", "open invitations")} that they made for the practice can still be accepted.`,
        ]
      : []),
  ],
  left: "This person has left. They can still sign in to their own records.",
  returnHeading: "Comes back",
  returnText: "They learn again where they stopped. Roles and teams do not come back by themselves.",
  return: "Comes back",
  returned: "This person is back, as a learner. Give them a team or a role as before if you wish.",
  notLeft: {
    yourself: "This is your own account. Have another administrator do this.",
    "last-administrator": "This is the last administrator. Make somebody else an administrator first.",
    suspended: "This person is suspended. Restore them first.",
  } satisfies Record<NotLeft, string>,
  mergeHeading: "Two accounts of one person",
  mergeText:
    "The account on this page stays. Say which other account is to be merged into it. You see first what happens.",
  other: "E-mail address of the account that goes",
  otherHint: "It becomes a second address of this person.",
  look: "See what would happen",
  another: "Choose another account",
  nobody: "Nobody has this address.",
  wouldHeading: "What would happen",
  would: ({ gone, survivor, moving, staying, records, teams }: MergeLook) =>
    [
      `${gone.name} (${gone.email}) becomes part of ${survivor.name} (${survivor.email}). This cannot be undone.`,
      `Whoever signs in with ${gone.email} uses the password of ${survivor.email} from then on, and is signed out everywhere now.`,
      moving > 0 ? `${some(moving, "course goes", "courses go")} over with everything done in it.` : "",
      staying > 0
        ? `${some(staying, "course stays", "courses stay")} as it is, since ${survivor.name} is in it too; its record is found.`
        : "",
      records > 0
        ? `${some(records, "record is", "records are")} found under both. The evidence itself is not touched.`
        : "",
      teams.length > 0 ? `${survivor.name} joins: ${teams.join(", ")}.` : "",
      gone.roles.length > 0 ? "Roles of the account that goes end. Grant them anew if they are needed." : "",
      "Bookmarks, and questions practised again, stay behind.",
    ].filter(Boolean),
  merge: "Merge the two accounts",
  merged: "The accounts are one. Both addresses lead to this person.",
  notMerged: {
    same: "This is the same account. Choose the other one.",
    yourself: "This is your own account. Have another administrator merge it, or merge the other way round.",
    "not-active": "One of the two accounts is suspended, or the one that stays has left. Let them in first.",
    "has-merged": "Another account was merged into this one before. Merge the other way round.",
    "last-administrator": "This is the last administrator. Make somebody else an administrator first.",
    "running-twice":
      "Both accounts are in one course, and the one that goes is not done there. Merge the other way round, or have that account leave the course first.",
    "private-texts":
      "Notes or reflections are sealed for the account that goes, and nobody else could read them again. Have this person download and delete them first, or merge the other way round.",
  } satisfies Record<NotMerged, string>,
} as const;
