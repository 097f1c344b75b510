import { addApproval } from "#app/domain/certificate/approval.ts";
import { keepLogo } from "#app/domain/certificate/logo.ts";
import { changeCertificateSetting, findCertificateSetting } from "#app/domain/certificate/setting.ts";
import { confirmName, signAttestation } from "#app/domain/completion.ts";
import type { Licence } from "#app/domain/completion-record.ts";
import { changePractice } from "#app/domain/practice.ts";
import type { Db } from "#db/open.ts";
import { addLearner, type Learner, morning } from "./cast.ts";
import { markJournalled } from "./journalled.ts";
import { pngOf } from "./picture.ts";
import { finishModules, url } from "./sitting.ts";

const actor = { kind: "cli" as const };

/** A practice with all that a certificate can print. */
export async function furnishPractice(db: Db): Promise<void> {
  const practice = { name: "Fern & Harbour <Therapy>", contact: "12 Harbour Street, Galway", zone: "Europe/Dublin" };
  await changePractice(db, { actor, ...practice, version: 1, now: morning });
  await keepLogo(db, { actor, bytes: pngOf(120, 40, [31, 77, 92, 200]), now: morning });
  const { version } = await findCertificateSetting(db);
  await changeCertificateSetting(db, {
    actor,
    signature: { name: "Morgan Reyes", credential: "LMFT, programme director" },
    title: "neutral",
    category: "ethics",
    accent: "#1f4d5c",
    keepYears: 9,
    version,
    now: morning,
  });
}

export const boardApproval = {
  body: "State Board of Counselling",
  number: "SB-1042",
  from: "2026-01-01",
  to: "2026-12-31",
  statement: "Fern & Harbour is approved by the State Board of Counselling to offer continuing education.",
};

export async function approve(db: Db, approval = boardApproval): Promise<void> {
  await addApproval(db, { actor, key: approval.number, ...approval, now: morning });
}

/** A learner of the small course who completed it under this name. */
export async function addHolder(
  db: Db,
  {
    name = "Ada N. Okafor",
    licences = [],
    learner,
    isJournalled = true,
    now = morning,
  }: { name?: string; licences?: Licence[]; learner?: Learner; isJournalled?: boolean; now?: Date } = {},
): Promise<Learner & { recordId: string; code: string }> {
  const enrolled = learner ?? (await addLearner(db));
  await finishModules(db, enrolled, now);
  const confirmed = await confirmName(db, { ...enrolled, key: "name", name, licences, url, now });
  const confirmation = "confirmation" in confirmed ? confirmed.confirmation : "";
  const signed = await signAttestation(db, { ...enrolled, confirmation, url, now });
  if ("refused" in signed || !signed.record) throw new Error("No record was issued.");
  if (isJournalled) await markJournalled(db);
  const { code } = await db
    .selectFrom("completion_record")
    .select("code")
    .where("id", "=", signed.record)
    .executeTakeFirstOrThrow();
  return { ...enrolled, recordId: signed.record, code };
}
