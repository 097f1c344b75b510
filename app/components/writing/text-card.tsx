import { writing } from "#app/messages/writing.ts";
import { addresses } from "../addresses.ts";
import { Card } from "../ui/card.tsx";
import { Actions, Quiet } from "../ui/layout.tsx";
import { formatTime } from "../ui/time.tsx";

interface TextCardProps {
  text: {
    id: string;
    kind: "reflection" | "note";
    about: string | null;
    text: string | null;
    savedAt: string;
    to: string | null;
    shares: { readerName: string }[];
  };
  zone: string;
}

const words = writing.list;

/** One text in the list of its owner. */
export function TextCard({ text: { id, kind, about, text, savedAt, to, shares }, zone }: TextCardProps) {
  return (
    <Card kicker={words.kinds[kind]} heading={about ?? words.gone} level={3}>
      <p className="soft">{words.savedOn(formatTime({ at: savedAt, zone, show: "date-time" }))}</p>
      {text === null ? <p>{writing.page.unopened}.</p> : <OwnWords text={text} />}
      {shares.length > 0 ? <p>{words.sharedWith(shares.map(({ readerName }) => readerName).join(", "))}</p> : null}
      <Actions>
        {to ? (
          <a href={to}>
            {words.goOn}
            <Quiet>: {about ?? ""}</Quiet>
          </a>
        ) : null}
        <a href={addresses.text(id)}>
          {writing.page.manage[kind]}
          <Quiet>: {about ?? ""}</Quiet>
        </a>
      </Actions>
    </Card>
  );
}

/** What somebody wrote, as they wrote it: text and nothing but text. */
export function OwnWords({ text }: { text: string }) {
  return text.trim() === "" ? <p className="soft">{words.empty}</p> : <p className="own-words">{text}</p>;
}
