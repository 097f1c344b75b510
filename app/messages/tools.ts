/** The words around practice tools. Neutral: they stand on pages that others may see (decision 20). */
export const tools = {
  kicker: "Practice tool",
  pages: (pages: number) => (pages === 1 ? "One printed page" : `${pages} printed pages`),
  open: "Open the sheet",
  nothingSent: "What you write here stays on this page and is gone when you close it. Nothing is sent.",
  print: "Print the sheet",
  printYourself: "To have it on paper, use your browser's Print.",
  notReviewed: "Nobody but its authors has reviewed this sheet yet.",
  reviewedOn: (date: string) => `Last reviewed on ${date}.`,
  sources: "Sources",
} as const;
