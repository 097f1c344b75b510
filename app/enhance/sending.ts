import { type Brief, postBriefly } from "./ask.ts";
import { dropUnsent, findUnsent, keepUnsent, listUnsent, type Place, type Unsent } from "./unsent.ts";

export type Sent = "sent" | "waiting" | "signed-out";

/** Sends what waits (unsent.ts), one after another, from every page of a signed-in person. */
export interface Sending {
  /** Keeps this and sends it soon. */
  add(unsent: Unsent): void;
  /** Sends what waits, now; says how far that went. */
  flush(): Promise<Sent>;
  /** Hears of every answer; the first listener that knows the thing, by answering `true`, is the last to be asked. */
  listen(hear: Hearing): void;
}

type Hearing = (unsent: Unsent, answer: Brief) => boolean;

/** Milliseconds from a change to its sending, and from one that nothing answered to the next try. */
const soon = 150;
const later = 5000;

/** Sends at once what an earlier page left, when a connection is back, and on leaving. `said` hears how each round went. */
export function startSending(said: (sent: Sent, waiting: Unsent[]) => void): Sending {
  const listeners: Hearing[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let round: Promise<Sent> = Promise.resolve("sent");

  const plan = (wait: number) => {
    clearTimeout(timer);
    timer = setTimeout(flush, wait);
  };
  const hear: Hearing = (unsent, answer) => listeners.some((listener) => listener(unsent, answer));
  const flush = (): Promise<Sent> => {
    clearTimeout(timer);
    round = round.then(async () => {
      const sent = await sendAll(hear);
      const waiting = listUnsent();
      said(sent, waiting);
      if (sent === "waiting" && waiting.length > 0) plan(later);
      return sent;
    });
    return round;
  };

  addEventListener("online", flush);
  addEventListener("pagehide", leave);
  if (listUnsent().length > 0) plan(0);
  return {
    add(unsent) {
      keepUnsent({ ...unsent, tried: findUnsent(unsent)?.tried });
      plan(soon);
    },
    flush,
    listen: (listener) => void listeners.unshift(listener),
  };
}

async function sendAll(hear: Hearing): Promise<Sent> {
  for (const place of listUnsent()) {
    const sent = await sendOne(place, hear);
    if (sent !== "sent") return sent;
  }
  return "sent";
}

async function sendOne({ to, item }: Place, hear: Hearing): Promise<Sent> {
  const place = { to, item };
  const unsent = findUnsent(place);
  if (!unsent) return "sent";
  const tried = unsent.tried ?? unsent.fields;
  keepUnsent({ ...unsent, tried });
  const answer = await postBriefly(unsent.to, new URLSearchParams(tried));
  if (answer === undefined) return "waiting";
  if (answer === "signed-out") return "signed-out";

  const standing = findUnsent(place);
  const isNewer = standing !== undefined && standing.fields !== tried;
  if (answer.saved !== undefined && isNewer) {
    keepUnsent({ ...place, fields: counted(standing.fields, answer.version) });
    return sendOne(place, hear);
  }
  dropUnsent(place);
  hear(standing ?? unsent, answer);
  return "sent";
}

/** A change made while an earlier one was on its way is the next saving after that one. */
function counted(fields: string, standing = 0): string {
  const next = new URLSearchParams(fields);
  if (next.has("version")) next.set("version", String(standing + 1));
  return next.toString();
}

/** What was not sent yet goes along on leaving; whether it came, the next page finds out by sending it again. */
function leave(): void {
  for (const unsent of listUnsent().filter(({ tried }) => tried === undefined)) {
    keepUnsent({ ...unsent, tried: unsent.fields });
    void postBriefly(unsent.to, new URLSearchParams(unsent.fields), { leaving: true });
  }
}
