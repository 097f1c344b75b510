import type { Bucket } from "#app/domain/team/bucket.ts";
import type { List, Order } from "#app/domain/team/today.ts";
import { countInWords, list } from "./amounts.ts";

/** The page that says in ten seconds who needs a nudge. */
export const teamToday = {
  title: "Team today",
  noTeamTitle: "You supervise no team at the moment",
  noTeam: "An administrator adds supervisors to teams. Your team is here from then on.",
  emptyTeam: "Nobody is in a team yet",
  emptyTeamText: "Invite people, or ask an administrator to put them in your team.",
  team: "Team",
  allTeams: "All teams",
  everyone: "The whole practice",
  show: "Show",
  report: "Everyone, course by course",
  assign: "Assign a course to this team",
  /** The answer in a sentence. */
  summary: ({
    needing,
    people,
    overdue,
    inactive,
    "never-begun": never,
  }: Record<"needing" | "people" | Bucket, number>): string => {
    const all = countInWords(people, "person", "people");
    if (needing === 0) return `Nobody of ${all} needs help now.`;
    const why = [
      ...(overdue > 0 ? [`${overdue} overdue`] : []),
      ...(inactive > 0 ? [`${inactive} without activity for 21 days`] : []),
      ...(never > 0 ? [`${never} not begun 21 days after it was assigned`] : []),
    ];
    return `${needing} of ${all} ${needing === 1 ? "needs" : "need"} help now: ${list(why)}.`;
  },
  lists: {
    help: "Needs help now",
    soon: "Due in the next 14 days",
    done: "Done",
  } satisfies Record<List, string>,
  figures: { help: "need help now", soon: "due in 14 days", done: "done" } satisfies Record<List, string>,
  none: {
    help: "Nobody needs help now.",
    soon: "Nothing is due in the next 14 days.",
    done: "Nothing is complete yet.",
  } satisfies Record<List, string>,
  all: (count: number) => `All ${count}`,
  back: "All of today",
  pages: "Pages of this list",
  earlier: "Earlier in the list",
  later: "Later in the list",
  order: "Order",
  orders: { due: "By date", name: "By name" } satisfies Record<Order, string>,
  name: "Name",
  course: "Course",
  standing: "Standing",
  since: "Since",
  due: "Due",
  completed: "Completed",
  noDay: "No date",
  buckets: {
    overdue: "Overdue",
    inactive: "No activity for 21 days",
    "never-begun": "Not begun",
    soon: "Due soon",
    done: "Complete",
  } satisfies Record<Bucket, string>,
  dueOn: (day: string) => `was due ${day}`,
  dueBy: (day: string) => `due ${day}`,
  lastActive: "last active",
  assigned: "assigned",
  nudge: "Nudge",
  nudgeOf: (name: string, course: string) => ` ${name} about ${course}`,
  nudged: "Nudged",
  sentence: "Add a sentence of your own to the nudge (optional)",
  sentenceHint:
    "It goes in the letter of whoever you nudge next. Say nothing about clients or health; mail is read over shoulders.",
  sentenceLabel: "Your sentence",
  done: "Nudged. The letter goes out in the next minutes; you can nudge them again in 3 days.",
  withoutMail: "This practice sends no mail yet. A nudge is noted here; tell them yourself.",
  doneWithoutMail: "It is noted, but this practice sends no mail yet. Tell them yourself.",
  refused: {
    "too-soon": "They were nudged less than 3 days ago. Give them time, or speak with them.",
    "nothing-to-do": "There is nothing for them to do there any more.",
    unsealed: "Your sentence cannot be kept safely at the moment. Nudge without it, or try again later.",
  },
  notOne: "Choose whom: press Nudge beside a name.",
  courseGone: "A course that is not there any more",
  sees: "What you see here is standing and dates. Answers, scores, attempts, notes and reflections are shown to nobody; a reflection is here only if its writer shared it with you.",
} as const;
