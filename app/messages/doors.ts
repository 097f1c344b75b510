/** The main menu. Neutral: it stands on every signed-in page (decision 20). */
export const doors = {
  learn: "My learning",
  records: "Records",
  search: "Search",
  shared: "Shared with you",
  author: "Courses",
  vignettes: "Vignettes",
  people: "People",
  requests: "Requests",
  register: "Register",
  practice: "Practice",
  audit: "Audit trail",
} as const;
