import { writing } from "#app/messages/writing.ts";
import { addresses } from "../addresses.ts";
import { Button } from "../ui/button.tsx";
import { Callout } from "../ui/callout.tsx";
import { Form } from "../ui/form.tsx";
import { Actions, Stack } from "../ui/layout.tsx";
import { Notice } from "../ui/notice.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { formatTime } from "../ui/time.tsx";

interface WritingFormProps {
  writing: {
    kind: "reflection" | "note";
    textId: string | null;
    text: string;
    isUnopened: boolean;
    version: number;
    savedAt: string | null;
    page: string;
    /** In characters. */
    longest: number;
    /** Where the script saves. */
    saveAt: string;
  };
  zone: string;
  refused?: { errors: Record<string, string>; typed: Record<string, string | string[]> };
}

const words = writing.page;

/** A text of one's own: who can read it, what not to write, the text, and whether it is saved. */
export function WritingForm({
  writing: { kind, textId, text, isUnopened, version, savedAt, page, longest, saveAt },
  zone,
  refused,
}: WritingFormProps) {
  const isRefused = Object.keys(refused?.errors ?? {}).length > 0;
  if (isUnopened && !isRefused) return <Unopened textId={textId} kind={kind} />;
  return (
    <Stack>
      <Callout kind="care" title={words.client}>
        <p>{words.clientText}</p>
      </Callout>
      <section
        data-writing={saveAt}
        data-longest={longest}
        data-too-long={words.tooLong(longest)}
        data-two-windows={words.twoWindows}
        data-refused={words.refused}
        data-unsaved={words.unsaved}
      >
        <Form hidden={{ version: String(version), page, turn: "1" }} {...refused}>
          <TextArea
            name="text"
            label={words.text}
            hint={
              <>
                <strong>{words.who}.</strong> {words.whoText}
              </>
            }
            value={text}
            rows={12}
            optional
          />
          <Identifiers />
          {isRefused && text !== "" ? <Standing text={text} /> : null}
          <p className="saved" role="status" data-saved>
            {savedAt ? words.saved(formatTime({ at: savedAt, zone, show: "time" })) : words.nothingYet}
          </p>
          <Actions>
            <Button>{words.save}</Button>
          </Actions>
        </Form>
      </section>
      <p>
        {textId ? (
          <a href={addresses.text(textId)}>{words.manage[kind]}</a>
        ) : (
          <a href={addresses.writing}>{words.all}</a>
        )}
      </p>
    </Stack>
  );
}

function Unopened({ textId, kind }: { textId: string | null; kind: "reflection" | "note" }) {
  return (
    <Stack>
      <Notice kind="attention" title={words.unopened}>
        {words.unopenedText}
      </Notice>
      {textId ? (
        <p>
          <a href={addresses.text(textId)}>{words.manage[kind]}</a>
        </p>
      ) : null}
    </Stack>
  );
}

/** Shown by the script, on this device alone. */
function Identifiers() {
  const { lead, ...kinds } = writing.identifiers;
  return (
    <div className="notice notice-plain" role="status" data-identifiers hidden>
      <p>{lead}</p>
      <ul>
        {Object.entries(kinds).map(([kind, says]) => (
          <li key={kind} data-identifier={kind} hidden>
            {says}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What another window has kept, so that nothing is lost whichever stays. */
function Standing({ text }: { text: string }) {
  return (
    <div>
      <p className="label">{words.standing}</p>
      <p className="own-words">{text}</p>
    </div>
  );
}
