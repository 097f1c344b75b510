import type { Db } from "#db/open.ts";
import type { Journal } from "../journal-line.ts";
import { readVerifierKey } from "../note.ts";
import type { Found } from "./fault.ts";
import { judgeJournal } from "./journal-lines.ts";
import { judgeTree } from "./signed-tree.ts";

/** What a part begins with: plain texts and numbers, so that another thread can be given it. */
export interface Beginning {
  keys: string[];
  announced: { key: string; position: number }[];
  /** Checkpoints that somebody kept elsewhere, signed by one of the keys. */
  kept: string[];
}

export type PartName = "journal" | "tree";

/** Either part, wherever it is looked at. */
export type PartReader = (part: PartName, begin: Beginning) => Promise<Found | undefined>;

/**
 * What needs nothing that is found in the rows beside it: the journal, line by line, and the tree that the entries make,
 * at each size at which it was signed. Each reads what it needs of the database itself, so that another thread can do it
 * with a connection of its own; either takes about as long as the rows.
 */
export function judgePart(
  part: PartName,
  db: Db,
  { begin, journal }: { begin: Beginning; journal: Pick<Journal, "read"> },
): Promise<Found | undefined> {
  const keys = begin.keys.flatMap((text) => readVerifierKey(text) ?? []);
  return part === "tree" ? judgeTree(db, { ...begin, keys }) : judgeJournal(db, { journal, keys });
}
