import type { LoaderFunctionArgs } from "@remix-run/node";
import { limitsOf } from "#app/domain/throttle.ts";
import { verifySyllabus } from "#app/domain/verification/syllabus.ts";
import { neverCached, orNotFound, textAnswer } from "#app/http.ts";
import { now } from "#app/platform/clock.ts";
import { settings } from "#app/platform/settings.ts";
import { db } from "#db/db.server.ts";

/** The syllabus of the record that a number verifies, to the byte as it is kept. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const limits = limitsOf(settings().signInTries);
  const found = await verifySyllabus(db, { code: params.code ?? "", ip: context.address, now: now(), limits });
  if ("refused" in found && found.refused === "throttled") {
    throw new Response("Too many tries", { status: 429, headers: { ...neverCached, "Retry-After": "900" } });
  }
  const { text } = orNotFound("syllabus" in found ? found.syllabus : undefined);
  return textAnswer(text, "syllabus.txt");
}
