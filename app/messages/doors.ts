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
  practice: "Practice",
  evidence: "Evidence",
  assessments: "Assessments",
  audit: "Audit trail",
} as const;
