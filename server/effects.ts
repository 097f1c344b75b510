import { draughtsman } from "#app/certificate/draw.ts";
import { applyAssignments } from "#app/domain/assignment/reach.ts";
import { keepCertificate } from "#app/domain/certificate.ts";
import { completeLate } from "#app/domain/completion.ts";
import { findHolderAddress } from "#app/domain/completion-record/history.ts";
import { findFormerAddress, mintEmailLink } from "#app/domain/email-change.ts";
import { writeEvidence } from "#app/domain/evidence/writing.ts";
import { mintInvitationLink } from "#app/domain/invitation.ts";
import type { DueEffect } from "#app/domain/outbox.ts";
import { endUpload } from "#app/domain/people-import.ts";
import { takeTurn } from "#app/domain/personal-data/daily-turn.ts";
import { findPractice } from "#app/domain/practice.ts";
import { mintResetLink } from "#app/domain/reset-link.ts";
import { mail } from "#app/messages/mail.ts";
import { erasureList } from "#app/platform/erasures.ts";
import { evidenceKeys } from "#app/platform/evidence-keys.ts";
import { journal } from "#app/platform/journal.ts";
import { keyStore } from "#app/platform/keys.ts";
import { canSendMail } from "#app/platform/mail.ts";
import { settings } from "#app/platform/settings.ts";
import type { Db } from "#db/open.ts";
import type { NotYet } from "./jobs.ts";
import { mailNudge } from "./nudge-mail.ts";
import { mailDigest, mailReminders } from "./reminder-mail.ts";
import { sendLetter } from "./sending.ts";

/**
 * Does one effect of the outbox and answers with what came of it. A link's secret is made here, as it is sent, so that
 * none rests in the outbox; the link that was shown before is void from then on.
 */
export async function perform(db: Db, effect: DueEffect, now: Date): Promise<string | NotYet> {
  if (effect.kind === "evidence") return keepEvidence(db, now);
  if (effect.kind === "certificate") {
    return keepCertificate(db, { ...effect.payload, ...draughtsman, seals: keyStore(), now });
  }
  if (effect.kind === "import-end") {
    return (await endUpload(db, { ...effect.payload, now })) ? "the upload is deleted" : "done before";
  }
  if (effect.kind === "late-record") return completeLate(db, { ...effect.payload, url: settings().url, now });
  if (effect.kind === "assignments") {
    const { begun, ended } = await applyAssignments(db, { now });
    return `begun ${begun}, ended ${ended}`;
  }
  if (effect.kind === "reminder-mail") return mailReminders(db, effect.payload, now);
  if (effect.kind === "digest-mail") return mailDigest(db, effect.payload, now);
  if (effect.kind === "nudge") return mailNudge(db, effect, now);
  if (effect.kind === "retention") {
    return takeTurn(db, { ...effect.payload, seals: keyStore(), list: erasureList(), now });
  }
  if (!canSendMail()) return "not sent: no mail server";
  if (effect.kind === "record-mail") return mailHolder(db, effect.payload);
  if (effect.kind === "email-mail") return mailNewAddress(db, effect.payload, now);
  if (effect.kind === "email-notice") return mailFormerAddress(db, effect.payload);
  return effect.kind === "invitation-mail"
    ? mailInvitation(db, effect.payload, now)
    : mailReset(db, effect.payload, now);
}

async function keepEvidence(db: Db, now: Date): Promise<string> {
  await writeEvidence(db, { journal: journal(), seals: keyStore(), signer: evidenceKeys().signing(), now });
  return "in the journal, and signed";
}

async function mailInvitation(db: Db, { invitationId }: { invitationId: string }, now: Date): Promise<string> {
  const minted = await mintInvitationLink(db, { invitationId, now });
  if (!minted) return "not sent: no longer open";
  const { invitation, token } = minted;
  const { subject, text } = mail.invitation;
  const link = `${settings().url}/invitation/${token}`;
  await sendLetter(db, {
    to: invitation.email,
    subject,
    text: text({ link, ...(await signedBy(db, invitation.expiresAt)) }),
  });
  return "sent";
}

async function mailReset(db: Db, { resetLinkId }: { resetLinkId: string }, now: Date): Promise<string> {
  const minted = await mintResetLink(db, { resetLinkId, now });
  if (!minted) return "not sent: no longer open";
  const { link, token } = minted;
  const { subject, text } = mail.reset;
  const address = `${settings().url}/reset/${token}`;
  await sendLetter(db, {
    to: link.email,
    subject,
    text: text({ link: address, ...(await signedBy(db, link.expiresAt)) }),
  });
  return "sent";
}

async function mailNewAddress(db: Db, { emailChangeId }: { emailChangeId: string }, now: Date): Promise<string> {
  const minted = await mintEmailLink(db, { emailChangeId, now });
  if (!minted) return "not sent: no longer open";
  const { change, token } = minted;
  const { subject, text } = mail.email;
  const link = `${settings().url}/email/${token}`;
  await sendLetter(db, { to: change.email, subject, text: text({ link, ...(await signedBy(db, change.expiresAt)) }) });
  return "sent";
}

async function mailFormerAddress(db: Db, { emailChangeId }: { emailChangeId: string }): Promise<string> {
  const to = await findFormerAddress(db, emailChangeId);
  if (!to) return "not sent: the address is not kept any more";
  const { subject, text } = mail.emailChanged;
  const { name } = await findPractice(db);
  await sendLetter(db, { to, subject, text: text({ practice: name || "Your practice" }) });
  return "sent";
}

/** Says to a record's owner that something was done to it, and to look there. */
async function mailHolder(db: Db, { recordId }: { recordId: string }): Promise<string> {
  const to = await findHolderAddress(db, recordId);
  if (!to) return "not sent: its owner has no address";
  const { subject, text } = mail.record;
  const { name } = await findPractice(db);
  await sendLetter(db, {
    to,
    subject,
    text: text({ practice: name || "Your practice", link: `${settings().url}/records` }),
  });
  return "sent";
}

/** The practice as the letter names it, how it is reached, and an end as its zone writes it. */
async function signedBy(db: Db, end: string): Promise<{ practice: string; contact: string; until: string }> {
  const { name, contact, zone } = await findPractice(db);
  const format = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: zone });
  return { practice: name || "Your practice", contact, until: `${format.format(new Date(end))} (${zone})` };
}
