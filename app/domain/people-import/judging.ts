import type { Column } from "./columns.ts";
import type { Row, RowFault } from "./row.ts";
import { licenceKey, type Standing, type StandingInvitation, type StandingPerson, teamKey } from "./standing.ts";

/** What is wrong with a line beside what the database holds. */
export type StandingFault =
  | { fault: "team-unknown" | "team-ambiguous"; name: string }
  | { fault: "number-taken" | "reviewer" | "suspended" | "left" | "already-here" | "already-invited" };

export type Fault = RowFault | StandingFault;

/** One thing that a line changes; `from` is null where there was nothing, and for what is added to others. An invitation
 * leads into one team, so that another takes its place. */
export interface Change {
  column: Column;
  from: string | null;
  to: string;
}

/** What a line would do. */
export type Verdict =
  | { result: "invited"; team: string | null }
  | { result: "changed" | "unchanged"; of: "account" | "invitation"; changes: Change[] }
  | { result: "refused"; faults: Fault[] };

/**
 * Judges one line by what stands: a new address is invited, a known one is changed in what the line says otherwise, and
 * an empty cell says nothing. What people are called is theirs to say: a name counts only until an invitation is
 * accepted. Nothing is changed of who is suspended or has left.
 */
export function judgeRow({ cells, faults }: Row, standing: Standing): Verdict {
  if (faults.length > 0) return { result: "refused", faults };
  const person = standing.people.get(cells.email);
  const invitation = person ? undefined : standing.invitations.get(cells.email);
  const wrong = faultsBeside(cells, { person, invitation, standing });
  if (wrong.length > 0) return { result: "refused", faults: wrong };
  const team = teamOf(cells, standing);
  if (!person && !invitation) return { result: "invited", team: team?.name ?? null };
  const changes = person ? changesOf(cells, { person, team }) : changesTo(cells, { invitation, team });
  const of = person ? "account" : "invitation";
  return { result: changes.length > 0 ? "changed" : "unchanged", of, changes };
}

/** The current team that a line names, if it names one. */
export function teamOf({ team }: Row["cells"], { teams }: Standing): { id: string; name: string } | undefined {
  return team === "" ? undefined : teams.get(teamKey(team));
}

function faultsBeside(cells: Row["cells"], { person, invitation, standing }: Beside): StandingFault[] {
  if (person?.state === "suspended") return [{ fault: "suspended" }];
  if (person?.state === "left") return [{ fault: "left" }];
  const faults: StandingFault[] = [];
  const { team: name, external_id: number } = cells;
  if (name !== "" && !teamOf(cells, standing)) {
    const isAmbiguous = standing.teams.has(teamKey(name));
    faults.push({ fault: isAmbiguous ? "team-ambiguous" : "team-unknown", name });
  }
  if (name !== "" && person?.isReviewer) faults.push({ fault: "reviewer" });
  const holder = number === "" ? undefined : standing.numbers.get(number);
  if (holder !== undefined && holder !== (person ?? invitation)?.id) faults.push({ fault: "number-taken" });
  return faults;
}

interface Beside {
  person: StandingPerson | undefined;
  invitation: StandingInvitation | undefined;
  standing: Standing;
}

function changesOf(
  cells: Row["cells"],
  { person, team }: { person: StandingPerson; team: { id: string; name: string } | undefined },
): Change[] {
  const changes = [
    ...changeIn("joined_on", person.joinedOn, cells.joined_on),
    ...changeIn("external_id", person.externalId, cells.external_id),
    ...changeIn("profession", person.profession, cells.profession),
  ];
  if (team && !person.teams.has(team.id)) changes.push({ column: "team", from: null, to: team.name });
  const licence = licenceIn(cells);
  if (licence.number !== "" && !person.licences.has(licenceKey(licence))) {
    changes.push({ column: "licence_number", from: null, to: licence.number });
  }
  return changes;
}

function changesTo(
  cells: Row["cells"],
  { invitation, team }: { invitation: StandingInvitation | undefined; team: { id: string; name: string } | undefined },
): Change[] {
  if (!invitation) return [];
  const changes = [
    ...changeIn("name", invitation.name || null, cells.name),
    ...changeIn("joined_on", invitation.joined_on, cells.joined_on),
    ...changeIn("external_id", invitation.external_id, cells.external_id),
    ...changeIn("profession", invitation.profession, cells.profession),
    ...changeIn("licence_type", invitation.licence_type, cells.licence_type),
    ...changeIn("licence_number", invitation.licence_number, cells.licence_number),
    ...changeIn("licence_jurisdiction", invitation.licence_jurisdiction, cells.licence_jurisdiction),
  ];
  if (team && team.id !== invitation.team_id)
    changes.push({ column: "team", from: invitation.team_name, to: team.name });
  return changes;
}

export function licenceIn({ licence_type, licence_number, licence_jurisdiction }: Row["cells"]) {
  return { type: licence_type, number: licence_number, jurisdiction: licence_jurisdiction };
}

function changeIn(column: Column, from: string | null, to: string): Change[] {
  return to === "" || to === from ? [] : [{ column, from, to }];
}
