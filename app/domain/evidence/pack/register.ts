import { printedTitle } from "../../completion-record/entry.ts";
import type { Licence } from "../../completion-record.ts";
import type { Proven } from "../bundle.ts";

/** A record as the register of a pack lists it: what its proof says, and no more. */
export interface RegisterRow {
  /** In the log, counted from one. */
  number: number;
  code: string;
  state: "holds" | "replaced" | "revoked";
  /** Null once it was withdrawn. */
  name: string | null;
  licences: Licence[];
  course: string;
  version: string;
  release: string;
  completedAt: string;
  zone: string;
  issuedAt: string;
  hours: number;
  unit: string;
  category: string;
}

/** The row of a record by what its bundle proves. */
export function registerRowOf(proven: Proven): RegisterRow {
  const { entry, person, number, issuedAt, revokedAt, supersededAt } = proven;
  const { code, course, completedAt, zone, credit } = entry;
  return {
    number,
    code,
    state: revokedAt !== null ? "revoked" : supersededAt !== null ? "replaced" : "holds",
    name: person?.name ?? null,
    licences: person?.licences ?? [],
    course: printedTitle(entry),
    version: course.version,
    release: course.hash,
    completedAt,
    zone,
    issuedAt,
    hours: credit.hours,
    unit: credit.unit,
    category: credit.category,
  };
}

/** The register as the one text that it is written as. */
export function writeRegister(rows: RegisterRow[]): string {
  return `${JSON.stringify(rows, null, 2)}\n`;
}
