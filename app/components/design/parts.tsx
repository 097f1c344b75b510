import { Button, ButtonLink } from "#app/components/ui/button.tsx";
import { Card } from "#app/components/ui/card.tsx";
import { DataTable } from "#app/components/ui/data-table.tsx";
import { Definition } from "#app/components/ui/definition.tsx";
import { Disclosure } from "#app/components/ui/disclosure.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Figures } from "#app/components/ui/figures.tsx";
import { ItemList } from "#app/components/ui/item-list.tsx";
import { Columns, Section, Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Pagination } from "#app/components/ui/pagination.tsx";
import { Path } from "#app/components/ui/path.tsx";
import { Standing } from "#app/components/ui/standing.tsx";
import { Steps } from "#app/components/ui/steps.tsx";
import { Time } from "#app/components/ui/time.tsx";

const people = [
  { name: "Robin Ames", tone: "late", standing: "Overdue, 6 days", at: "2026-11-17T12:00:00.000Z" },
  { name: "Sam Okoye", tone: "soon", standing: "Due in 8 days", at: "2026-12-01T12:00:00.000Z" },
  { name: "Ana Ruiz", tone: "good", standing: "Complete", at: "2027-01-15T12:00:00.000Z" },
  { name: "Bo Lind", tone: "plain", standing: "Under way", at: "2027-01-15T12:00:00.000Z" },
] as const;

const marks = [1, 2, 3, 4, 5].map((number) => ({
  number,
  to: `#item-${number}`,
  answered: number < 4,
  current: number === 3,
}));

/** Everything that is looked at. */
export function Parts() {
  return (
    <>
      <Columns aside={<Aside />}>
        <NextStep />
        <ModulePath />
      </Columns>
      <Section heading="Notices">
        <Stack gap="small">
          <Notice kind="done" title="Saved.">
            The invitation can be used until 30 November.
          </Notice>
          <Notice kind="attention" title="No mail server is set up.">
            Links are shown once, for copying.
          </Notice>
          <Notice>Nothing is waiting for you.</Notice>
        </Stack>
      </Section>
      <Section heading="A table">
        <DataTable
          caption="The north office"
          columns={[
            { key: "name", label: "Name", names: true, cell: ({ name }) => name },
            {
              key: "standing",
              label: "Standing",
              cell: ({ tone, standing }) => <Standing tone={tone}>{standing}</Standing>,
            },
            { key: "due", label: "Due", cell: ({ at }) => <Time at={at} zone="Europe/London" /> },
            { key: "act", label: "Act", quiet: true, align: "end", cell: () => <Button kind="quiet">Nudge</Button> },
          ]}
          rows={[...people]}
          rowKey={({ name }) => name}
        />
        <Pagination
          label="Older and newer"
          newer={{ to: "#newer", label: "Newer" }}
          older={{ to: "#older", label: "Older" }}
        />
      </Section>
      <Section heading="Figures, details, what is empty">
        <Figures
          figures={[
            { value: 3, label: "need help now" },
            { value: 5, label: "due within 14 days" },
            { value: 12, label: "complete" },
          ]}
        />
        <Definition
          entries={[
            { term: "Release", detail: "1.0.0, published 23 November 2026" },
            { term: "Hash", detail: <code>9f2c41d07a53b6e8</code> },
          ]}
        />
        <Disclosure summary="What counts, and what my supervisor sees">
          <p>Standing, dates and the record. Not answers, scores or attempts.</p>
        </Disclosure>
        <EmptyState
          title="No records yet"
          action={
            <ButtonLink to="#learn" kind="quiet">
              Open My learning
            </ButtonLink>
          }
        >
          Your completion record will be here when each rule of the course is met.
        </EmptyState>
        <ItemList label="Questions" items={marks} />
      </Section>
    </>
  );
}

function NextStep() {
  return (
    <Card kicker="Continue · Module 3 of 7" heading="Shame is learned, and can be put down">
      <p>You stopped at “What a client hears in a pause”. About 9 minutes are left in this lesson.</p>
      <Steps done={13} total={31} text="13 of 31 steps · about 3 h 40 min left" />
      <ButtonLink to="#continue">Continue</ButtonLink>
    </Card>
  );
}

function ModulePath() {
  return (
    <Path
      label="Modules"
      steps={[
        {
          key: "1",
          state: "done",
          title: "Orientation",
          to: "#m1",
          detail: "5 lessons, quiz passed on 3 November",
          action: <a href="#m1">Read again</a>,
        },
        {
          key: "2",
          state: "here",
          title: "Challenging stigma and misconceptions",
          to: "#m2",
          detail: "2 of 4 lessons read · quiz to come",
        },
        {
          key: "3",
          state: "open",
          title: "Affirming consent and empowerment",
          to: "#m3",
          detail: "4 lessons, a quiz · 50 minutes",
        },
        { key: "4", state: "locked", title: "In your practice", detail: "Opens when modules 1 to 3 are done: 2 to go" },
      ]}
    />
  );
}

function Aside() {
  return (
    <Section heading="Where you stand">
      <Definition
        layout="aside"
        entries={[
          { term: "Due", detail: "15 January" },
          { term: "Read", detail: "12 of 24 lessons" },
          { term: "Quizzes", detail: "2 of 7 passed" },
        ]}
      />
    </Section>
  );
}
