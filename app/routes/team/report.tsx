import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chromeOf } from "#app/auth.server.ts";
import { addresses, addressWith } from "#app/components/addresses.ts";
import { CohortChart } from "#app/components/team/cohort-chart.tsx";
import { ReportFilterForm } from "#app/components/team/report-filter.tsx";
import { ReportTable } from "#app/components/team/report-table.tsx";
import { PrintButton } from "#app/components/ui/button.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Figures } from "#app/components/ui/figures.tsx";
import { Actions, Section, Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Pagination } from "#app/components/ui/pagination.tsx";
import { may } from "#app/domain/access.ts";
import { findReport } from "#app/domain/team-report/page.ts";
import { neverCached, noticeOf, pageHeaders } from "#app/http.ts";
import { standing } from "#app/messages/standing.ts";
import { teamReport as say } from "#app/messages/team-report.ts";
import { requireReport } from "#app/team-report.server.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

/** People and courses by the filters in the address, a page of them or, to print, all. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { visitor, chosen, asked } = await requireReport(request);
  const report = await findReport(db, { ...asked, page: chosen.page });
  return data(
    {
      ...report,
      chrome: chromeOf(visitor),
      zone: asked.zone,
      teams: asked.oversight.teams,
      hasEveryone: may(visitor.actor, "read reports of all"),
      chosen,
      notice: noticeOf(request, { "no-certificates": say.noCertificates }),
    },
    { headers: neverCached },
  );
}

export default function TeamReport() {
  const { chrome, zone, notice, chosen, teams, hasEveryone, courses, lines, total, counts, cohort, hasMore, most } =
    useLoaderData<typeof loader>();
  const { page, done: _, ...filter } = chosen;
  const to = (address: string, more: Record<string, string | number> = {}) =>
    addressWith(address, { ...filter, ...more });
  return (
    <Page chrome={chrome} current={hasEveryone ? "reports" : "team"} heading={say.title} lead={say.lead}>
      <Stack gap="large">
        {notice ? <Notice>{notice}</Notice> : null}
        <div className="on-screen">
          <ReportFilterForm chosen={filter} teams={teams} hasEveryone={hasEveryone} courses={courses} />
          <p className="hint">{say.period}</p>
        </div>
        <Figures figures={counts.map(({ status, count }) => ({ value: count, label: standing.statuses[status] }))} />
        {lines.length === 0 ? (
          <EmptyState title={say.empty}>{say.emptyText}</EmptyState>
        ) : (
          <div className="report">
            <p>{page === "all" && hasMore ? say.most(most) : say.lines(total)}</p>
            <ReportTable lines={lines} zone={zone} />
          </div>
        )}
        <Pagination
          label={say.pages}
          newer={
            page !== "all" && page > 1
              ? { to: to(addresses.teamReport, { page: page - 1 }), label: say.earlier }
              : undefined
          }
          older={
            page !== "all" && hasMore
              ? { to: to(addresses.teamReport, { page: page + 1 }), label: say.later }
              : undefined
          }
        />
        <div className="on-screen">
          <Actions>
            <a href={to(addresses.teamReportCsv)}>{say.csv}</a>
            <a href={to(addresses.teamCertificates)}>{say.certificates}</a>
            {page === "all" ? null : <a href={to(addresses.teamReport, { page: "all" })}>{say.all}</a>}
            <PrintButton>{say.print}</PrintButton>
          </Actions>
        </div>
        <div className="on-screen">
          <Section heading={say.cohort}>
            <CohortChart months={cohort} />
          </Section>
        </div>
      </Stack>
    </Page>
  );
}
