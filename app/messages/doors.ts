/** The main menu. Neutral: it stands on every signed-in page (decision 20). */
export const doors = {
  learn: "My learning",
  records: "Records",
  search: "Search",
  teamToday: "Team today",
  teamReport: "Reports",
  signOff: "Sign-off",
  shared: "Shared with you",
  author: "Courses",
  vignettes: "Vignettes",
  invite: "Invite",
  people: "People",
  teams: "Teams",
  requests: "Requests",
  register: "Register",
  practice: "Practice",
  audit: "Audit trail",
} as const;
