import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf, requirePerson } from "#app/auth.server.ts";
import { SearchHits } from "#app/components/learn/search-hits.tsx";
import { Button } from "#app/components/ui/button.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { may } from "#app/domain/access.ts";
import { listEnrolled } from "#app/domain/enrolment.ts";
import { listEvidence } from "#app/domain/progress/evidence.ts";
import { progressIn, readableLessons } from "#app/domain/progress.ts";
import { searchLessons } from "#app/domain/search.ts";
import { neverCached, pageHeaders, readForm, refuse } from "#app/http.ts";
import { search } from "#app/messages/search.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: "Search" };
export const headers = pageHeaders;

const words = search;

export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requirePerson(request);
  return data({ chrome: chromeOf(visitor) });
}

const form = z.object({ words: z.string().trim().min(1, words.empty).max(200, words.tooLong) });

/** Looks through the lessons that are open to the visitor. A POST, so that nobody's words stand in an address or log. */
export async function action({ request }: ActionFunctionArgs) {
  const visitor = await requirePerson(request);
  const read = await readForm(request, form);
  if ("errors" in read) return refuse(read);
  const enrolled = await listEnrolled(db, visitor.actor.id);
  const evidence = await listEvidence(
    db,
    enrolled.map(({ enrolment }) => enrolment.id),
  );
  const asReviewer = may(visitor.actor, "read every step");
  const found = enrolled.map(({ enrolment, release }) => {
    const done = evidence.get(enrolment.id);
    const { course } = release;
    const readable = done ? readableLessons(progressIn({ course, evidence: done, asReviewer })) : new Set<string>();
    const { count, hits } = searchLessons(release, { words: read.values.words, readable });
    return { courseId: release.courseId, title: release.course.title, count, hits };
  });
  const count = found.reduce((total, course) => total + course.count, 0);
  return data({ words: read.values.words, count, found }, { headers: neverCached });
}

export default function SearchPage() {
  const { chrome } = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>();
  const refused = acted && "errors" in acted ? acted : undefined;
  const answer = acted && "found" in acted ? acted : undefined;
  return (
    <Page chrome={chrome} current="search" heading={words.heading} lead={words.lead} width="reading">
      <Stack gap="large">
        <Form errors={refused?.errors} typed={refused?.typed} inline>
          <Field name="words" type="search" label={words.label} value={answer?.words} maxLength={200} autoFocus />
          <Button>{words.submit}</Button>
        </Form>
        {answer && answer.count > 0 ? <Notice>{words.count(answer.count)}</Notice> : null}
        {answer && answer.count === 0 ? <EmptyState title={words.none}>{words.noneText}</EmptyState> : null}
        {answer?.found.map((course) => (
          <SearchHits key={course.courseId} {...course} />
        ))}
      </Stack>
    </Page>
  );
}
