import type { Actor, Role } from "./actor.ts";

/**
 * The one table of who may do what by role. Everything that belongs to one person (enrolments, attempts, records,
 * sessions) is not in it: it is fetched through that person, so that another's is not there at all.
 * Every person is a learner; a role adds to that and takes nothing away.
 */
const roles = {
  "read people": ["administrator"],
  "invite people": ["administrator"],
  // Into any team, or none; a supervisor into their own.
  "invite many people": ["administrator", "supervisor"],
  "import people": ["administrator"],
  "merge people": ["administrator"],
  // Into the teams they supervise now, as learners.
  "invite into own teams": ["supervisor"],
  "change teams": ["administrator"],
  "reset passwords": ["administrator"],
  "suspend people": ["administrator"],
  "erase people": ["administrator"],
  "grant roles": ["administrator"],
  "grant attempts": ["administrator"],
  "answer requests": ["administrator"],
  // To anybody, with waivers and rules; supervisors to the people in the teams they have now.
  "assign courses": ["administrator"],
  "assign courses to own teams": ["supervisor"],
  "waive assignments": ["administrator"],
  "change the practice": ["administrator"],
  "settle certificates": ["administrator"],
  // Of a course they are in, also in modules that wait for others; until the day on which their review ends.
  "read every step": ["reviewer"],
  // Of what is saved, with an invented name: for who writes or runs a course.
  "see sample certificates": ["administrator", "author", "reviewer"],
  // With names: packs for a board, and rosters of who let themselves be reported.
  "export evidence": ["administrator"],
  // With keys and rationales, under the reader's name.
  "read assessment packs": ["administrator", "reviewer"],
  "read the audit trail": ["administrator", "auditor"],
  "read records": ["administrator", "auditor"],
  "end records": ["administrator"],
  "read the outbox": ["administrator"],
  "read course checks": ["administrator", "author"],
  // What each release covered, as records name it; no item and no key is in it.
  "read syllabi": ["administrator", "author", "auditor", "reviewer"],
  "preview courses": ["administrator", "author"],
  "read shared reflections": ["supervisor"],
  // Of those whom they supervise now.
  "sign off": ["supervisor"],
  "read item statistics": ["administrator", "author"],
  "read evaluations": ["administrator", "author"],
  // Of the whole practice, or, for supervisors, of the teams they have now.
  "read vignette counts": ["administrator", "author", "supervisor"],
  "read vignette counts of all": ["administrator", "author"],
} as const satisfies Record<string, readonly Role[]>;

export type Act = keyof typeof roles;

/** Whether this actor may do this; start, cli and job may do what the practice itself does. */
export function may(actor: Actor, act: Act): boolean {
  if (actor.kind !== "person") return true;
  return roles[act].some((role) => actor.roles.includes(role));
}
