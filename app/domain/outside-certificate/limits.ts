/** In bytes: of one file, and of all that one person keeps; and how many belong to one certificate. */
export const largestFile = 1_500_000;
export const mostBytes = 20_000_000;
export const mostFiles = 3;
