import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chromeOf, requireMay } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { DataTable } from "#app/components/ui/data-table.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Actions, Soft, Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Pagination } from "#app/components/ui/pagination.tsx";
import { formatTime } from "#app/components/ui/time.tsx";
import { findMailTrouble, listReminders, type ReminderLine } from "#app/domain/reminder/log.ts";
import { findReminderRules } from "#app/domain/reminder/settings.ts";
import { cursorOf, pageHeaders } from "#app/http.ts";
import { aboutReminder, outcomeInWords, reminders as say } from "#app/messages/reminders.ts";
import { canSendMail } from "#app/platform/mail.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

const limit = 50;

export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "read reminders");
  const before = cursorOf(request, "before");
  const { isOn } = await findReminderRules(db);
  const trouble = await findMailTrouble(db);
  const { lines, next } = await listReminders(db, { before, limit });
  const state = { isOn, hasMail: canSendMail(), trouble };
  return { chrome: chromeOf(visitor), zone: visitor.zone, state, lines, next, isFirst: before === undefined };
}

export default function Reminders() {
  const { chrome, zone, state, lines, next, isFirst } = useLoaderData<typeof loader>();
  const { isOn, hasMail, trouble } = state;
  const at = trouble.nextAt ? formatTime({ at: trouble.nextAt, zone, show: "brief" }) : "";
  return (
    <Page chrome={chrome} current="reminders" heading={say.title} lead={say.lead}>
      <Stack>
        {isOn ? null : <Notice kind="attention">{say.off}</Notice>}
        {hasMail ? null : <Notice kind="attention">{say.noMail}</Notice>}
        {trouble.putOff > 0 ? <Notice kind="attention">{say.putOff(trouble.putOff, at)}</Notice> : null}
        {trouble.givenUp > 0 ? <Notice kind="attention">{say.givenUp(trouble.givenUp)}</Notice> : null}
        <Actions>
          <ButtonLink to={addresses.rehearsal()} kind="quiet">
            {say.toRehearsal}
          </ButtonLink>
          <ButtonLink to={addresses.reminderRules} kind="quiet">
            {say.toRules}
          </ButtonLink>
        </Actions>
        {lines.length === 0 ? (
          <EmptyState title={say.emptyTitle}>{say.empty}</EmptyState>
        ) : (
          <DataTable
            caption={say.caption}
            quietCaption
            rows={lines}
            rowKey={({ id }) => id}
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
              { key: "day", label: say.day, cell: ({ day }) => <span className="day">{dayInWords(day)}</span> },
              { key: "about", label: say.about, cell: aboutReminder },
              { key: "outcome", label: say.outcome, cell: (line) => outcomeOf(line, zone) },
            ]}
          />
        )}
        <Pagination
          label={say.pages}
          newer={isFirst ? undefined : { to: addresses.reminders, label: say.newest }}
          older={next ? { to: `${addresses.reminders}?before=${next}`, label: say.older } : undefined}
        />
      </Stack>
    </Page>
  );
}

function dayInWords(day: string): string {
  return formatTime({ at: `${day}T12:00:00.000Z`, zone: "UTC" });
}

function outcomeOf({ outcome, letter }: ReminderLine, zone: string): string {
  if (outcome !== null) return outcomeInWords(outcome);
  if (letter?.isGivenUp) return outcomeInWords("too-late");
  if (!letter?.outcome) return say.waits;
  return say.waitsUntil(formatTime({ at: letter.dueAt, zone, show: "brief" }));
}
