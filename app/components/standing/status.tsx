import type { Status } from "#app/domain/standing/judgement.ts";
import { standing as say } from "#app/messages/standing.ts";
import { Standing } from "../ui/standing.tsx";

/** Where somebody stands, in the words that everyone reads. */
export function StatusMark({ status }: { status: Status }) {
  return <Standing tone={say.tones[status]}>{say.statuses[status]}</Standing>;
}
