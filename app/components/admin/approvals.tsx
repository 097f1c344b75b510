import type { ListedApproval } from "#app/domain/certificate/approval.ts";
import { certificates as say } from "#app/messages/certificates.ts";
import { Button } from "../ui/button.tsx";
import { DataTable } from "../ui/data-table.tsx";
import { Field } from "../ui/field.tsx";
import { Form } from "../ui/form.tsx";
import { Soft, Stack } from "../ui/layout.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { Time } from "../ui/time.tsx";

/** The approvals of the practice, each with whether it is printed now; its words stand under its body's name. */
export function ApprovalTable({ approvals }: { approvals: ListedApproval[] }) {
  return (
    <DataTable
      caption={say.approvalsCaption}
      quietCaption
      rows={approvals}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "body",
          label: say.body,
          names: true,
          cell: ({ body, statement }) => (
            <Stack gap="small">
              {body}
              <Soft>{statement}</Soft>
            </Stack>
          ),
        },
        { key: "number", label: say.number, cell: ({ number }) => number },
        { key: "period", label: say.period, cell: ({ from, to }) => <Period {...{ from, to }} /> },
        { key: "standing", label: say.standing, cell: ({ standing }) => say.standings[standing] },
        {
          key: "remove",
          label: say.remove,
          quiet: true,
          align: "end",
          cell: ({ id, body }) => (
            <Form intent="remove" hidden={{ approval: id }} label={`${say.remove}: ${body}`}>
              <Button kind="quiet">{say.remove}</Button>
            </Form>
          ),
        },
      ]}
    />
  );
}

function Period({ from, to }: { from: string; to: string }) {
  return (
    <>
      <Time at={from} zone="UTC" /> – <Time at={to} zone="UTC" />
    </>
  );
}

/** The five things that an approval is, to be added together. */
export function ApprovalFields() {
  return (
    <>
      <Field name="body" label={say.body} hint={say.bodyHint} />
      <Field name="number" label={say.number} hint={say.numberHint} />
      <Field name="from" label={say.from} type="date" width="short" />
      <Field name="to" label={say.to} type="date" width="short" />
      <TextArea name="statement" label={say.statement} hint={say.statementHint} rows={4} />
    </>
  );
}
