import { noCells } from "./columns.ts";
import { besideEachOther, type Row, readRow } from "./row.ts";

/**
 * Addresses as people paste them, one on each line, with a name before or after it or without: `Ada Okafor
 * <ada@practice.example>`, `ada@practice.example, Ada Okafor`. Empty lines are nobody.
 */
export function readPaste(text: string, { team }: { team: string }): Row[] {
  const lines = text.split(/\r\n?|\n/).map((typed, at) => ({ line: at + 1, typed: typed.trim() }));
  const rows = lines.filter(({ typed }) => typed !== "").map(({ line, typed }) => readLine(line, typed, team));
  return besideEachOther(rows);
}

/** A line of which nothing looks like an address is its own address, so that it is refused as one. */
function readLine(line: number, typed: string, team: string): Row {
  const email = /[^\s<>,;"]+@[^\s<>,;"]+/.exec(typed)?.[0] ?? typed;
  const name = typed
    .replace(email, " ")
    .replace(/[<>,;"\t]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return readRow(line, { ...noCells(), email, name, team });
}
