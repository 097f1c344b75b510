import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chromeOf, requireMay } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Path } from "#app/components/ui/path.tsx";
import { listCoursesWithVignettes } from "#app/domain/vignette/counts.ts";
import { pageHeaders } from "#app/http.ts";
import { vignettes } from "#app/messages/vignettes.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: vignettes.counted.heading };
export const headers = pageHeaders;

const words = vignettes.counted;

/** The courses with vignettes, for those who may see what people chose. */
export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "read vignette counts");
  return data({ chrome: chromeOf(visitor), courses: await listCoursesWithVignettes(db) });
}

export default function VignettesPage() {
  const { chrome, courses } = useLoaderData<typeof loader>();
  return (
    <Page chrome={chrome} current="vignettes" heading={words.heading} lead={words.listLead} width="reading">
      {courses.length === 0 ? <EmptyState title={words.none}>{words.noneText}</EmptyState> : null}
      {courses.length > 0 ? (
        <Path
          label={words.heading}
          numbered={false}
          steps={courses.map(({ id, title, vignettes }) => {
            return { key: id, state: "open", title, to: addresses.vignetteCounts(id), detail: words.count(vignettes) };
          })}
        />
      ) : null}
    </Page>
  );
}
