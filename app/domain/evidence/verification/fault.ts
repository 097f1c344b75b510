/** The first bad thing that a verification met: where it stands, and the rule that it breaks. */
export interface Fault {
  where: string;
  rule: string;
}

export function fault(where: string, rule: string): Fault {
  return { where, rule };
}

export function isFault(value: object): value is Fault {
  return "where" in value && "rule" in value;
}
