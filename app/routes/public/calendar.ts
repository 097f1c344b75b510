import type { LoaderFunctionArgs } from "@remix-run/node";
import { type FeedDay, openFeed } from "#app/domain/calendar-feed.ts";
import { limitsOf } from "#app/domain/throttle.ts";
import { neverCached, notFound } from "#app/http.ts";
import { calendar as say } from "#app/messages/letters.ts";
import { now } from "#app/platform/clock.ts";
import { icsOf } from "#app/platform/ics.ts";
import { settings } from "#app/platform/settings.ts";
import { db } from "#db/db.server.ts";

/** A person's days for their calendar, to whoever has its secret address. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const at = now();
  const { url, signInTries } = settings();
  const asked = { token: (params.token ?? "").slice(0, 100), ip: context.address, now: at };
  const opened = await openFeed(db, { ...asked, limits: limitsOf(signInTries) });
  if ("refused" in opened) throw opened.refused === "throttled" ? tooOften() : notFound();
  const inWords = ({ id, kind, on }: FeedDay) => ({ id, on, title: say.feed[kind], text: `${say.feed.text} ${url}` });
  return calendarAnswer(icsOf({ name: say.feed.name, days: opened.days.map(inWords), now: at }));
}

function calendarAnswer(text: string): Response {
  const headers = { "Content-Type": "text/calendar; charset=utf-8", "X-Robots-Tag": "noindex, nofollow" };
  return new Response(text, { headers: { ...neverCached, ...headers } });
}

/** To a program, without a page. */
function tooOften(): Response {
  return new Response("Too often", { status: 429, headers: { ...neverCached, "Retry-After": "900" } });
}
