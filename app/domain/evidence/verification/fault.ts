/** The first bad thing that a verification met: where it stands, and the rule that it breaks. */
export interface Fault {
  where: string;
  rule: string;
}

/** A bad thing, and where the log told it: whatever stands earlier is the first. */
export interface Found {
  fault: Fault;
  at: number;
}

export function fault(where: string, rule: string): Fault {
  return { where, rule };
}

export function isFault(value: object): value is Fault {
  return "where" in value && "rule" in value;
}

/** What is found at an entry: its position, and in what order each is looked at. */
export function foundAt(position: number, step: "missing" | "leaf" | "row" | "root" | "journal", fault: Fault): Found {
  return { fault, at: position * 5 + ["missing", "leaf", "row", "root", "journal"].indexOf(step) };
}

export function missing(position: number): Found {
  return foundAt(position, "missing", fault(`entry ${position + 1}`, "is missing"));
}
