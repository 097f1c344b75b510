import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chromeOf, requireMay } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { AssessmentSheet, QuizSheet } from "#app/components/evidence/assessment-sheet.tsx";
import { ButtonLink, PrintButton } from "#app/components/ui/button.tsx";
import { Actions, Stack } from "#app/components/ui/layout.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { findAssessment } from "#app/domain/evidence/assessment.ts";
import { findExport } from "#app/domain/evidence-export.ts";
import { cursorOf, orNotFound, pageHeaders } from "#app/http.ts";
import { assessments } from "#app/messages/assessments.ts";
import { now } from "#app/platform/clock.ts";
import { db } from "#db/db.server.ts";

const say = assessments.one;

export const handle = { title: say.title };
export const headers = pageHeaders;

/** The assessment that the visitor opened within the hour, under their name; another's is not there. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "read assessment packs");
  const { actor, name, zone } = visitor;
  const own = { personId: actor.id, exportId: orNotFound(params.export), kinds: ["assessment" as const] };
  const asked = orNotFound(await findExport(db, { ...own, now: now() }));
  const of = { courseId: orNotFound(asked.courseId), releaseId: orNotFound(asked.releaseId) };
  const pack = orNotFound(await findAssessment(db, of));
  const module = cursorOf(request, "module");
  // One quiz on a page: a whole course is hundreds of items, and stands in the text.
  const quiz = module === undefined ? null : orNotFound(pack.quizzes.find((one) => String(one.module) === module));
  const quizzes = pack.quizzes.map(({ module, title }) => ({ module, title }));
  const mark = say.mark({ name, at: asked.at, zone });
  return data({ chrome: chromeOf(visitor), id: asked.id, pack: { ...pack, quizzes }, quiz, mark });
}

export default function AssessmentPage() {
  const { chrome, id, pack, quiz, mark } = useLoaderData<typeof loader>();
  return (
    <Page
      chrome={chrome}
      current="assessments"
      heading={say.title}
      kicker={<span data-course="">{assessments.releaseOf(pack.course.title, pack.course.version)}</span>}
      lead={say.confidential}
      back={
        quiz
          ? { to: addresses.assessment(id), label: say.title }
          : { to: addresses.assessments, label: assessments.title }
      }
      width="reading"
    >
      <Stack>
        <Actions>
          <ButtonLink kind="quiet" to={addresses.assessmentFile(id)}>
            {say.file}
          </ButtonLink>
          <PrintButton>{say.print}</PrintButton>
        </Actions>
        {quiz ? <QuizSheet quiz={quiz} mark={mark} /> : <AssessmentSheet id={id} pack={pack} mark={mark} />}
      </Stack>
    </Page>
  );
}
