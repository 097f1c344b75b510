import { z } from "zod";
import { db } from "#db/db.server.ts";
import { requireMay, type Visitor } from "./auth.server.ts";
import { isDay } from "./domain/calendar.ts";
import { statuses } from "./domain/standing/judgement.ts";
import { findOversight, teamsShown } from "./domain/team/oversight.ts";
import type { ReportAsked } from "./domain/team-report.ts";
import { noteTeamViews } from "./domain/view.ts";
import { orNotFound } from "./http.ts";
import { now } from "./platform/clock.ts";
import { chosenId, pageNumber, readAddress } from "./team-address.server.ts";

const day = z.string().refine(isDay).or(z.literal("")).default("");

const address = z.object({
  team: chosenId,
  course: chosenId,
  status: z.enum(["", ...statuses]).default(""),
  from: day,
  to: day,
  page: pageNumber.or(z.literal("all")).default(1),
  done: z.string().max(40).default(""),
});

export type Chosen = z.output<typeof address>;

/**
 * What a page, a table or an archive of the report is of: by the address, and by whom the visitor oversees now. That
 * they looked is noted for each team.
 */
export async function requireReport(
  request: Request,
): Promise<{ visitor: Visitor; chosen: Chosen; asked: ReportAsked }> {
  const visitor = await requireMay(request, "read team reports");
  const chosen = readAddress(request, address);
  const { actor, practice } = visitor;
  const teamId = chosen.team || undefined;
  const oversight = orNotFound(await findOversight(db, { actor, all: "read reports of all", teamId }));
  const filter = {
    courseId: chosen.course || undefined,
    status: chosen.status || undefined,
    from: chosen.from || undefined,
    to: chosen.to || undefined,
  };
  const at = now();
  await noteTeamViews(db, { viewerId: actor.id, teams: teamsShown(oversight), now: at });
  return { visitor, chosen, asked: { oversight, filter, now: at, zone: practice.zone } };
}
