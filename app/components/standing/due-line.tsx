import type { Status } from "#app/domain/standing/judgement.ts";
import { standing as say } from "#app/messages/standing.ts";
import { dayInWords } from "../requests/request-sheet.tsx";

/** As much of one's own standing as pages show beside a course. */
export interface Asked {
  status: Status;
  dueOn: string | null;
}

/** By when one's course is to be done, or why it need not be; nothing where nothing is asked for. */
export function DueLine({ asked }: { asked: Asked | null }) {
  const words = asked && dueWords(asked);
  return words ? <p>{words}</p> : null;
}

function dueWords({ status, dueOn }: Asked): string | undefined {
  if (status === "complete") return undefined;
  if (status === "waived") return say.isWaived;
  if (status === "excused") return say.isExcused;
  if (dueOn === null) return undefined;
  return status === "overdue" ? say.wasDue(dayInWords(dueOn)) : say.dueOn(dayInWords(dueOn));
}
