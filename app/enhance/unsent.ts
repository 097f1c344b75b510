/**
 * What waits to be sent: answers to quiz items and read marks, kept by this browser until the server has answered, so
 * that neither a lost connection nor a closed page loses them (decision 17). Bound to one person by an id; it holds
 * addresses, positions and versions, and never a word of a question, an answer or a lesson.
 */
export interface Unsent {
  /** Where it is sent. */
  to: string;
  /** Which of the things that are sent there: an item's number, or nothing. */
  item: string;
  /** The form's fields as they are sent. */
  fields: string;
  /** What was sent and never answered. It may have been kept all the same, so it is sent again before anything newer. */
  tried?: string;
}

/** Who is signed in on this page, by id; nobody on the pages before signing in. */
const person = document.querySelector<HTMLElement>("[data-signed-in]")?.dataset.signedIn ?? "";

/** Where the browser lets nothing be kept, it is kept as long as the page is open. */
const untilClosed = new Map<string, string>();

export function keepUnsent(unsent: Unsent): void {
  const { to, item, fields, tried } = unsent;
  const text = JSON.stringify({ fields, tried });
  try {
    localStorage.setItem(nameOf(unsent), text);
  } catch {
    untilClosed.set(nameOf({ to, item }), text);
  }
}

export function dropUnsent(unsent: Place): void {
  untilClosed.delete(nameOf(unsent));
  try {
    localStorage.removeItem(nameOf(unsent));
  } catch {
    // Then nothing was kept there.
  }
}

export function findUnsent({ to, item }: Place): Unsent | undefined {
  return listUnsent().find((unsent) => unsent.to === to && unsent.item === item);
}

/** Everything of this person that waits, in a steady order; without a person there is nothing. */
export function listUnsent(): Unsent[] {
  if (person === "") return [];
  return kept().flatMap(([name, text]) => {
    const [whose, to = "", item = ""] = name.slice(prefix.length).split(" ");
    return whose === person ? [{ to, item, ...read(text) }] : [];
  });
}

/** Another person's sign-in ends what somebody else left here. */
export function forgetOthers(): void {
  if (person === "") return;
  for (const [name] of kept()) if (!name.startsWith(`${prefix}${person} `)) localStorage.removeItem(name);
}

export interface Place {
  to: string;
  item: string;
}

const prefix = "attune ";

function nameOf({ to, item }: Place): string {
  return `${prefix}${person} ${to} ${item}`;
}

function kept(): [string, string][] {
  const all = [...untilClosed];
  try {
    for (const name of Object.keys(localStorage)) all.push([name, localStorage.getItem(name) ?? ""]);
  } catch {
    // The browser lets nothing be kept.
  }
  return all.filter(([name]) => name.startsWith(prefix)).sort();
}

/** What cannot be read is not ours, or is broken; it is sent as nothing, refused and gone. */
function read(text: string): Pick<Unsent, "fields" | "tried"> {
  try {
    const { fields, tried } = JSON.parse(text);
    return { fields: String(fields), tried: tried === undefined ? undefined : String(tried) };
  } catch {
    return { fields: "" };
  }
}
