import { type Db, transact } from "#db/open.ts";
import type { PracticeTable } from "#db/schema.ts";
import type { Actor } from "./actor.ts";
import { writeAudit } from "./audit.ts";

/** The one practice this instance belongs to. `zone` decides due dates and what is printed on records. */
export interface Practice {
  name: string;
  contact: string;
  zone: string;
  purpose: PracticeTable["purpose"];
  /** What letters show as their sender, and where an answer goes; empty for a neutral name and the address that sends. */
  sender: string;
  replyTo: string;
  version: number;
}

export async function findPractice(db: Db): Promise<Practice> {
  return db
    .selectFrom("practice")
    .select(["name", "contact", "zone", "purpose", "sender", "reply_to as replyTo", "version"])
    .executeTakeFirstOrThrow();
}

/**
 * Changes what the practice is called, how it is reached, its zone and, where they are given, what its letters show. Refused when somebody else changed it since
 * `version` was read, unless the wanted values already stand, and for a zone that is not one.
 */
export async function changePractice(
  db: Db,
  { actor, version, now, ...wanted }: PracticeChange,
): Promise<{ practice: Practice } | { refused: "changed-meanwhile" | "zone-unknown" }> {
  if (!isZone(wanted.zone)) return { refused: "zone-unknown" };
  return transact(db, async (db) => {
    const standing = await findPractice(db);
    const practice = { ...standing, ...wanted };
    if (JSON.stringify(practice) === JSON.stringify(standing)) return { practice };
    if (standing.version !== version) return { refused: "changed-meanwhile" };
    const { name, contact, zone, sender, replyTo: reply_to } = practice;
    await db
      .updateTable("practice")
      .set({ name, contact, zone, sender, reply_to, version: version + 1, changed_at: now.toISOString() })
      .execute();
    await writeAudit(db, { actor, act: "change practice", subject: { kind: "practice", id: "practice" }, now });
    return { practice: { ...practice, version: version + 1 } };
  });
}

interface PracticeChange {
  actor: Actor;
  name: string;
  contact: string;
  zone: string;
  sender?: string;
  replyTo?: string;
  version: number;
  now: Date;
}

/** Every time zone this Node knows, by its IANA name, UTC among them. */
export function listZones(): string[] {
  return [...new Set([...Intl.supportedValuesOf("timeZone"), "UTC"])].sort();
}

/** The zone this machine keeps: the likeliest for a practice that has not said yet. */
export function machineZone(): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return isZone(timeZone) ? timeZone : "UTC";
}

export function isZone(zone: string): boolean {
  return listZones().includes(zone);
}
