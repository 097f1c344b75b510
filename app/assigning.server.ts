import { data, redirect } from "@remix-run/node";
import { z } from "zod";
import { db } from "#db/db.server.ts";
import type { Visitor } from "./auth.server.ts";
import { findByEmails } from "./domain/assignment/choice.ts";
import type { Due } from "./domain/assignment/due.ts";
import { previewAssignment } from "./domain/assignment/preview.ts";
import type { Wanted } from "./domain/assignment/scope.ts";
import { assign, changeDue, endAssignment } from "./domain/assignment.ts";
import { isDay } from "./domain/calendar.ts";
import { field } from "./fields.ts";
import { type FormErrors, intentOf, neverCached, orNotFound, readForm, refuse, type Typed } from "./http.ts";
import { assignments as say } from "./messages/assignments.ts";
import { fields } from "./messages/fields.ts";
import { forms } from "./messages/forms.ts";
import { now } from "./platform/clock.ts";

const words = say.form;

const dueFields = {
  due: z.enum(["none", "day", "after-assigning", "after-joining"], forms.unknownField),
  on: z.string().max(40, fields.tooLong).default(""),
  days: z.string().trim().max(40, fields.tooLong).default(""),
};
const assigning = z.object({
  intent: z.enum(["preview", "assign"]),
  key: field.key,
  course: z.string().regex(/^[\w-]{1,64}$/, words.chooseCourse),
  for: z.enum(["people", "team", "profession"], forms.unknownField),
  emails: z.string().max(60_000, fields.tooLong).default(""),
  person: z.array(field.id).max(500).default([]),
  team: z.string().max(64).default(""),
  profession: z.string().max(200, fields.tooLong).default(""),
  ...dueFields,
});
type Assigning = z.output<typeof assigning>;

/**
 * Assigns as a form asks, or shows who would get it; for administrators and supervisors alike, since the act itself
 * knows whom they may assign to. Leads back to a list when it is done.
 */
export async function assignFrom(request: Request, { visitor, back }: { visitor: Visitor; back: string }) {
  const read = await readForm(request, assigning);
  if ("errors" in read) return refuse(read);
  const { values } = read;
  const typed = { ...values };
  const due = toDue(values);
  const to = await toWanted(values, visitor);
  const errors = { ...("errors" in to ? to.errors : {}), ...("errors" in due ? due.errors : {}) };
  if ("errors" in to || "errors" in due) return refuse({ errors, typed });
  const asked = { actor: visitor.actor, courseId: values.course, to, due, now: now() };
  if (values.intent === "preview") {
    const preview = orNotFound(await previewAssignment(db, asked));
    if ("refused" in preview) return refuse({ errors: { on: words.dayOver }, typed });
    return data({ preview, typed, errors: {} }, { headers: neverCached });
  }
  const assigned = orNotFound(await assign(db, { ...asked, key: values.key }));
  if (!("refused" in assigned)) {
    const undo = assigned.only === null ? "" : `&undo=${assigned.only}`;
    throw redirect(`${back}?done=assigned${undo}`, { status: 303, headers: neverCached });
  }
  const refused: Record<typeof assigned.refused, FormErrors> = {
    "due-over": { on: words.dayOver },
    "taking-none": { course: words.takingNone },
    "already-assigned": { form: words.already },
  };
  return refuse({ errors: refused[assigned.refused], typed }, { status: assigned.refused === "due-over" ? 422 : 409 });
}

const changing = z.object({ intent: z.literal("change"), version: field.version, ...dueFields });
const ending = z.object({ intent: z.literal("end") });

/** Changes the date of one assignment, or ends it. */
export async function changeFrom(
  request: Request,
  { visitor: { actor }, assignmentId, back }: { visitor: Visitor; assignmentId: string; back: string },
) {
  const on = { actor, assignmentId, now: now() };
  if ((await intentOf(request)) === "end") {
    const read = await readForm(request, ending);
    orNotFound("values" in read ? await endAssignment(db, on) : undefined);
    throw redirect(`${back}?done=ended`, { status: 303, headers: neverCached });
  }
  const read = await readForm(request, changing);
  if ("errors" in read) return refuse(read);
  const { version, ...values } = read.values;
  const typed: Typed = { due: values.due, on: values.on, days: values.days };
  const due = toDue(values);
  if ("errors" in due) return refuse({ errors: due.errors, typed });
  const changed = orNotFound(await changeDue(db, { ...on, due, version }));
  if (!("refused" in changed)) throw redirect(`${back}?done=changed`, { status: 303, headers: neverCached });
  if (changed.refused === "due-over") return refuse({ errors: { on: words.dayOver }, typed });
  return refuse({ errors: { form: forms.changedMeanwhile }, typed }, { status: 409 });
}

function toDue({ due, on, days }: Pick<Assigning, "due" | "on" | "days">): Due | { errors: FormErrors } {
  if (due === "none") return { kind: "none" };
  if (due === "day") return isDay(on) ? { kind: "day", on } : { errors: { on: words.dayUnlike } };
  const count = /^\d{1,4}$/.test(days) ? Number(days) : 0;
  return count >= 1 && count <= 1_000 ? { kind: due, days: count } : { errors: { days: words.daysUnlike } };
}

/** Whom a form names: people chosen from a list and by address together, or a team. */
async function toWanted(values: Assigning, { actor }: Visitor): Promise<Wanted | { errors: FormErrors }> {
  if (values.for === "team") {
    if (!/^[\w-]{1,64}$/.test(values.team)) return { errors: { team: words.chooseTeam } };
    return { kind: "circle", teamId: values.team, profession: null };
  }
  if (values.for === "profession") {
    if (values.profession === "") return { errors: { profession: words.chooseProfession } };
    return { kind: "circle", teamId: null, profession: values.profession };
  }
  const emails = values.emails.split(/[\s,;]+/).filter((email) => email !== "");
  const { people, unknown } = await findByEmails(db, { actor, emails: emails.slice(0, 1_000) });
  if (unknown.length > 0) return { errors: { emails: words.unknown(unknown.slice(0, 5).join(", ")) } };
  const all = [...new Set([...values.person, ...people])];
  return all.length > 0 ? { people: all } : { errors: { [values.person ? "emails" : "person"]: words.choosePeople } };
}
