import { findPractice } from "#app/domain/practice.ts";
import { type Letter, sendMail } from "#app/platform/mail.ts";
import type { Db } from "#db/open.ts";

/** Sends a letter under the name, and for answers to the address, that the practice has chosen. */
export async function sendLetter(db: Db, letter: Letter): Promise<void> {
  const { sender, replyTo } = await findPractice(db);
  await sendMail({ ...letter, sender, replyTo });
}
