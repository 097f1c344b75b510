import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf, requireMay } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { ImportFilter, ImportLines } from "#app/components/admin/people-import.tsx";
import { ImportAct, ImportOutcome } from "#app/components/admin/people-import-acts.tsx";
import { Figures } from "#app/components/ui/figures.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Pagination } from "#app/components/ui/pagination.tsx";
import type { PersonActor } from "#app/domain/actor.ts";
import { confirmImport } from "#app/domain/people-import/confirming.ts";
import { listImportRows, type Result } from "#app/domain/people-import/kept-rows.ts";
import { abandonImport, findImport } from "#app/domain/people-import.ts";
import { formKey, intentOf, neverCached, notFound, orNotFound, pageHeaders, readForm, refuse } from "#app/http.ts";
import { peopleImport as say } from "#app/messages/people-import.ts";
import { now } from "#app/platform/clock.ts";
import { settings } from "#app/platform/settings.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

const limit = 100;
const results = ["invited", "changed", "unchanged", "refused"] as const;

export async function loader({ request, params: { import: importId = "" } }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "import people");
  const found = orNotFound(await findImport(db, importId));
  const { result, after } = placeOf(request);
  const { rows, next } = await listImportRows(db, { importId, result, after, limit });
  const shown = { chrome: chromeOf(visitor), found, rows, next, result, isFirst: after === 0 };
  return { ...shown, byMail: Boolean(settings().mail), key: formKey() };
}

/** Which lines the address asks for; what is no such place is the page that is not there. */
function placeOf(request: Request): { result: Result | undefined; after: number } {
  const { searchParams } = new URL(request.url);
  const show = searchParams.get("show");
  const after = searchParams.get("after") ?? "0";
  const result = results.find((result) => result === show);
  if ((show !== null && !result) || !/^\d{1,7}$/.test(after)) throw notFound();
  return { result, after: Number(after) };
}

const empty = z.object({ intent: z.string() });

export async function action({ request, params: { import: importId = "" } }: ActionFunctionArgs) {
  const { actor } = await requireMay(request, "import people");
  const on = { actor, importId, now: now() };
  const intent = await intentOf(request);
  if (intent === "confirm") return confirm(request, on);
  if (intent === "abandon") return abandon(request, on);
  throw notFound();
}

interface On {
  actor: PersonActor;
  importId: string;
  now: Date;
}

async function confirm(request: Request, on: On) {
  const read = await readForm(request, empty);
  if ("errors" in read) throw notFound();
  const confirmed = orNotFound(await confirmImport(db, on));
  if ("refused" in confirmed) return refuse({ errors: { form: say.changedMeanwhile }, typed: {} }, { status: 409 });
  throw redirect(addresses.importLines(on.importId), { status: 303, headers: neverCached });
}

async function abandon(request: Request, on: On): Promise<never> {
  const read = await readForm(request, empty);
  if ("errors" in read) throw notFound();
  orNotFound(await abandonImport(db, on));
  throw redirect(`${addresses.peopleImport}?done=abandoned`, { status: 303, headers: neverCached });
}

export default function ImportedLines() {
  const { chrome, found, rows, next, result, isFirst, byMail, key } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { id, state, counts } = found;
  const words = state === "finished" ? say.done : say.counted;
  const titles = { "to-confirm": say.linesTitle, begun: say.stoppedTitle, finished: say.finishedTitle };
  const here = `${addresses.importLines(id)}?${result ? `show=${result}&` : ""}`;
  return (
    <Page
      chrome={chrome}
      current="people"
      heading={titles[state]}
      back={{ to: addresses.peopleImport, label: say.backToImport }}
    >
      {refused?.errors.form ? <Notice kind="attention">{refused.errors.form}</Notice> : null}
      <Figures figures={results.map((result) => ({ value: counts[result], label: words[result] }))} />
      {state === "finished" ? (
        <ImportOutcome found={found} byMail={byMail} formKey={key} />
      ) : (
        <>
          <ImportAct found={found} />
          <ImportFilter id={id} counts={counts} chosen={result} />
          <ImportLines rows={rows} />
          <Pagination
            label={say.pages}
            newer={isFirst ? undefined : { to: here.slice(0, -1), label: say.first }}
            older={next ? { to: `${here}after=${next}`, label: say.more } : undefined}
          />
        </>
      )}
    </Page>
  );
}
