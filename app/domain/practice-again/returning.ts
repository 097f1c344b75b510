import type { Db } from "#db/open.ts";
import type { Item, Quiz } from "../course/question.ts";
import type { Enrolment } from "../enrolment.ts";
import type { Progress } from "../progress.ts";
import type { Drawn } from "../quiz.ts";
import { firstDue, type Memory } from "./spacing.ts";

/** What a learner practises again: since when, and the items that come back, the first due first. */
export interface Practised {
  started: { turn: number; seed: string } | null;
  returning: Returning[];
}

/** An item that comes back. */
export interface Returning {
  item: Item;
  quiz: Quiz;
  /** The module's number. */
  module: number;
  dueAt: string;
  /** Null until it was practised once. */
  memory: Memory | null;
}

/**
 * The items of quizzes passed in this enrolment that its attempts have shown, so that practice never tells of an item
 * what its quiz has not told already, and keeps what was not drawn for another cycle. Two queries.
 */
export async function findPractised(
  db: Db,
  { enrolment, progress }: { enrolment: Enrolment; progress: Progress },
): Promise<Practised> {
  const rows = await selectPractice(db, enrolment).execute();
  const attempts = await db
    .selectFrom("attempt")
    .select(["quiz_id", "drawn"])
    .where("enrolment_id", "=", enrolment.id)
    .where("submitted_at", "is not", null)
    .execute();
  const seen = new Set(attempts.flatMap(({ drawn }) => itemsIn(drawn)));
  const [first] = rows;
  const returning = passedItems(progress).flatMap(({ passedAt, ...known }) => {
    const row = rows.find(({ item_id }) => item_id === known.item.id);
    // Retention may have emptied what an attempt drew; what was practised stays known.
    if (!row && !seen.has(known.item.id)) return [];
    return [{ ...known, dueAt: row?.due_at ?? firstDue(passedAt), memory: parseMemory(row?.memory) }];
  });
  return {
    started: first ? { turn: first.turn, seed: first.seed } : null,
    returning: returning.sort((a, b) => a.dueAt.localeCompare(b.dueAt)),
  };
}

/** Every item of the quizzes that are passed, in the course's order. */
function passedItems({ modules }: Progress): (Pick<Returning, "item" | "quiz" | "module"> & { passedAt: string })[] {
  return modules.flatMap(({ quiz: standing, number }) => {
    const passedAt = standing?.passed?.submittedAt;
    if (!standing || !passedAt) return [];
    const { quiz } = standing;
    return quiz.items.map((item) => ({ item, quiz, module: number, passedAt }));
  });
}

function selectPractice(db: Db, { personId, courseId }: Enrolment) {
  return db
    .selectFrom("practice_again")
    .leftJoin("practice_again_item", (join) =>
      join
        .onRef("practice_again_item.person_id", "=", "practice_again.person_id")
        .onRef("practice_again_item.course_id", "=", "practice_again.course_id"),
    )
    .select(["turn", "seed", "item_id", "due_at", "memory"])
    .where("practice_again.person_id", "=", personId)
    .where("practice_again.course_id", "=", courseId);
}

function itemsIn(drawn: string): string[] {
  const items: Drawn[] = JSON.parse(drawn);
  return items.map(({ item }) => item);
}

function parseMemory(memory: string | null | undefined): Memory | null {
  return memory ? JSON.parse(memory) : null;
}
