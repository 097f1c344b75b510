import { type AnsweredCheck, CheckForm, type ShownCheck } from "#app/components/prose/check-form.tsx";
import { LessonBody, type ShownLesson } from "#app/components/prose/lesson-body.tsx";
import { Button } from "#app/components/ui/button.tsx";
import { Definition } from "#app/components/ui/definition.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { LessonFoot, LessonHead, LessonLayout } from "#app/components/ui/lesson-layout.tsx";
import { Sheet } from "#app/components/ui/sheet.tsx";

const fill = {
  practice: { name: "North & South <Practice>", contact: "office@practice.example" },
  link: () => "#there",
};

interface ReadingProps {
  lesson: ShownLesson;
  answers: { check: ShownCheck; answered: AnsweredCheck }[];
}

/** A lesson with every element, checks before and after, and the sheet that a record prints on. */
export function Reading({ lesson, answers }: ReadingProps) {
  return (
    <>
      <LessonLayout
        module={{ kicker: "Module 3", title: "Challenging stigma and misconceptions", to: "#module" }}
        outline={[
          { key: "1", label: "Where stigma comes from", state: "done", to: "#1" },
          { key: "2", label: "Shame is learned", state: "here", to: "#2" },
          { key: "3", label: "Words in the chart", state: "open", to: "#3" },
          { key: "4", label: "Quiz", state: "locked" },
        ]}
      >
        <LessonHead kicker="Lesson 3 of 4 · 14 minutes" title="Shame is learned, and can be put down" />
        <LessonBody lesson={lesson} fill={fill} toolAddress={() => "#tool"} />
        {answers.map(({ check, answered }) => (
          <CheckForm key={check.place} check={check} answered={answered} fill={fill} />
        ))}
        <LessonFoot>
          <a href="#back">Back: Where stigma comes from</a>
          <Form label="Mark as read">
            <Button>Mark as read</Button>
          </Form>
        </LessonFoot>
      </LessonLayout>
      <SpecimenRecord />
    </>
  );
}

function SpecimenRecord() {
  return (
    <Sheet
      heading="Record of completion"
      from="North Street Practice"
      level={2}
      foot={<p>Issued under code 7F3K-9QZD-22MA-VX10. This record claims no accreditation.</p>}
    >
      <Definition
        entries={[
          { term: "Name", detail: "Robin Ames" },
          { term: "Course", detail: "Professional practice course, release 1.0.0" },
          { term: "Completed", detail: "23 November 2026, 14:02 GMT" },
          { term: "Hours", detail: "3¼, estimated by the Mergener method" },
        ]}
      />
    </Sheet>
  );
}
