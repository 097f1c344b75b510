import type { RecordHistory } from "#app/domain/completion-record/history.ts";
import { inFours } from "#app/messages/amounts.ts";
import { records } from "#app/messages/records.ts";
import { Notice } from "../ui/notice.tsx";
import { formatTime } from "../ui/time.tsx";

const words = records.standing;

/** What became of a record, and why, for those who may know: its owner, administrators and auditors. */
export function RecordStanding({
  history: { revoked, replacedBy, replaces },
  zone,
  to,
}: {
  history: RecordHistory;
  zone: string;
  /** Where this reader sees another record. */
  to: (recordId: string) => string;
}) {
  const date = (at: string) => formatTime({ at, zone });
  return (
    <>
      {revoked ? (
        <Notice kind="attention" title={words.revoked(date(revoked.at))}>
          <p>{words.revokedText}</p>
          {revoked.reason ? <p>{words.because(words.reasons[revoked.reason])}</p> : null}
          <Said words={revoked.words} />
        </Notice>
      ) : null}
      {replacedBy ? (
        <Notice kind="attention" title={words.replaced(date(replacedBy.issuedAt))}>
          <p>{words.replacedText}</p>
          <Said words={replacedBy.words} />
          <p>
            <a href={to(replacedBy.id)}>{words.seeLater}</a>
          </p>
        </Notice>
      ) : null}
      {replaces ? (
        <Notice title={replaces.wasRevoked ? words.anew : words.corrected}>
          <p>{words.inPlaceOf(inFours(replaces.code), date(replaces.issuedAt))}</p>
          <Said words={replaces.words} />
          <p>
            <a href={to(replaces.id)}>{words.seeEarlier}</a>
          </p>
        </Notice>
      ) : null}
    </>
  );
}

function Said({ words: said }: { words: string | null }) {
  return said ? <p>{words.said(said)}</p> : null;
}
