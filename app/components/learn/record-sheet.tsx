import { printedTitle, type RecordEntry } from "#app/domain/completion-record/entry.ts";
import type { Lifetime } from "#app/domain/completion-record/validity.ts";
import type { RecordPerson } from "#app/domain/completion-record.ts";
import type { LogPlace } from "#app/domain/evidence.ts";
import { dayInWords, hoursInWords, inFours } from "#app/messages/amounts.ts";
import { licenceInWords, records } from "#app/messages/records.ts";
import { Definition, type Entry } from "../ui/definition.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { formatTime, Time } from "../ui/time.tsx";

const words = records.record;

/** A completion record as it was issued, on one sheet: every field from the entry, and the person's part. */
export function RecordSheet({
  entry,
  person,
  place,
  lifetime,
}: {
  entry: RecordEntry;
  person: RecordPerson | null;
  place: LogPlace | null;
  lifetime: Lifetime | null;
}) {
  const { course, provider, keep, statement, approvals, code } = entry;
  return (
    <Sheet
      heading={words.heading}
      from={provider.name}
      foot={
        <>
          {statement ? <p>{statement}</p> : null}
          {approvals.map((approval) => (
            <p key={approval.number}>
              {approval.statement} ({words.approvalOf(approval)})
            </p>
          ))}
          <p>{keep.advice}</p>
          <p>
            {words.code}: {inFours(code)}. {words.release}: {course.hash}
          </p>
          {place ? <p>{placeInWords(place, entry.zone)}</p> : null}
        </>
      }
    >
      <Definition entries={[...personEntries(person), ...entriesOf(entry, lifetime)]} />
    </Sheet>
  );
}

/** Where the record stands in the evidence log, and since when that is signed. */
function placeInWords({ number, signedAt }: LogPlace, zone: string): string {
  const signed = signedAt
    ? `${words.logSigned} ${formatTime({ at: signedAt, zone, show: "date-time" })}`
    : words.logUnsigned;
  return `${words.logPlace(number)}, ${signed}.`;
}

function personEntries(person: RecordPerson | null): Entry[] {
  if (!person) return [{ term: words.name, detail: words.withdrawn }];
  const licences = person.licences.map((licence, at) => ({
    term: person.licences.length > 1 ? `${words.licence} ${at + 1}` : words.licence,
    detail: licenceInWords(licence),
  }));
  return [{ term: words.name, detail: person.name }, ...licences];
}

function entriesOf(entry: RecordEntry, lifetime: Lifetime | null): Entry[] {
  const { course, provider, completedAt, zone, credit, assessment, attestation, signature, principles = [] } = entry;
  const hours = credit.unit === "CE hour" ? words.ceHours(String(credit.hours)) : hoursInWords(credit.hours);
  const signedOn = attestation && formatTime({ at: attestation.signedAt, zone });
  const entries: (Entry | null)[] = [
    { term: words.course, detail: printedTitle(entry) },
    { term: words.version, detail: course.version },
    { term: words.completed, detail: <Time at={completedAt} zone={zone} show="date-time" zoned /> },
    lifetime ? untilOf(lifetime) : null,
    { term: words.hours, detail: credit.estimate ? `${hours} (${words.estimate})` : hours },
    { term: words.category, detail: words.categories[credit.category] },
    { term: words.format, detail: course.deliveryFormat },
    assessment ? { term: words.assessment, detail: assessment } : null,
    signedOn ? { term: words.attestation, detail: words.attested(signedOn) } : null,
    { term: words.provider, detail: [provider.name, provider.contact, provider.address].filter(Boolean).join(", ") },
    { term: words.authors, detail: course.authors.map(nameAndCredentials).join("; ") },
    { term: words.description, detail: course.summary },
    { term: words.objectives, detail: course.objectives.map(({ verb, text }) => `${verb} ${text}`).join("; ") },
    principles.length > 0 ? { term: words.principles, detail: principles.join("; ") } : null,
    { term: words.signature, detail: signature ? `${signature.name}, ${signature.credential}` : words.noSignature },
  ];
  return entries.filter((entry) => entry !== null);
}

function untilOf({ state, expiresOn }: Lifetime): Entry {
  return { term: state === "expired" ? words.expiredAfter : words.validUntil, detail: dayInWords(expiresOn) };
}

function nameAndCredentials({ name, credentials }: RecordEntry["course"]["authors"][number]): string {
  return [name, credentials].filter(Boolean).join(", ");
}
