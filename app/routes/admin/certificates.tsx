import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf, requireMay, type Visitor } from "#app/auth.server.ts";
import { approvalForm, looksForm, removalForm } from "#app/certificate-fields.ts";
import { addresses } from "#app/components/addresses.ts";
import { ApprovalFields, ApprovalTable } from "#app/components/admin/approvals.tsx";
import { CertificateLooks } from "#app/components/admin/certificate-looks.tsx";
import { Button, ButtonLink } from "#app/components/ui/button.tsx";
import { FileField } from "#app/components/ui/file-field.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Section, Soft, Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { addApproval, listApprovals, removeApproval } from "#app/domain/certificate/approval.ts";
import { keepLogo, largestLogo, removeLogo } from "#app/domain/certificate/logo.ts";
import { changeCertificateSetting, findCertificateSetting } from "#app/domain/certificate/setting.ts";
import { unapproved } from "#app/domain/completion-record/entry.ts";
import {
  type FormErrors,
  formKey,
  intentOf,
  neverCached,
  noticeOf,
  orNotFound,
  pageHeaders,
  type Refused,
  readForm,
  refuse,
} from "#app/http.ts";
import { certificates as say } from "#app/messages/certificates.ts";
import { forms } from "#app/messages/forms.ts";
import { now } from "#app/platform/clock.ts";
import { carriesFile, readUpload } from "#app/upload.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

const notices = {
  saved: say.saved,
  added: say.added,
  removed: say.removed,
  logo: say.logoSaved,
  "no-logo": say.logoRemoved,
};

export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "settle certificates");
  return {
    chrome: chromeOf(visitor),
    notice: noticeOf(request, notices),
    key: formKey(),
    setting: await findCertificateSetting(db),
    approvals: await listApprovals(db, { zone: visitor.practice.zone, now: now() }),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const visitor = await requireMay(request, "settle certificates");
  if (carriesFile(request)) return takeLogo(request, visitor);
  const intent = await intentOf(request);
  if (intent === "approve") return approve(request, visitor);
  if (intent === "remove") return remove(request, visitor);
  if (intent === "remove-logo") return dropLogo(request, visitor);
  return settle(request, visitor);
}

/** The page has several forms: a refusal says which one it is for. */
const refusedIn = (of: "approve" | "looks" | "logo", refused: Refused, init?: { status?: number }) =>
  refuse(Object.assign(refused, { of }), init);

async function settle(request: Request, { actor }: Visitor) {
  const read = await readForm(request, looksForm);
  if ("errors" in read) return refusedIn("looks", read);
  const { signatory, credential, intent: _, ...chosen } = read.values;
  const { version, ...standing } = Object.fromEntries(
    Object.entries({ signatory, credential, ...chosen }).map(([name, value]) => [name, String(value)]),
  );
  if ((signatory === "") !== (credential === "")) {
    return refusedIn("looks", { errors: { credential: say.bothOrNeither }, typed: standing });
  }
  const signature = signatory ? { name: signatory, credential } : null;
  const changed = await changeCertificateSetting(db, { actor, ...chosen, signature, now: now() });
  if ("setting" in changed) throw done("saved");
  const { keepYears } = await findCertificateSetting(db);
  const sentences: Record<typeof changed.refused, FormErrors> = {
    "changed-meanwhile": { form: forms.changedMeanwhile },
    "too-pale": { accent: say.tooPale },
    "fewer-years": { keepYears: say.fewerYears(keepYears) },
  };
  const status = changed.refused === "changed-meanwhile" ? 409 : 422;
  return refusedIn("looks", { errors: sentences[changed.refused], typed: standing }, { status });
}

async function approve(request: Request, { actor }: Visitor) {
  const read = await readForm(request, approvalForm);
  if ("errors" in read) return refusedIn("approve", read);
  const { intent: _, ...approval } = read.values;
  const added = await addApproval(db, { actor, ...approval, now: now() });
  if ("approval" in added) throw done("added");
  return refusedIn("approve", { errors: { to: say.endsFirst }, typed: approval });
}

async function remove(request: Request, { actor }: Visitor): Promise<never> {
  const read = await readForm(request, removalForm);
  const { approval } = orNotFound("values" in read ? read.values : undefined);
  orNotFound(await removeApproval(db, { actor, approvalId: approval, now: now() }));
  throw done("removed");
}

async function takeLogo(request: Request, { actor }: Visitor) {
  const read = await readUpload(request, { field: "logo", most: largestLogo, tooLarge: say.logoRefused["too-large"] });
  if ("errors" in read) return refusedIn("logo", read);
  const kept = await keepLogo(db, { actor, bytes: read.bytes, now: now() });
  if ("logo" in kept) throw done("logo");
  return refusedIn("logo", { errors: { logo: say.logoRefused[kept.refused] }, typed: {} });
}

async function dropLogo(request: Request, { actor }: Visitor): Promise<never> {
  const read = await readForm(request, z.object({ intent: z.literal("remove-logo") }));
  orNotFound("values" in read ? read.values : undefined);
  await removeLogo(db, { actor, now: now() });
  throw done("no-logo");
}

function done(what: keyof typeof notices): Response {
  return redirect(`${addresses.certificates}?done=${what}`, { status: 303, headers: neverCached });
}

export default function Certificates() {
  const { chrome, notice, key, setting, approvals } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const inForm = (of: string) => {
    if (!refused || !("of" in refused) || refused.of !== of) return {};
    return { errors: refused.errors, typed: refused.typed };
  };
  return (
    <Page
      chrome={chrome}
      current="practice"
      heading={say.title}
      lead={say.lead}
      back={{ to: addresses.practice, label: say.back }}
      width="reading"
    >
      <Stack gap="large">
        {notice && !refused ? <Notice kind="done">{notice}</Notice> : null}
        <Stack gap="small">
          <p>{say.sampleText}</p>
          <p>
            <ButtonLink kind="quiet" to={addresses.sampleCertificate}>
              {say.sample}
            </ButtonLink>
          </p>
        </Stack>
        <Section heading={say.looksHeading}>
          <Form {...inForm("looks")} intent="looks" hidden={{ version: String(setting.version) }}>
            <CertificateLooks setting={setting} />
            <Button>{say.save}</Button>
          </Form>
        </Section>
        <Section heading={say.logoHeading}>
          <p>{setting.logo ? say.logoIsSet : say.logoNone}</p>
          <Form {...inForm("logo")} withFile label={say.logoHeading}>
            <FileField name="logo" label={say.logo} accept="image/png,image/jpeg" hint={say.logoHint} />
            <Button kind="quiet">{say.logoSave}</Button>
          </Form>
          {setting.logo ? (
            <Form intent="remove-logo" label={say.logoRemove}>
              <Button kind="plain">{say.logoRemove}</Button>
            </Form>
          ) : null}
        </Section>
        <Section heading={say.approvalsHeading}>
          {approvals.some(({ standing }) => standing === "current") ? null : (
            <Notice kind="plain" title={say.noneCurrent}>
              {unapproved}
            </Notice>
          )}
          {approvals.length > 0 ? <ApprovalTable approvals={approvals} /> : null}
          {approvals.some(({ standing }) => standing !== "current") ? <Soft>{say.outside}</Soft> : null}
        </Section>
        <Section heading={say.addHeading}>
          <p>{say.addText}</p>
          <Form {...inForm("approve")} intent="approve" formKey={key}>
            <ApprovalFields />
            <Button kind="quiet">{say.add}</Button>
          </Form>
        </Section>
      </Stack>
    </Page>
  );
}
