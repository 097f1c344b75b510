/**
 * What the list outside the database says of an account, by ids alone: that its owner asked to close it, took that
 * back, or is erased, which is the end of it.
 */
export type Told = { person: string; at: string } & (
  | { act: "close"; due: string }
  | { act: "keep" }
  | { act: "erase" }
);

/** The list as this part of the domain wants it; platform/erasures.ts is one. */
export interface ErasureList {
  read(): string[];
  append(line: string): void;
}

/** The last word on each account. Once erased is erased, whatever a line after it says. */
export function lastTold(list: ErasureList): Map<string, Told> {
  const last = new Map<string, Told>();
  for (const line of list.read()) {
    const told = readTold(line);
    if (told && last.get(told.person)?.act !== "erase") last.set(told.person, told);
  }
  return last;
}

export function tell(list: ErasureList, told: Told): void {
  list.append(JSON.stringify(told));
}

/** Undefined for a line that is none of ours. */
function readTold(line: string): Told | undefined {
  const { person, at, act, due }: Record<string, unknown> = JSON.parse(line);
  if (typeof person !== "string" || typeof at !== "string") return undefined;
  if (act === "erase" || act === "keep") return { person, at, act };
  return act === "close" && typeof due === "string" ? { person, at, act, due } : undefined;
}
