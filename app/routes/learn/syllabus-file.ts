import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePerson } from "#app/auth.server.ts";
import { findSyllabusOfRecord } from "#app/domain/syllabus.ts";
import { orNotFound, textAnswer } from "#app/http.ts";
import { now } from "#app/platform/clock.ts";
import { db } from "#db/db.server.ts";

/** The syllabus of one of the visitor's own records, to the byte as it is kept; another's is not there. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { actor } = await requirePerson(request);
  const asked = { personId: actor.id, recordId: orNotFound(params.record), now: now() };
  const { text } = orNotFound(await findSyllabusOfRecord(db, asked));
  return textAnswer(text, "syllabus.txt");
}
