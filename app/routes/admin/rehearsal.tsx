import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chromeOf, requireMay } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { DataTable } from "#app/components/ui/data-table.tsx";
import { Section, Soft, Stack } from "#app/components/ui/layout.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Pagination } from "#app/components/ui/pagination.tsx";
import { formatTime } from "#app/components/ui/time.tsx";
import type { Planned } from "#app/domain/reminder/plan.ts";
import { namePeople, rehearse } from "#app/domain/reminder/rehearsal.ts";
import { orNotFound, pageHeaders } from "#app/http.ts";
import { aboutReminder, outcomeInWords, reminders as say } from "#app/messages/reminders.ts";
import { now } from "#app/platform/clock.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.rehearsalTitle };
export const headers = pageHeaders;

const limit = 50;

/** The next thirty days by number, and who gets what on one of them. */
export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "read reminders");
  const planned = await rehearse(db, now());
  const asked = new URL(request.url).searchParams;
  const day = asked.get("day");
  const chosen = day === null ? undefined : orNotFound(planned.find((one) => one.day === day));
  const page = orNotFound(pageIn(asked.get("page")));
  const shown = chosen?.reminders.slice((page - 1) * limit, page * limit) ?? [];
  const names = await namePeople(
    db,
    shown.map(({ personId }) => personId),
  );
  const lines = shown.map(({ key, personId, kind, rule, whyNot }) => ({
    ...{ key, kind, rule, whyNot: whyNot ?? null },
    ...(names.get(personId) ?? { name: "", email: "" }),
  }));
  const hasMore = (chosen?.reminders.length ?? 0) > page * limit;
  return { chrome: chromeOf(visitor), days: planned.map(inNumbers).filter(hasLetters), day, page, hasMore, lines };
}

function inNumbers({ day, reminders }: Planned) {
  const told = reminders.filter(({ whyNot }) => whyNot === undefined);
  const letters = new Set(told.map(({ kind, personId }) => `${kind === "digest"} ${personId}`));
  return { day, letters: letters.size, held: reminders.length - told.length };
}

function hasLetters({ letters, held }: ReturnType<typeof inNumbers>): boolean {
  return letters + held > 0;
}

function pageIn(text: string | null): number | undefined {
  if (text === null) return 1;
  return /^[1-9]\d{0,4}$/.test(text) ? Number(text) : undefined;
}

export default function Rehearsal() {
  const { chrome, days, day, page, hasMore, lines } = useLoaderData<typeof loader>();
  return (
    <Page
      chrome={chrome}
      current="reminders"
      heading={say.rehearsalTitle}
      lead={say.rehearsalLead}
      back={{ to: addresses.reminders, label: say.title }}
    >
      <Stack gap="large">
        {day ? (
          <Section heading={dayInWords(day)} id="day">
            {lines.length === 0 ? (
              <p>{say.nobody}</p>
            ) : (
              <DataTable
                caption={dayInWords(day)}
                quietCaption
                rows={lines}
                rowKey={({ key }) => key}
                columns={[
                  {
                    key: "person",
                    label: say.person,
                    names: true,
                    cell: ({ name, email }) => (
                      <>
                        {name} <Soft>{email}</Soft>
                      </>
                    ),
                  },
                  { key: "about", label: say.about, cell: aboutReminder },
                  {
                    key: "outcome",
                    label: say.outcome,
                    cell: ({ whyNot }) => (whyNot ? outcomeInWords(whyNot) : say.willBe),
                  },
                ]}
              />
            )}
            <Pagination
              label={say.pages}
              newer={page > 1 ? { to: addresses.rehearsal(day, page - 1), label: say.newest } : undefined}
              older={hasMore ? { to: addresses.rehearsal(day, page + 1), label: say.older } : undefined}
            />
          </Section>
        ) : null}
        {days.length === 0 ? (
          <p>{say.noDays}</p>
        ) : (
          <DataTable
            caption={say.days}
            rows={days}
            rowKey={(one) => one.day}
            columns={[
              {
                key: "day",
                label: say.day,
                names: true,
                cell: (one) => <a href={addresses.rehearsal(one.day)}>{dayInWords(one.day)}</a>,
              },
              { key: "letters", label: say.letters, align: "end", cell: ({ letters }) => letters },
              { key: "held", label: say.held, align: "end", cell: ({ held }) => held },
            ]}
          />
        )}
      </Stack>
    </Page>
  );
}

function dayInWords(day: string): string {
  return formatTime({ at: `${day}T12:00:00.000Z`, zone: "UTC" });
}
