/** The words of searching in one's courses. */
export const search = {
  heading: "Search",
  lead: "Looks through the lessons that are open to you.",
  label: "What are you looking for?",
  submit: "Search",
  count: (count: number) => (count === 1 ? "1 place found" : `${count} places found`),
  shownFirst: (shown: number) => `The first ${shown} are shown.`,
  none: "Nothing was found",
  noneText: "Try fewer words, or the beginning of a word. Lessons that are not open yet are not searched.",
  empty: "Write what you are looking for.",
  tooLong: "Shorten this to 200 characters.",
} as const;
