import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePerson } from "#app/auth.server.ts";
import { formatTime } from "#app/components/ui/time.tsx";
import { neverCached, notFound } from "#app/http.ts";
import { writing } from "#app/messages/writing.ts";
import { type OwnBookmark, type OwnText, ownWriting } from "#app/own-writing.server.ts";
import { now } from "#app/platform/clock.ts";

const words = writing.file;

/** What one wrote as one text file, all of it or the one that `text` names; its name says nothing (decision 20). */
export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requirePerson(request);
  const asked = new URL(request.url).searchParams.get("text");
  const { texts, bookmarks } = await ownWriting(visitor);
  const chosen = asked === null ? texts : texts.filter(({ id }) => id === asked);
  if (asked !== null && chosen.length === 0) throw notFound();
  const at = now().toISOString();
  const file = inMarkdown({ texts: chosen, bookmarks: asked === null ? bookmarks : [], at, zone: visitor.zone });
  return new Response(file, {
    headers: {
      ...neverCached,
      "Content-Type": "text/markdown; charset=utf-8",
      "Content-Disposition": `attachment; filename="writing-${at.slice(0, 10)}.md"`,
    },
  });
}

interface Contents {
  texts: OwnText[];
  bookmarks: OwnBookmark[];
  at: string;
  zone: string;
}

function inMarkdown({ texts, bookmarks, at, zone }: Contents): string {
  const time = (at: string) => formatTime({ at, zone, show: "date-time", zoned: true });
  const parts = [
    `# ${words.heading}`,
    words.madeAt(time(at)),
    ...texts.flatMap(({ kind, about, text, savedAt }) => [
      `## ${words[kind]}: ${about ?? writing.list.gone}`,
      words.savedAt(time(savedAt)),
      text ?? words.unopened,
    ]),
    ...(bookmarks.length > 0 ? [`## ${words.bookmarks}`] : []),
    bookmarks.map(({ about }) => `- ${about ?? writing.list.gone}`).join("\n"),
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}
