import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chromeOf, requireMay } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { CountedVignette } from "#app/components/author/counted-vignette.tsx";
import { VignetteCountsForm } from "#app/components/author/vignette-counts-form.tsx";
import { toFill } from "#app/components/learn/filling.ts";
import { renderedCounts } from "#app/components/prose/rendered-vignette.server.ts";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Stack } from "#app/components/ui/layout.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { findVignetteCounts } from "#app/domain/vignette/counts.ts";
import { orNotFound, pageHeaders } from "#app/http.ts";
import { vignettes } from "#app/messages/vignettes.ts";
import { groupOf, releaseOf } from "#app/vignette-fields.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: vignettes.counted.heading };
export const headers = pageHeaders;

const words = vignettes.counted;

/** What people chose in the vignettes of a release, of the whole practice or of a team of the visitor's, without names. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "read vignette counts");
  const asked = {
    actor: visitor.actor,
    courseId: orNotFound(params.course),
    releaseId: releaseOf(request),
    group: groupOf(request),
  };
  const { course, vignettes, ...counts } = orNotFound(await findVignetteCounts(db, asked));
  const { name, contact } = visitor.practice;
  return data({
    chrome: chromeOf(visitor),
    title: course.title,
    ...counts,
    vignettes: renderedCounts({ course }, vignettes),
    filling: { practice: { name, contact }, courseId: counts.courseId, readable: [] },
  });
}

export default function VignetteCountsPage() {
  const { chrome, title, filling, vignettes, ...counts } = useLoaderData<typeof loader>();
  return (
    <Page
      chrome={chrome}
      current="vignettes"
      heading={title}
      lead={words.lead}
      back={{ to: addresses.vignettes, label: words.back }}
    >
      <Stack gap="large">
        <p>{words.rule}</p>
        {counts.group === null ? (
          <EmptyState title={words.noTeam}>{words.noTeamText}</EmptyState>
        ) : (
          <>
            <VignetteCountsForm {...counts} group={counts.group} />
            {vignettes.map((vignette) => (
              <CountedVignette
                key={vignette.id}
                vignette={vignette}
                agenda={addresses.vignetteAgenda(counts.courseId, vignette.id, counts.releaseId, counts.group ?? "")}
                fill={toFill(filling)}
              />
            ))}
          </>
        )}
      </Stack>
    </Page>
  );
}
