import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chromeOf, requireMay } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { ItemStatistics, ItemsNotYet } from "#app/components/author/item-statistics.tsx";
import { Button, ButtonLink, PrintButton } from "#app/components/ui/button.tsx";
import { Definition } from "#app/components/ui/definition.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Actions, Section, Stack } from "#app/components/ui/layout.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Select } from "#app/components/ui/select.tsx";
import { findItemStatistics } from "#app/domain/item-statistic/view.ts";
import { steps } from "#app/domain/item-statistic.ts";
import { cursorOf, orNotFound, pageHeaders } from "#app/http.ts";
import { author } from "#app/messages/author.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: author.statistics.heading };
export const headers = pageHeaders;

const words = author.statistics;

/** How the items of a release have done: the newest, or the one that the address names. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "read item statistics");
  const asked = { courseId: orNotFound(params.course), releaseId: cursorOf(request, "release") };
  const { release, releases, items, notYet } = orNotFound(await findItemStatistics(db, asked));
  return data({
    chrome: chromeOf(visitor),
    courseId: release.courseId,
    title: release.course.title,
    release: { id: release.id, version: release.version },
    releases: releases.map(({ id, version }) => ({ id, version })),
    items,
    notYet,
    fewest: steps.fewest,
  });
}

export default function StatisticsPage() {
  const { chrome, courseId, title, release, items, notYet, fewest } = useLoaderData<typeof loader>();
  return (
    <Page
      chrome={chrome}
      current="author"
      heading={words.heading}
      kicker={<span data-course="">{words.kicker(title, release.version)}</span>}
      lead={words.lead}
      back={{ to: addresses.courses, label: author.courses.heading }}
    >
      <Stack gap="large">
        <ReleasePicker />
        {items.length > 0 ? <ItemStatistics items={items} /> : null}
        {notYet.length > 0 ? <ItemsNotYet items={notYet} fewest={fewest} open={items.length === 0} /> : null}
        {items.length + notYet.length === 0 ? (
          <EmptyState title={words.noItems}>{words.noItemsText}</EmptyState>
        ) : (
          <Actions>
            <ButtonLink kind="quiet" to={addresses.statisticsCsv(courseId, release.id)}>
              {words.csv}
            </ButtonLink>
            <PrintButton>{words.print}</PrintButton>
          </Actions>
        )}
        <Section heading={words.how}>
          <Definition entries={words.reading.map(({ term, text }) => ({ term, detail: text }))} />
        </Section>
      </Stack>
    </Page>
  );
}

/** Which release the figures are of, where there are several; a link to each would fill the page one day. */
function ReleasePicker() {
  const { release, releases } = useLoaderData<typeof loader>();
  if (releases.length < 2) return null;
  return (
    <Form method="get" inline>
      <Select
        name="release"
        label={words.release}
        value={release.id}
        options={releases.map(({ id, version }, at) => {
          return { value: id, label: at === 0 ? words.newest(version) : version };
        })}
      />
      <Button kind="quiet">{words.show}</Button>
    </Form>
  );
}
