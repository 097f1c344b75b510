import { Unfit } from "#app/platform/settings.ts";

/** Says in one sentence why this program cannot go on and what to do, and ends it; with 1, unless another code is promised. */
export function stopWith(error: unknown, code = 1): never {
  console.error(sentenceFor(error));
  process.exit(code);
}

/** What a person can do about an error of the surroundings, by its code. */
const byCode: Record<string, (error: NodeJS.ErrnoException) => string> = {
  EADDRINUSE: ({ message }) =>
    `The address is taken (${message}): stop what listens there, or set PORT to another number.`,
  EADDRNOTAVAIL: () =>
    "This machine does not have the address in ATTUNE_HOST: set it to one that it has, or leave it out.",
  EACCES: ({ path, message }) =>
    `No permission for ${path ?? message}: let this user write there, or choose another place.`,
  EPERM: ({ path, message }) =>
    `No permission for ${path ?? message}: let this user write there, or choose another place.`,
  ENOENT: ({ path }) => `${path ?? "A file"} is not there: make it, or choose another place.`,
  EROFS: ({ path }) => `${path} is on a file system that cannot be written: choose another place.`,
  ENOTDIR: ({ path }) => `${path} leads through a file: choose a folder for ATTUNE_DATA.`,
  EEXIST: ({ path }) => `${path} is a file: choose a folder for ATTUNE_DATA.`,
  ENOSPC: () => "The disk is full: make room. A server that runs goes on by itself; a start is to be made again.",
  ECONNREFUSED: () => "Nothing answers at the address in DATABASE_URL: start PostgreSQL there, or mend the address.",
  ENOTFOUND: () => "The host in DATABASE_URL is not known: mend the address.",
  EAI_AGAIN: () => "The host in DATABASE_URL cannot be looked up now: mend the address or the network.",
  ETIMEDOUT: () => "The host in DATABASE_URL does not answer: mend the address or the network.",
  SQLITE_CANTOPEN: () => "The file in DATABASE_URL cannot be opened: name one in a folder that this user may write.",
  SQLITE_READONLY: () => "The database file cannot be written: let this user write it and its folder.",
  SQLITE_NOTADB: () => "The file in DATABASE_URL is not an SQLite database: name another.",
  SQLITE_CORRUPT: () => "The database file is damaged: restore it from a backup.",
  SQLITE_FULL: () => "The disk is full: make room. A server that runs goes on by itself; a start is to be made again.",
  SQLITE_BUSY: () => "Another program holds the database: stop it and start again.",
  "28P01": () => "PostgreSQL refuses the password in DATABASE_URL: mend it.",
  "28000": () => "PostgreSQL refuses the user in DATABASE_URL: mend the address or its access rules.",
  "3D000": () => "PostgreSQL has no database of the name in DATABASE_URL: create it, or mend the name.",
  "42501": () => "The user in DATABASE_URL may not create tables: grant it the right to.",
};

/** What to do, or, of what nobody foresaw, that it failed and by what. */
export function sentenceFor(error: unknown, failed = "Attune could not start"): string {
  if (error instanceof Unfit) return error.message;
  if (error instanceof AggregateError && error.errors.length > 0) return sentenceFor(error.errors[0], failed);
  if (!(error instanceof Error)) return `${failed}.`;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const known = byCode[code] ?? byCode[code.split("_").slice(0, 2).join("_")];
  return known ? known(error) : `${failed}: ${error.name} ${code} ${error.message.split("\n")[0]}`.replace(/ +/g, " ");
}
