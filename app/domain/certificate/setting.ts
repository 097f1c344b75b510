import { compiledOnce } from "#db/compiled.ts";
import { type Db, transact } from "#db/open.ts";
import type { CertificateSettingTable } from "#db/schema.ts";
import type { Actor } from "../actor.ts";
import { writeAudit } from "../audit.ts";
import { isReadableOnWhite } from "./contrast.ts";

/** What a credit may be counted as; a board asks for one of these words. */
export const categories = ["general", "clinical", "ethics", "cultural competence", "supervision"] as const;
export type Category = (typeof categories)[number];

/** The fewest years that a record is kept from issue. */
export const fewestYears = 8;

/** How the practice wants its certificates, whatever the course. A record keeps what stood when it was issued. */
export interface CertificateSetting {
  signature: { name: string; credential: string } | null;
  /** A neutral title is the course's short one; an approval has the full one printed all the same. */
  title: "full" | "neutral";
  category: Category;
  /** As #rrggbb. */
  accent: string;
  /** The hash of the logo. */
  logo: string | null;
  keepYears: number;
  version: number;
}

export async function findCertificateSetting(db: Db): Promise<CertificateSetting> {
  const [row] = await findSetting(db);
  if (!row) throw new Error("The settings of certificates are gone.");
  return toSetting(row);
}

const findSetting = compiledOnce((db) => db.selectFrom("certificate_setting").selectAll());

export interface CertificateChange extends Omit<CertificateSetting, "logo"> {
  actor: Actor;
  now: Date;
}

/**
 * Changes how certificates of records issued from now on look. Refused when somebody changed it since `version` was
 * read, unless the wanted values already stand; for a colour that white paper does not carry; and for fewer years than
 * stand, since what was promised at issue holds.
 */
export async function changeCertificateSetting(
  db: Db,
  { actor, now, ...wanted }: CertificateChange,
): Promise<{ setting: CertificateSetting } | { refused: "changed-meanwhile" | "too-pale" | "fewer-years" }> {
  if (!isReadableOnWhite(wanted.accent)) return { refused: "too-pale" };
  return transact(db, async (db) => {
    const standing = await findCertificateSetting(db);
    const setting = { ...wanted, logo: standing.logo };
    if (isSame(standing, { ...setting, version: standing.version })) return { setting: standing };
    if (standing.version !== wanted.version) return { refused: "changed-meanwhile" };
    if (wanted.keepYears < standing.keepYears) return { refused: "fewer-years" };
    return { setting: await writeSetting(db, { actor, setting, act: "change certificates", now }) };
  });
}

/** Sets the logo by its hash, or takes it away; in the transaction of the caller. */
export async function setLogo(
  db: Db,
  { actor, logo, now }: { actor: Actor; logo: string | null; now: Date },
): Promise<void> {
  const standing = await findCertificateSetting(db);
  if (standing.logo === logo) return;
  await writeSetting(db, { actor, setting: { ...standing, logo }, act: "change certificate logo", now });
}

async function writeSetting(
  db: Db,
  { actor, setting, act, now }: { actor: Actor; setting: CertificateSetting; act: string; now: Date },
): Promise<CertificateSetting> {
  const { signature, title, category, accent, logo, keepYears, version } = setting;
  const changed = {
    signatory: signature?.name ?? null,
    credential: signature?.credential ?? null,
    title,
    category,
    accent,
    logo,
    keep_years: keepYears,
    version: version + 1,
    changed_at: now.toISOString(),
  };
  await db.updateTable("certificate_setting").set(changed).execute();
  await writeAudit(db, { actor, act, subject: { kind: "practice", id: "practice" }, now });
  return { ...setting, version: version + 1 };
}

function isSame(one: CertificateSetting, other: CertificateSetting): boolean {
  const fields = ({ signature, ...rest }: CertificateSetting) =>
    [signature?.name, signature?.credential, ...Object.entries(rest).sort()].flat().join("\n");
  return fields(one) === fields(other);
}

function toSetting({ signatory, credential, keep_years: keepYears, ...row }: CertificateSettingTable) {
  const { title, accent, logo, version } = row;
  const signature = signatory === null || credential === null ? null : { name: signatory, credential };
  const category = categories.find((one) => one === row.category) ?? "general";
  return { signature, title, category, accent, logo, keepYears, version };
}
