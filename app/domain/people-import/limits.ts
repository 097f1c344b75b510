/** How many people one file may hold: what a dry run shows in seconds, and a person can still look through. */
export const mostRows = 10_000;

/** How many people one pasted list may hold: more come in a file. */
export const mostPasted = 200;
