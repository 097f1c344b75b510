import type { Due } from "#app/domain/assignment/due.ts";
import { morning } from "./cast.ts";
import { dayAfter, dayOf, type Happened, type Told } from "./standing.ts";

/** Of an assignment: its date, when it was made, when it reached the person and when they had joined. */
interface Asked {
  due: Due;
  at: Date;
  began: Date | null;
  joined: Date;
}

interface Cycle {
  began: Date;
  left: boolean;
  last: Date | null;
  done: Date | null;
  /** Until which day it is done. */
  until: string | null;
  revoked: boolean;
}

/** What a ledger kept by hand would hold after all that happened; it shares no code with the rules. */
interface Ledger {
  asked: Record<"person" | "team", Asked | null>;
  inTeam: Date | null;
  granted: { does: "extend" | "excuse" | "waive"; until: string }[];
  cycles: Cycle[];
}

/** The standing that anybody would tell who had only been told what happened. */
export function tellFrom(happened: Happened[], now: Date): Told {
  const ledger: Ledger = { asked: { person: null, team: null }, inTeam: null, granted: [], cycles: [] };
  for (const one of happened) enter(ledger, one);
  return tell(ledger, now);
}

function enter(ledger: Ledger, one: Happened): void {
  if ("to" in one || one.does === "join team" || one.does === "leave team") enterAsked(ledger, one);
  else enterRest(ledger, one);
}

function enterRest(ledger: Ledger, one: Happened): void {
  const { at, does } = one;
  if (one.does === "extend") ledger.granted.push({ does: one.does, until: dayAfter(at, one.days) });
  if (does === "excuse" || does === "waive") ledger.granted.push({ does, until: "" });
  if (does === "lift") ledger.granted.pop();
  const cycle = ledger.cycles.at(-1);
  const fresh = { began: at, left: false, last: null, done: null, until: null, revoked: false };
  if (does === "next cycle" || (does === "enrol" && !cycle)) ledger.cycles.push(fresh);
  else if (cycle) enterLearnt(cycle, one);
}

function enterAsked(ledger: Ledger, one: Happened): void {
  const { asked } = ledger;
  const { at } = one;
  if (one.does === "join team") {
    ledger.inTeam = at;
    if (asked.team) asked.team = { ...asked.team, began: at, joined: at };
  }
  if (one.does === "leave team") {
    ledger.inTeam = null;
    if (asked.team) asked.team.began = null;
  }
  if (one.does === "assign") {
    const reaches = one.to === "person" || ledger.inTeam !== null;
    const joined = one.to === "person" ? morning : (ledger.inTeam ?? at);
    asked[one.to] = { due: one.due, at, began: reaches ? at : null, joined };
  }
  if (one.does === "change") {
    const standing = asked[one.to];
    if (standing) standing.due = one.due;
  }
  if (one.does === "end") asked[one.to] = null;
}

function enterLearnt(cycle: Cycle, one: Happened): void {
  const { does, at } = one;
  if (does === "enrol") cycle.left = false;
  if (does === "leave") cycle.left = true;
  if (does === "work") cycle.last = at;
  if (one.does === "complete") {
    cycle.done = at;
    cycle.until = one.valid === null ? null : dayAfter(at, one.valid);
  }
  if (does === "revoke") cycle.revoked = true;
}

function tell({ asked, granted, cycles }: Ledger, now: Date): Told {
  const today = dayOf(now);
  const holding = [asked.person, asked.team].filter((one) => one !== null).filter(({ began }) => began !== null);
  const days = holding.map(lastDayOf).filter((day) => day !== null);
  const earliest = days.toSorted()[0] ?? null;
  const extended = granted.filter(({ does }) => does === "extend").map(({ until }) => until);
  const given = earliest === null ? null : ([earliest, ...extended].toSorted().at(-1) ?? null);
  const done = cycles.findLast((cycle) => cycle.done !== null && !cycle.revoked);
  const isEnded = done?.until != null && done.until < today;
  const renewal = isEnded && holding.length > 0 ? [done.until ?? "", given ?? ""].toSorted().at(-1) : undefined;
  const dueOn = renewal ?? given;
  return { status: statusOf(), dueOn, completedAt: done?.done?.toISOString() ?? null };

  function statusOf(): Told["status"] {
    const isAsked = holding.length > 0;
    if (done && !isEnded) return "complete";
    if (isAsked && granted.some(({ does }) => does === "waive")) return "waived";
    if (isAsked && granted.some(({ does }) => does === "excuse")) return "excused";
    if (dueOn !== null && dueOn < today) return "overdue";
    const cycle = cycles.at(-1);
    if (!cycle || cycle.left || cycle === done) return isAsked ? "assigned" : "not-assigned";
    const quiet = now.getTime() - (cycle.last ?? cycle.began).getTime();
    if (quiet >= 21 * 86_400_000) return "inactive";
    return cycle.last ? "in-progress" : "enrolled";
  }
}

function lastDayOf({ due, at, began, joined }: Asked): string | null {
  if (began === null || due.kind === "none") return null;
  const given = due.kind === "day" ? Math.max(1, between(dayOf(at), due.on)) : due.days;
  const named = due.kind === "day" ? due.on : plus(dayOf(due.kind === "after-joining" ? joined : began), due.days);
  return named < dayOf(began) ? plus(dayOf(began), given) : named;
}

function plus(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function between(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
}
