import { dayIn } from "#app/domain/calendar.ts";
import {
  closeLetter,
  type DigestLetter,
  openDigestLetter,
  openReminderLetter,
  type ReminderLetter,
} from "#app/domain/reminder/letter.ts";
import { mail } from "#app/messages/mail.ts";
import { canSendMail, isRefusedForGood, type Letter } from "#app/platform/mail.ts";
import { signForMail } from "#app/platform/mail-key.ts";
import { settings } from "#app/platform/settings.ts";
import type { Db } from "#db/open.ts";
import type { NotYet } from "./jobs.ts";
import { sendLetter } from "./sending.ts";

interface Of {
  personId: string;
  day: string;
}

/**
 * Sends a person's reminders of a day as one letter. It is sent first and marked then: a kill between the two sends it
 * twice, and none is lost.
 */
export async function mailReminders(db: Db, of: Of, now: Date): Promise<string | NotYet> {
  const opened = await openReminderLetter(db, { ...of, now });
  if (!("letter" in opened)) return withoutLetter(opened);
  return sendAndClose(db, { reminders: opened.letter, letter: inWords(opened.letter, of, now), now });
}

/** Sends a supervisor's digest of a day. */
export async function mailDigest(db: Db, of: Of, now: Date): Promise<string | NotYet> {
  const opened = await openDigestLetter(db, { ...of, now });
  if (!("letter" in opened)) return withoutLetter(opened);
  const { to, practice, counts } = opened.letter;
  const stop = `${stopLink(of)}?of=digest`;
  const link = `${settings().url}/team`;
  const text = mail.digest.text({ practice: practice || "your practice", ...counts, link, stop });
  const letter = { to, subject: mail.digest.subject, text, unsubscribe: stop };
  return sendAndClose(db, { reminders: opened.letter, letter, now });
}

function withoutLetter(opened: { nothing: string } | { until: Date }): string | NotYet {
  return "until" in opened
    ? { until: opened.until, reason: "outside the hours for letters" }
    : `not sent: ${opened.nothing}`;
}

async function sendAndClose(
  db: Db,
  { reminders, letter, now }: { reminders: ReminderLetter | DigestLetter; letter: Letter; now: Date },
): Promise<string> {
  if (!canSendMail()) {
    await closeLetter(db, { letter: reminders, outcome: "no-mail", now });
    return "not sent: no mail server";
  }
  try {
    await sendLetter(db, letter);
  } catch (error) {
    if (!isRefusedForGood(error)) throw error;
    await closeLetter(db, { letter: reminders, outcome: "refused", now });
    return "not sent: the mail server refuses the address";
  }
  await closeLetter(db, { letter: reminders, outcome: "sent", now });
  return "sent";
}

function inWords({ to, practice, zone, reminders, mayStop }: ReminderLetter, of: Of, now: Date): Letter {
  const today = dayIn(now, zone);
  const format = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
  const entries = reminders.map(({ courseId, kind, dueOn }) => ({
    kind,
    on: format.format(new Date(`${dueOn}T12:00:00.000Z`)),
    isPast: dueOn < today,
    link: `${settings().url}/learn/${courseId}`,
  }));
  const stop = mayStop ? stopLink(of) : null;
  const text = mail.reminder.text({ practice: practice || "Your practice", entries, stop });
  return { to, subject: mail.reminder.subject, text, ...(stop ? { unsubscribe: stop } : {}) };
}

function stopLink({ personId }: Of): string {
  return `${settings().url}/letters/${signForMail(personId)}`;
}
