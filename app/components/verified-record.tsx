import type { Verified } from "#app/domain/verification.ts";
import { dayInWords, hoursInWords, inFours } from "#app/messages/amounts.ts";
import { records } from "#app/messages/records.ts";
import { verification as say } from "#app/messages/verification.ts";
import { Definition, type Entry } from "./ui/definition.tsx";
import { formatTime, Time } from "./ui/time.tsx";

/** All that a certificate claims, from the record itself, to be compared line by line. */
export function VerifiedRecord({ verified }: { verified: Verified }) {
  return <Definition entries={entriesOf(verified)} />;
}

function entriesOf(verified: Verified): Entry[] {
  const { code, title, version, completedAt, issuedAt, zone, issuer, approvals, assessment, category } = verified;
  const entries: (Entry | null)[] = [
    verified.endedAt ? { term: say.endedOn[verified.state], detail: <Time at={verified.endedAt} zone={zone} /> } : null,
    verified.name ? { term: say.name, detail: verified.name } : null,
    { term: say.course, detail: title },
    { term: say.version, detail: version },
    { term: say.completed, detail: <Time at={completedAt} zone={zone} /> },
    {
      term: say.issued,
      detail: (
        <>
          <Time at={issuedAt} zone={zone} />
          {verified.isCorrection ? `, ${say.correction}` : ""}
        </>
      ),
    },
    ...untilOf(verified),
    { term: records.record.hours, detail: hoursOf(verified) },
    { term: records.record.category, detail: records.record.categories[category] },
    assessment ? { term: records.record.assessment, detail: assessment } : null,
    { term: say.issuer, detail: [issuer.name, issuer.contact].filter(Boolean).join(", ") },
    ...approvals.map((approval, at) => ({
      term: approvals.length > 1 ? `${say.approval} ${at + 1}` : say.approval,
      detail: records.record.approvalOf({ ...approval, from: dayOf(approval.from), to: dayOf(approval.to) }),
    })),
    { term: say.code, detail: inFours(code) },
  ];
  return entries.filter((entry) => entry !== null);
}

function untilOf({ lifetime }: Verified): Entry[] {
  if (!lifetime) return [];
  return [
    { term: lifetime.state === "expired" ? say.expiredAfter : say.validUntil, detail: dayInWords(lifetime.expiresOn) },
  ];
}

function hoursOf({ hours, unit, isEstimate }: Verified): string {
  const words = unit === "CE hour" ? records.record.ceHours(String(hours)) : hoursInWords(hours);
  return isEstimate ? `${words} (${records.record.estimate})` : words;
}

function dayOf(day: string): string {
  return formatTime({ at: day, zone: "UTC" });
}
