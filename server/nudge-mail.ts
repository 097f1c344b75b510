import { dropSentence, findNudgeLetter } from "#app/domain/nudge.ts";
import type { DueEffect } from "#app/domain/outbox.ts";
import { findPractice } from "#app/domain/practice.ts";
import { mail } from "#app/messages/mail.ts";
import { keyStore } from "#app/platform/keys.ts";
import { canSendMail } from "#app/platform/mail.ts";
import { settings } from "#app/platform/settings.ts";
import type { Db } from "#db/open.ts";
import { sendLetter } from "./sending.ts";

/** An effect is given up after so many tries (app/domain/outbox.ts): nothing is kept for an eleventh. */
const lastTry = 10;

/**
 * Sends the letter of a nudge with the sentence of who nudged, which is deleted then; also when it will not be sent:
 * there is no mail server, the person is done or gone, or no try is left.
 */
export async function mailNudge(
  db: Db,
  { payload: { nudgeId }, tries }: Extract<DueEffect, { kind: "nudge" }>,
  now: Date,
): Promise<string> {
  const seals = keyStore();
  try {
    const outcome = await send(db, nudgeId, now);
    await dropSentence(db, { seals, nudgeId });
    return outcome;
  } catch (error) {
    if (tries >= lastTry) await dropSentence(db, { seals, nudgeId });
    throw error;
  }
}

async function send(db: Db, nudgeId: string, now: Date): Promise<string> {
  if (!canSendMail()) return "not sent: no mail server";
  const { name, zone } = await findPractice(db);
  const letter = await findNudgeLetter(db, { seals: keyStore(), nudgeId, now, zone });
  if (!letter) return "not sent: no longer needed";
  const { to, by, sentence } = letter;
  const { subject, text } = mail.nudge;
  const link = `${settings().url}/learn`;
  await sendLetter(db, { to, subject, text: text({ practice: name || "Your practice", by, sentence, link }) });
  return "sent";
}
