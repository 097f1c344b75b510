import type { AssessedItem, AssessedQuiz, AssessmentPack } from "#app/domain/evidence/assessment.ts";
import { assessments } from "#app/messages/assessments.ts";
import { addresses } from "../addresses.ts";
import { DataTable } from "../ui/data-table.tsx";
import { Section, Soft } from "../ui/layout.tsx";

const words = assessments.one;

interface SheetProps {
  /** Of the opening, by which its pages are found. */
  id: string;
  pack: Omit<AssessmentPack, "quizzes"> & { quizzes: Pick<AssessedQuiz, "module" | "title">[] };
  mark: string;
}

/** What an assessment measures, and the way to each quiz; every page carries the mark of who opened it and when. */
export function AssessmentSheet({ id, pack, mark }: SheetProps) {
  const { course, authors, hours, blueprint, quizzes } = pack;
  return (
    <>
      <Mark>{mark}</Mark>
      <p>
        <Soft>{words.hash(course.hash)}</Soft>
      </p>
      <Section heading={words.authors}>
        <ul>
          {authors.map(({ name, credentials, role }) => (
            <li key={`${name} ${role}`} data-course="">
              {[name, credentials, role].filter(Boolean).join(", ")}
            </li>
          ))}
        </ul>
      </Section>
      <Section heading={words.hours}>
        <p>{words.hoursText(hours)}</p>
      </Section>
      <Section heading={words.quizzes}>
        <ul>
          {quizzes.map(({ module, title }) => (
            <li key={module}>
              <a href={addresses.assessmentQuiz(id, module)} data-course="">
                {words.quiz(module, title)}
              </a>
            </li>
          ))}
        </ul>
      </Section>
      <Blueprint rows={blueprint} />
    </>
  );
}

function Mark({ children }: { children: string }) {
  return (
    <p className="notice notice-attention">
      <strong>{children}</strong>
    </p>
  );
}

function Blueprint({ rows }: { rows: AssessmentPack["blueprint"] }) {
  return (
    <DataTable
      caption={words.blueprint}
      rows={rows}
      rowKey={({ module, objective }) => `${module} ${objective.id}`}
      columns={[
        {
          key: "objective",
          label: words.objective,
          names: true,
          cell: ({ module, objective: { id, verb, text } }) => (
            <span data-course="">{`${module} ${id}: ${verb} ${text}`}</span>
          ),
        },
        {
          key: "items",
          label: words.items,
          align: "end",
          cell: ({ items }) => Object.values(items).reduce((sum, one) => sum + one, 0),
        },
        { key: "drawn", label: words.drawn, align: "end", cell: ({ drawn }) => drawn ?? words.byPrinciple },
      ]}
    />
  );
}

/** A quiz with all its items, keys and reasons. */
export function QuizSheet({ quiz, mark }: { quiz: AssessedQuiz; mark: string }) {
  const { module, title, perPrinciple, items } = quiz;
  return (
    <Section heading={words.quiz(module, title)}>
      <Mark>{mark}</Mark>
      <p>
        {words.rules(quiz)} {perPrinciple === null ? null : words.perPrinciple(perPrinciple)}
      </p>
      {items.map((item) => (
        <ItemSheet key={item.id} item={item} />
      ))}
    </Section>
  );
}

function ItemSheet({ item }: { item: AssessedItem }) {
  const { id, kind, stem, parts, statistic } = item;
  return (
    <article className="stack stack-small">
      <h3>{words.item(id, kind)}</h3>
      <p>
        <Soft>{words.about(item)}</Soft>
      </p>
      <p data-course="">{stem}</p>
      <ul>
        {parts.map((part) => (
          <li key={part.id}>
            <strong>{part.isRight ? words.right : words.wrong}:</strong> <span data-course="">{part.text}</span>
            {part.rationale === "" ? null : (
              <p data-course="">
                <Soft>{part.rationale}</Soft>
              </p>
            )}
          </li>
        ))}
      </ul>
      <p>
        <Soft>{statistic ? words.statistic(statistic) : words.noStatistic}</Soft>
      </p>
    </article>
  );
}
