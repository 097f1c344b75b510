import { type Fault, type FaultId, faultAt } from "#app/content/faults.ts";
import { fewestWords } from "#app/content/hours.ts";
import type { WrittenCourse } from "#app/content/read/course.ts";
import type { Course } from "#app/domain/course.ts";

/** A course claims hours only for text enough, and asks questions enough for each of them (CE-17). */
export function checkHours({ course }: WrittenCourse, { hours: worksheet, modules }: Course): Fault[] {
  if (!course || !modules.some(({ credit }) => credit)) return [];
  const { words, questions, hours } = worksheet;
  const fault = (id: FaultId, message: string) => [faultAt(course.keyAt(["hours"]), id, message)];
  if (words < fewestWords) return fault("hours-not-claimed", `${words} credited words: no hours are claimed`);
  if (hours === 0) return [];
  const perHour = questions / hours;
  const says = `${questions} items are asked for ${hours} hours of credit`;
  if (perHour < 5) return fault("questions-per-hour-under-5", says);
  return perHour < 6 ? fault("questions-per-hour-under-6", says) : [];
}
