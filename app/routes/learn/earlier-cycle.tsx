import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chromeOf, requirePerson } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { DataTable } from "#app/components/ui/data-table.tsx";
import { Definition } from "#app/components/ui/definition.tsx";
import { Section, Stack } from "#app/components/ui/layout.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Time } from "#app/components/ui/time.tsx";
import { type EarlierCycle, earlierCycleForLearner } from "#app/domain/earlier-cycle.ts";
import { orNotFound, pageHeaders } from "#app/http.ts";
import { percentOf } from "#app/messages/amounts.ts";
import { renewal } from "#app/messages/renewal.ts";
import { db } from "#db/db.server.ts";

const words = renewal.earlier;

export const handle = { title: words.title };
export const headers = pageHeaders;

/** One of the visitor's own earlier cycles; the newest, another's, and one that is not there are not here. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const visitor = await requirePerson(request);
  const cycle = /^[1-9]\d{0,3}$/.test(params.cycle ?? "") ? Number(params.cycle) : undefined;
  const asked = { personId: visitor.actor.id, courseId: orNotFound(params.course), cycle: orNotFound(cycle) };
  const earlier = orNotFound(await earlierCycleForLearner(db, asked));
  return data({ chrome: chromeOf(visitor), zone: visitor.zone, earlier });
}

export default function EarlierCyclePage() {
  const { chrome, zone, earlier } = useLoaderData<typeof loader>();
  const { courseId, title, cycle, version, enrolledAt, record } = earlier;
  return (
    <Page
      chrome={chrome}
      current="learn"
      heading={words.heading(cycle)}
      lead={words.lead}
      back={{ to: addresses.outline(courseId), label: title }}
      width="reading"
    >
      <Stack gap="large">
        <Definition
          entries={[
            { term: words.release, detail: version },
            { term: words.began, detail: <Time at={enrolledAt} zone={zone} /> },
            {
              term: words.record,
              detail: record ? <a href={addresses.record(record.id)}>{words.seeRecord}</a> : words.noRecord,
            },
          ]}
        />
        <Section heading={words.attempts}>
          <Attempts attempts={earlier.attempts} zone={zone} />
        </Section>
        <Section heading={words.lessons}>
          <DataTable
            caption={words.lessons}
            quietCaption
            rows={earlier.lessons}
            rowKey={({ id }) => id}
            columns={[
              { key: "title", label: words.lesson, names: true, cell: ({ title }) => title },
              {
                key: "read",
                label: words.readAt,
                cell: ({ readAt }) => (readAt ? <Time at={readAt} zone={zone} /> : words.notRead),
              },
            ]}
          />
        </Section>
      </Stack>
    </Page>
  );
}

function Attempts({ attempts, zone }: { attempts: EarlierCycle["attempts"]; zone: string }) {
  if (attempts.length === 0) return <p>{words.noAttempts}</p>;
  return (
    <>
      <DataTable
        caption={words.attempts}
        quietCaption
        rows={attempts}
        rowKey={({ id }) => id}
        columns={[
          { key: "quiz", label: words.quiz, names: true, cell: (row) => words.numbered(row.title, row.number) },
          {
            key: "sent",
            label: words.sent,
            cell: ({ sentAt }) => (sentAt ? <Time at={sentAt} zone={zone} /> : words.open),
          },
          {
            key: "score",
            label: words.score,
            align: "end",
            cell: ({ score }) => (score ? `${percentOf(score)}%` : ""),
          },
          { key: "outcome", label: words.outcome, cell: ({ passed }) => (passed ? words.passed : words.notYet) },
        ]}
      />
      <p>{words.answersStay}</p>
    </>
  );
}
