import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf, requireMay } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { RegisterFilterForm } from "#app/components/admin/register-filter.tsx";
import { RegisterTable } from "#app/components/admin/register-table.tsx";
import { Button } from "#app/components/ui/button.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Pagination } from "#app/components/ui/pagination.tsx";
import { dayIn } from "#app/domain/calendar.ts";
import { listRegister, searchRegister } from "#app/domain/completion-record/register.ts";
import { noteRegisterView } from "#app/domain/completion-record/registered.ts";
import { namesApart } from "#app/domain/course/names.ts";
import { listCourses } from "#app/domain/release.ts";
import { field } from "#app/fields.ts";
import { cursorOf, neverCached, notFound, orNotFound, pageHeaders, readForm, refuse } from "#app/http.ts";
import { register as words } from "#app/messages/register.ts";
import { now } from "#app/platform/clock.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: words.title };
export const headers = pageHeaders;

const limit = 50;

/** The practice's register, filtered by what the address says; that it was looked at is noted. */
export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "read records");
  const { zone } = visitor.practice;
  const at = now();
  const chosen = filterIn(request);
  const before = cursorOf(request, "before");
  const filter = {
    courseId: chosen.course || undefined,
    year: Number(chosen.year) || undefined,
    state: chosen.state || undefined,
  };
  const { lines, next } = orNotFound(await listRegister(db, { filter, zone, before, limit, now: now() }));
  const courses = await listCourses(db);
  // The action notes what it shows itself.
  if (!request.headers.has("Content-Type")) await noteRegisterView(db, { actor: visitor.actor, now: at });
  return data({
    chrome: chromeOf(visitor),
    lines,
    older: next ? addressOf({ ...chosen, before: next }) : undefined,
    newest: before ? addressOf(chosen) : undefined,
    chosen,
    courses: namesApart(courses),
    thisYear: Number(dayIn(at, zone).slice(0, 4)),
  });
}

const filterForm = z.object({
  course: field.id.or(z.literal("")).default(""),
  year: z
    .string()
    .regex(/^(?:20\d\d)?$/)
    .default(""),
  state: z.enum(["valid", "replaced", "revoked", "withdrawn", ""]).default(""),
});

type Chosen = z.output<typeof filterForm>;

function filterIn(request: Request): Chosen {
  const { searchParams } = new URL(request.url);
  const all = ["course", "year", "state"].flatMap((name) => {
    const [value, ...more] = searchParams.getAll(name);
    if (more.length > 0) throw notFound();
    return value === undefined ? [] : [[name, value]];
  });
  const read = filterForm.safeParse(Object.fromEntries(all));
  if (!read.success) throw notFound();
  return read.data;
}

function addressOf(parameters: Chosen & { before?: string }): string {
  const said = Object.entries(parameters).filter(([, value]) => value !== "");
  const query = new URLSearchParams(Object.fromEntries(said)).toString();
  return query ? `${addresses.register}?${query}` : addresses.register;
}

const form = z.object({ words: z.string().trim().min(1, words.searchEmpty).max(200) });

/** Looks a name or a number up. A POST, so that nobody's name stands in an address or log. */
export async function action({ request }: ActionFunctionArgs) {
  const { actor } = await requireMay(request, "read records");
  const read = await readForm(request, form);
  if ("errors" in read) return refuse(read);
  const found = await searchRegister(db, { words: read.values.words, limit, now: now() });
  await noteRegisterView(db, { actor, now: now() });
  return data({ words: read.values.words, found }, { headers: neverCached });
}

export default function Register() {
  const { chrome, lines, older, newest, chosen, courses, thisYear } = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>();
  const refused = acted && "errors" in acted ? acted : undefined;
  const answer = acted && "found" in acted ? acted : undefined;
  const shown = answer?.found ?? lines;
  return (
    <Page chrome={chrome} current="register" heading={words.title} lead={words.lead}>
      <Stack gap="large">
        <Form action={addresses.register} errors={refused?.errors} typed={refused?.typed} inline label={words.find}>
          <Field
            name="words"
            type="search"
            label={words.search}
            hint={words.searchHint}
            value={answer?.words}
            maxLength={200}
            autoComplete="off"
          />
          <Button>{words.find}</Button>
        </Form>
        <RegisterFilterForm chosen={chosen} courses={courses} thisYear={thisYear} />
        {answer ? <Notice>{words.found(answer.found.length)}</Notice> : null}
        {answer?.found.length === limit ? <p>{words.most}</p> : null}
        {shown.length === 0 ? (
          <EmptyState title={words.empty}>{words.emptyText}</EmptyState>
        ) : (
          <RegisterTable lines={shown} caption={words.caption} />
        )}
        {answer ? (
          <p>
            <a href={addresses.register}>{words.newest}</a>
          </p>
        ) : (
          <Pagination
            label={words.pages}
            newer={newest ? { to: newest, label: words.newest } : undefined}
            older={older ? { to: older, label: words.older } : undefined}
          />
        )}
      </Stack>
    </Page>
  );
}
