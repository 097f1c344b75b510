import type { AboutText } from "#app/domain/lesson/about.ts";
import type { LessonView } from "#app/domain/lesson/view.ts";
import type { Outline } from "#app/domain/progress/outline.ts";
import { learn } from "#app/messages/learn.ts";
import { addresses } from "../addresses.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Form } from "../ui/form.tsx";
import { LessonFoot } from "../ui/lesson-layout.tsx";
import { SavedAt } from "../ui/saved-at.tsx";
import { formatTime } from "../ui/time.tsx";
import { AboutThisText } from "./about-text.tsx";
import { LessonSummary } from "./lesson-summary.tsx";

interface LessonEndProps {
  lesson: LessonView;
  outline: Outline;
  about: AboutText;
  zone: string;
  errors?: Record<string, string>;
}

const words = learn.lesson;

/** A lesson's end: what it said in short, and the button that marks it read; or, once read, the way on. */
export function LessonEnd({ lesson, outline, about, zone, errors }: LessonEndProps) {
  const isRead = lesson.state === "read";
  return (
    <>
      <LessonSummary summary={lesson.summary} />
      {isRead && lesson.readAt ? <p>{words.readOn(formatTime({ at: lesson.readAt, zone }))}</p> : null}
      {lesson.state === "again" ? <p>{words.againText}</p> : null}
      <LessonFoot>
        <Back lesson={lesson} outline={outline} />
        {isRead ? (
          <Onward lesson={lesson} outline={outline} />
        ) : (
          <Form
            intent="read"
            hidden={{ reading: String(lesson.reading) }}
            errors={errors}
            readAt={addresses.read(outline.courseId, lesson.id)}
          >
            <Button>{lesson.state === "again" ? words.markReadAgain : words.markRead}</Button>
          </Form>
        )}
      </LessonFoot>
      {isRead ? null : <SavedAt />}
      <AboutThisText about={about} courseId={outline.courseId} />
    </>
  );
}

function Back({ lesson, outline }: Pick<LessonEndProps, "lesson" | "outline">) {
  const before = neighbours(lesson, outline).before;
  if (!before) return <a href={addresses.outline(outline.courseId)}>{words.toOutline}</a>;
  return <a href={addresses.lesson(outline.courseId, before.id)}>{words.back(before.title)}</a>;
}

function Onward({ lesson, outline }: Pick<LessonEndProps, "lesson" | "outline">) {
  const { courseId, modules } = outline;
  const { after } = neighbours(lesson, outline);
  const quiz = modules.find(({ id }) => id === lesson.module.id)?.quiz;
  if (after) return <ButtonLink to={addresses.lesson(courseId, after.id)}>{words.nextLesson(after.title)}</ButtonLink>;
  if (quiz && !quiz.passedAt) return <ButtonLink to={addresses.quiz(courseId, quiz.id)}>{words.toQuiz}</ButtonLink>;
  return <ButtonLink to={addresses.outline(courseId)}>{words.toOutline}</ButtonLink>;
}

/** The lessons before and after in the same module. */
function neighbours(lesson: LessonView, { modules }: Outline) {
  const lessons = modules.find(({ id }) => id === lesson.module.id)?.lessons ?? [];
  const at = lessons.findIndex(({ id }) => id === lesson.id);
  return { before: lessons[at - 1], after: lessons[at + 1] };
}
