import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chromeOf, requireMay } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { AgendaSheet } from "#app/components/author/agenda-sheet.tsx";
import { toFill } from "#app/components/learn/filling.ts";
import { renderedAgenda } from "#app/components/prose/rendered-vignette.server.ts";
import { Page } from "#app/components/ui/page.tsx";
import { findAgenda } from "#app/domain/vignette/agenda.ts";
import { orNotFound, pageHeaders } from "#app/http.ts";
import { vignettes } from "#app/messages/vignettes.ts";
import { groupOf, releaseOf } from "#app/vignette-fields.ts";
import { db } from "#db/db.server.ts";

const words = vignettes.agenda;

export const handle = { title: words.title };
export const headers = pageHeaders;

/** A printed page for group supervision about one case: the group's first choices without names, and what to ask. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "read vignette counts");
  const agenda = orNotFound(
    await findAgenda(db, {
      actor: visitor.actor,
      courseId: orNotFound(params.course),
      vignetteId: orNotFound(params.vignette),
      releaseId: releaseOf(request),
      group: groupOf(request),
    }),
  );
  const { name, contact } = visitor.practice;
  return data({
    chrome: chromeOf(visitor),
    group: agenda.group,
    version: agenda.version,
    language: agenda.course.language,
    ...renderedAgenda(agenda),
    filling: { practice: { name, contact }, courseId: agenda.courseId, readable: [] },
  });
}

export default function VignetteAgendaPage() {
  const { chrome, group, version, language, vignette, debrief, filling } = useLoaderData<typeof loader>();
  return (
    <Page
      chrome={chrome}
      current="vignettes"
      kicker={words.kicker(group ?? vignettes.counted.whole, version)}
      heading={vignette.title}
      back={{ to: addresses.vignetteCounts(filling.courseId), label: words.back }}
    >
      <AgendaSheet vignette={vignette} debrief={debrief} language={language} fill={toFill(filling)} />
    </Page>
  );
}
