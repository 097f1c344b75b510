import type { Db } from "#db/open.ts";
import { type Approval, findCurrentApprovals } from "../certificate/approval.ts";
import { type CertificateSetting, findCertificateSetting } from "../certificate/setting.ts";
import type { Practice } from "../practice.ts";

/** What the practice has settled for certificates as a record is issued. */
export interface Terms {
  setting: CertificateSetting;
  approvals: Approval[];
}

/** The terms of this moment. Two queries. */
export async function findTerms(db: Db, { practice, now }: { practice: Practice; now: Date }): Promise<Terms> {
  const setting = await findCertificateSetting(db);
  return { setting, approvals: await findCurrentApprovals(db, { zone: practice.zone, now }) };
}
