import type { Reason } from "#app/domain/standing/why.ts";
import { reasonInWords, type Told } from "#app/messages/reasons.ts";
import { dayInWords } from "../requests/request-sheet.tsx";
import { formatTime } from "../ui/time.tsx";

/** What a standing follows from, one sentence each. `zone` is the practice's, which decides the days. */
export function ReasonList({ reasons, told, zone }: { reasons: Reason[]; told: Told; zone: string }) {
  const telling = { told, day: dayInWords, date: (at: string) => formatTime({ at, zone }) };
  return (
    <ul>
      {reasons.map((reason) => {
        const sentence = reasonInWords(reason, telling);
        return <li key={sentence}>{sentence}</li>;
      })}
    </ul>
  );
}
