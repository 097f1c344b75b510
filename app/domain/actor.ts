import type { RoleGrantTable } from "#db/schema.ts";

export type Role = RoleGrantTable["role"];

/** Every role but a reviewer's, which holds until a date. */
export type StandingRole = Exclude<Role, "reviewer">;

/** Who acts. A person's roles come from the session's look-up; start, cli and job act for the practice itself. */
export type Actor = PersonActor | { kind: "start" | "cli" | "job" };

export interface PersonActor {
  kind: "person";
  id: string;
  roles: Role[];
}
