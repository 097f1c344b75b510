import { redirect } from "@remix-run/node";
import { z } from "zod";
import { db } from "#db/db.server.ts";
import type { Visitor } from "./auth.server.ts";
import { grantConcession, liftConcession } from "./domain/assignment/concession.ts";
import { isDay } from "./domain/calendar.ts";
import { field } from "./fields.ts";
import { type FormErrors, intentOf, neverCached, orNotFound, readForm, refuse } from "./http.ts";
import { assignments as say } from "./messages/assignments.ts";
import { now } from "./platform/clock.ts";

const words = say.person;

const granting = z.object({
  intent: z.enum(["extension", "excusal", "waiver"]),
  key: field.key,
  until: z.string().max(40).default(""),
  why: field.reason.min(1, words.reasonMissing),
});
const lifting = z.object({ intent: z.literal("lift"), concession: field.id });

interface Conceding {
  visitor: Visitor;
  personId: string;
  courseId: string;
  back: string;
}

/** Lets one person off in one course as a form asks, or lifts it again; for administrators and supervisors alike. */
export async function concedeFrom(request: Request, { visitor: { actor }, personId, courseId, back }: Conceding) {
  if ((await intentOf(request)) === "lift") {
    const read = await readForm(request, lifting);
    const { concession: concessionId } = orNotFound("values" in read ? read.values : undefined);
    orNotFound(await liftConcession(db, { actor, concessionId, now: now() }));
    throw redirect(`${back}?done=lifted`, { status: 303, headers: neverCached });
  }
  const read = await readForm(request, granting);
  if ("errors" in read) return refuse(read);
  const { intent: kind, key, until: untilOn, why: reason } = read.values;
  const typed = { intent: kind, until: untilOn, why: reason };
  if (kind === "extension" && !isDay(untilOn)) return refuse({ errors: { until: say.form.dayUnlike }, typed });
  const grant = kind === "extension" ? { kind, untilOn } : { kind };
  const granted = orNotFound(await grantConcession(db, { actor, personId, courseId, grant, reason, key, now: now() }));
  if (!("refused" in granted)) throw redirect(`${back}?done=granted`, { status: 303, headers: neverCached });
  const refused: Record<typeof granted.refused, FormErrors> = {
    "not-later": { until: words.notLater },
    "no-due-date": { form: words.noDueDate },
    "not-assigned": { form: words.notAssigned },
    complete: { form: words.complete },
    already: { form: words.already },
  };
  return refuse({ errors: refused[granted.refused], typed }, { status: granted.refused === "not-later" ? 422 : 409 });
}
