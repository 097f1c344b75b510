import type { ReactNode } from "react";
import type { OpenedRequest, RequestLine } from "#app/domain/request.ts";
import { requests as words } from "#app/messages/requests.ts";
import { Definition } from "../ui/definition.tsx";
import { Section, Stack } from "../ui/layout.tsx";
import { Standing } from "../ui/standing.tsx";
import { formatTime } from "../ui/time.tsx";

interface RequestSheetProps {
  request: OpenedRequest;
  /** The practice's: days and due times are its own. */
  zone: string;
  /** Further entries before the rest. */
  entries?: { term: string; detail: ReactNode }[];
}

/** A request: its number and state, what was asked, and what was answered. */
export function RequestSheet({ request, zone, entries = [] }: RequestSheetProps) {
  const { number, kind, texts } = request;
  return (
    <Stack gap="large">
      <Definition
        entries={[
          { term: words.number, detail: <code>{number}</code> },
          { term: words.kind, detail: words.kinds[kind] },
          ...entries,
          { term: words.sentOn, detail: dayInWords(request.sentOn) },
          { term: words.state, detail: <RequestStanding request={request} zone={zone} /> },
        ]}
      />
      <Words heading={words.reason} text={texts.reason ?? words.gone} />
      {request.state === "sent" || request.state === "acknowledged" ? <p>{words.noAnswer}</p> : null}
      {texts.answer === null ? null : <Words heading={words.answer} text={texts.answer} />}
      {texts.resolution === null ? null : <Words heading={words.resolution} text={texts.resolution} />}
    </Stack>
  );
}

/** The state in a word with its day, and what is due while it is. */
export function RequestStanding({ request, zone }: { request: RequestLine; zone: string }) {
  const { kind, state, dueAt } = request;
  const day = formatTime({ at: dueAt, zone });
  const isDue = kind === "grievance" ? state === "sent" : state === "sent" || state === "acknowledged";
  return (
    <>
      <RequestState request={request} zone={zone} />
      {isDue ? <p>{kind === "grievance" ? words.dueAcknowledgement(day) : words.dueAnswer(day)}</p> : null}
    </>
  );
}

/** The state by itself, where what is due stands beside it. */
export function RequestState({ request: { state, stateAt }, zone }: { request: RequestLine; zone: string }) {
  return (
    <Standing tone={state === "resolved" || state === "answered" ? "good" : "plain"}>
      {stateAt ? words.stateOn(words.states[state], formatTime({ at: stateAt, zone })) : words.states[state]}
    </Standing>
  );
}

/** A number to be read aloud, on one line. */
export function RequestNumber({ number, to }: { number: string; to: string }) {
  return (
    <a className="number" href={to}>
      {number}
    </a>
  );
}

/** A day of the calendar has no zone. */
export function dayInWords(day: string): string {
  return formatTime({ at: `${day}T12:00:00.000Z`, zone: "UTC" });
}

function Words({ heading, text }: { heading: string; text: string }) {
  return (
    <Section heading={heading}>
      <p className="own-words" data-course="">
        {text}
      </p>
    </Section>
  );
}
