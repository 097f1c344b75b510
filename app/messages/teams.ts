/** What the pages of teams say: those of administrators, and a supervisor's invitations. */
export const teams = {
  title: "Teams",
  lead: "A team is people who learn under one or more supervisors. A supervisor sees how their own teams stand, and nobody else's.",
  caption: "The teams of the practice",
  name: "Team",
  members: "Members",
  supervisors: "Supervisors",
  unled: "None yet",
  emptyTitle: "No teams yet",
  empty: "Name the first one below, then add people and a supervisor.",
  newHeading: "A new team",
  newName: "Name of the team",
  create: "Create the team",
  nameTaken: "Another team has this name already. Choose another name.",
} as const;

export const team = {
  title: "One team",
  back: "Teams",
  since: "Since",
  until: "Until",
  now: "Now",
  name: "Name",
  email: "E-mail address",
  suspended: "Suspended",
  ended: (day: string) => `This team ended on ${day}. Its members and supervisors ended with it.`,
  created: "The team is there. Add its people and a supervisor.",
  renamed: "The team has its new name.",
  teamEnded: "The team has ended. Nobody sees anybody through it any more.",

  supervisors: {
    heading: "Supervisors",
    caption: "Who supervises this team, and who did",
    none: "Nobody supervises this team yet.",
    act: "End",
    end: "End",
    add: "Add supervisors",
    legend: "Who takes on this team",
    hint: "Several can share a team. Who covers for a while is added now and ended later.",
    nobody: "Nobody else has the role Supervisor. Give it to somebody on their page under People, then come back.",
    chooseOne: "Choose at least one person.",
    noRole: "One of them is no supervisor any more. Choose again.",
    added: "Added. They see this team from their next page.",
    over: "Ended. They see nothing of this team from their next page.",
  },

  members: {
    heading: "Members",
    caption: "Who is in this team",
    none: "Nobody is in this team yet.",
    act: "Take out",
    end: "Take out",
    addHeading: "Add members",
    find: "Name or e-mail address",
    search: "Find",
    add: "Add to the team",
    legend: "People who are not in this team",
    more: (shown: number) => `The first ${shown} by name. Search to find others.`,
    nobody: "Everybody who could join is in this team.",
    notFound: "Nobody outside this team matches.",
    chooseOne: "Choose at least one person.",
    isReviewer: (name: string) => `${name} is a reviewer at the moment, and a reviewer is in no team.`,
    hasLeft: (name: string) => `${name} has left the practice.`,
    added: "Added. Their supervisors see how they stand from their next page.",
    over: "Taken out. Their supervisors see nothing of them from their next page.",
  },

  renameHeading: "Another name",
  newName: "Name of the team",
  rename: "Rename",
  endHeading: "End this team",
  endText:
    "Its members and supervisors end with it, and open invitations into it. What people learned stays theirs. A team that has ended does not come back.",
  end: "End this team",
} as const;

/** A supervisor invites into their own teams. */
export const teamInvite = {
  title: "Invite to your team",
  lead: "Give a colleague a link of their own. Whoever accepts is in your team as a learner.",
  team: "Team",
  email: "E-mail address",
  name: "Name",
  nameHint: "They may change it when they accept.",
  invite: "Make an invitation",
  noTeamTitle: "You supervise no team at the moment",
  noTeam: "An administrator adds supervisors to teams.",
  teamMissing: "Choose one of your teams.",
  alreadyHere:
    "Somebody with this e-mail address has an account already. Ask an administrator to add them to your team.",
  alreadyInvited:
    "Somebody else has invited this address already. Ask an administrator to add them once they are here.",
} as const;

/** On the page of one person. */
export const personTeams = {
  heading: "Teams",
  caption: "The teams this person is or was in",
  none: "In no team.",
  team: "Team",
  as: "As",
  kinds: { member: "Member", supervisor: "Supervisor" },
  since: "Since",
  until: "Until",
  now: "Now",
} as const;
