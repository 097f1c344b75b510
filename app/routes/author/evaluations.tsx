import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chromeOf, requireMay } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { EvaluationComments, EvaluationTable } from "#app/components/author/evaluation-results.tsx";
import { Button, ButtonLink, PrintButton } from "#app/components/ui/button.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Actions, Stack } from "#app/components/ui/layout.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Select } from "#app/components/ui/select.tsx";
import { stepOfEvaluations } from "#app/domain/evaluation/questions.ts";
import { findEvaluations } from "#app/domain/evaluation/results.ts";
import { cursorOf, orNotFound, pageHeaders } from "#app/http.ts";
import { author } from "#app/messages/author.ts";
import { evaluation } from "#app/messages/evaluation.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: evaluation.results.title };
export const headers = pageHeaders;

const words = evaluation.results;

/** What was said of a release, as far as it may be told: the newest, or the one that the address names. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "read evaluations");
  const asked = { courseId: orNotFound(params.course), releaseId: cursorOf(request, "release") };
  const { release, releases, ...results } = orNotFound(await findEvaluations(db, asked));
  return data({
    chrome: chromeOf(visitor),
    courseId: release.courseId,
    title: release.course.title,
    release: { id: release.id, version: release.version },
    releases: releases.map(({ id, version }) => ({ id, version })),
    ...results,
  });
}

export default function EvaluationsPage() {
  const { chrome, title, release, people } = useLoaderData<typeof loader>();
  return (
    <Page
      chrome={chrome}
      current="author"
      heading={words.title}
      kicker={<span data-course="">{words.kicker(title, release.version)}</span>}
      lead={words.lead}
      back={{ to: addresses.courses, label: author.courses.heading }}
    >
      <Stack gap="large">
        <ReleasePicker />
        {people > 0 ? <Results /> : <Nothing />}
      </Stack>
    </Page>
  );
}

function Results() {
  const { courseId, release, people, questions, comments } = useLoaderData<typeof loader>();
  return (
    <>
      <p>
        {words.people(people)} {words.steps(stepOfEvaluations)}
      </p>
      <EvaluationTable questions={questions} />
      <EvaluationComments comments={comments} />
      <Actions>
        <ButtonLink kind="quiet" to={addresses.evaluationsCsv(courseId, release.id)}>
          {words.csv}
        </ButtonLink>
        <PrintButton>{words.print}</PrintButton>
      </Actions>
    </>
  );
}

function Nothing() {
  const { isAsked } = useLoaderData<typeof loader>();
  return (
    <EmptyState title={isAsked ? words.none : words.notAsked}>
      {isAsked ? words.noneText(stepOfEvaluations) : words.notAskedText}
    </EmptyState>
  );
}

function ReleasePicker() {
  const { release, releases } = useLoaderData<typeof loader>();
  if (releases.length < 2) return null;
  return (
    <Form method="get" inline>
      <Select
        name="release"
        label={words.release}
        value={release.id}
        options={releases.map(({ id, version }, at) => {
          return { value: id, label: at === 0 ? words.newest(version) : version };
        })}
      />
      <Button kind="quiet">{words.show}</Button>
    </Form>
  );
}
