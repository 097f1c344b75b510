import type { Seals } from "#app/platform/seal.ts";
import { type Db, transact } from "#db/open.ts";
import type { Actor } from "../actor.ts";
import { writeAudit } from "../audit.ts";
import { appendEntry } from "../evidence.ts";
import type { Signer } from "./checkpoint.ts";
import type { Journal } from "./journal-line.ts";
import { listAnnounced, writeEvidence } from "./writing.ts";

/**
 * Has another key sign the log. The log announces it first, and the key before signs that, where it is still there; if
 * it is lost, the new one alone does. What was signed before verifies as before. Stopped anywhere, it can be gone on
 * with. `take` puts the new key in the place of the old.
 */
export async function rotateSigner(
  db: Db,
  {
    journal,
    seals,
    present,
    next,
    take,
    now,
  }: { journal: Journal; seals: Seals; present: Signer | undefined; next: Signer; take: () => void; now: Date },
): Promise<void> {
  const announced = await listAnnounced(db);
  const isAnnounced = (signer: Signer) => announced.some(({ key }) => key === signer.key);
  if (!isAnnounced(next)) await announceKey(db, { signer: next, actor: { kind: "cli" }, now });
  if (present && isAnnounced(present)) await writeEvidence(db, { journal, seals, signer: present, now });
  take();
  await writeEvidence(db, { journal, seals, signer: next, now });
}

/** The log says that a key may sign from here on. */
export async function announceKey(
  db: Db,
  { signer, actor, now }: { signer: Signer; actor: Actor; now: Date },
): Promise<void> {
  await transact(db, async (db) => {
    await appendEntry(db, { facts: { kind: "key", key: signer.key }, now });
    const subject = { kind: "evidence-key", id: signer.id };
    await writeAudit(db, { actor, act: "rotate evidence key", subject, now });
  });
}
