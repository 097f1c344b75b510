import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chromeOf, requireMay } from "#app/auth.server.ts";
import { DataTable } from "#app/components/ui/data-table.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Soft } from "#app/components/ui/layout.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Pagination } from "#app/components/ui/pagination.tsx";
import { Time } from "#app/components/ui/time.tsx";
import { type AuditLine, listAudit } from "#app/domain/audit.ts";
import { cursorOf, pageHeaders } from "#app/http.ts";
import { audit as say } from "#app/messages/admin.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

const limit = 50;

export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "read the audit trail");
  const before = cursorOf(request, "before");
  const { lines, next } = await listAudit(db, { before, limit });
  return { chrome: chromeOf(visitor), zone: visitor.zone, lines, next, isFirst: before === undefined };
}

export default function Audit() {
  const { chrome, zone, lines, next, isFirst } = useLoaderData<typeof loader>();
  return (
    <Page chrome={chrome} current="audit" heading={say.title} lead={say.lead}>
      {lines.length === 0 ? (
        <EmptyState title={say.emptyTitle}>{say.empty}</EmptyState>
      ) : (
        <DataTable
          caption={say.caption}
          quietCaption
          rows={lines}
          rowKey={({ id }) => id}
          columns={[
            { key: "at", label: say.at, names: true, cell: ({ at }) => <Time at={at} zone={zone} show="date-time" /> },
            { key: "actor", label: say.actor, cell: actorOf },
            { key: "act", label: say.act, cell: actOf },
            { key: "subject", label: say.subject, cell: subjectOf },
          ]}
        />
      )}
      <Pagination
        label={say.pages}
        newer={isFirst ? undefined : { to: "/admin/audit", label: say.newest }}
        older={next ? { to: `/admin/audit?before=${next}`, label: say.older } : undefined}
      />
    </Page>
  );
}

function actorOf({ actorKind, actorName, actorEmail }: AuditLine) {
  return actorKind === "person" ? <Named name={actorName} email={actorEmail} /> : say.kinds[actorKind];
}

/** A name is what its owner calls themselves today; the address is nobody else's. */
function Named({ name, email }: { name: string | null; email: string | null }) {
  if (!name) return say.nobody;
  return (
    <>
      {name} <Soft>{email}</Soft>
    </>
  );
}

function actOf({ act, reason }: AuditLine) {
  if (!reason) return act;
  return (
    <>
      {act} <Soft>({reason})</Soft>
    </>
  );
}

/** Ids stand in full: a trail is read beside the database. The practice is one and needs none. */
function subjectOf({ subjectKind, subjectId, subjectName, subjectEmail, teamName }: AuditLine) {
  if (subjectName) {
    return (
      <>
        <Named name={subjectName} email={subjectEmail} />
        {teamName ? `, ${teamName}` : null}
      </>
    );
  }
  if (subjectKind === subjectId) return subjectKind;
  return (
    <>
      {subjectKind} {teamName} <Soft>{subjectId}</Soft>
    </>
  );
}
