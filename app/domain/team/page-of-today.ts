import type { Db } from "#db/open.ts";
import { may } from "../access.ts";
import type { PersonActor } from "../actor.ts";
import { mayNudgeAgain } from "../nudge.ts";
import { listCourses } from "../release.ts";
import { noteTeamViews } from "../view.ts";
import { findOversight, type Oversight, teamsShown } from "./oversight.ts";
import { countToday, type List, listToday, type Order, type TodayCounts, type TodayLine } from "./today.ts";

/** A list of Team today, or its beginning. */
export interface TodayList {
  list: List;
  lines: (TodayLine & { course: string | null; mayNudge: boolean })[];
  hasMore: boolean;
}

export interface TeamToday {
  teams: Oversight["teams"];
  /** Whether the visitor may see everyone, in a team or not. */
  hasEveryone: boolean;
  counts: TodayCounts;
  lists: TodayList[];
}

interface Asked {
  actor: PersonActor;
  teamId: string | undefined;
  /** One list alone, by its pages; without it the beginning of each. */
  show: List | undefined;
  order: Order;
  page: number;
  now: Date;
  /** The practice's. */
  zone: string;
}

const atFirst: Record<List, number> = { help: 20, soon: 10, done: 5 };
const onAPage = 50;

/**
 * Team today as its supervisor or an administrator sees it; that they looked is noted for each team it shows. Undefined
 * for a team that is not there or not theirs. Seven queries at most, whatever the teams hold.
 */
export async function findTeamToday(
  db: Db,
  { actor, teamId, show, order, page, now, zone }: Asked,
): Promise<TeamToday | undefined> {
  const oversight = await findOversight(db, { actor, all: "see standing of all", teamId });
  if (!oversight) return undefined;
  const asked = { oversight, now, zone };
  const counts = await countToday(db, asked);
  const titles = new Map((await listCourses(db)).map(({ id, newest }) => [id, newest.course.shortTitle]));
  const found: TodayList[] = [];
  for (const list of show ? [show] : (["help", "soon", "done"] as const)) {
    const limit = show ? onAPage : atFirst[list];
    const lines = await listToday(db, {
      ...asked,
      list,
      order,
      counts,
      limit: limit + 1,
      offset: show ? (page - 1) * limit : 0,
    });
    const shown = lines.slice(0, limit).map((line) => ({
      ...line,
      course: titles.get(line.courseId) ?? null,
      mayNudge: line.personId !== actor.id && mayNudgeAgain(line.nudgedAt, now),
    }));
    found.push({ list, lines: shown, hasMore: lines.length > limit });
  }
  await noteTeamViews(db, { viewerId: actor.id, teams: teamsShown(oversight), now });
  return { teams: oversight.teams, hasEveryone: may(actor, "see standing of all"), counts, lists: found };
}
