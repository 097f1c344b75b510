import type { AssignmentDoor } from "#app/assignment-pages.server.ts";
import { addresses } from "#app/components/addresses.ts";
import type { ConcessionKind } from "#app/domain/assignment/concession.ts";

interface Doorway {
  /** Which door of the frame is open. */
  current: "assignments" | "team-assignments";
  list: string;
  assignment(assignmentId: string): string;
  person(personId: string, courseId: string): string;
  /** What may be granted to a person here. */
  kinds: ConcessionKind[];
}

/** Where the pages of assignments lead behind each door; who may pass it, `requireAssigning` knows. */
export const doorways: Record<AssignmentDoor, Doorway> = {
  admin: {
    current: "assignments",
    list: addresses.assignments,
    assignment: addresses.assignment,
    person: addresses.assignedPerson,
    kinds: ["extension", "excusal", "waiver"],
  },
  team: {
    current: "team-assignments",
    list: addresses.teamAssignments,
    assignment: addresses.teamAssignment,
    person: addresses.teamAssignedPerson,
    kinds: ["extension", "excusal"],
  },
};
