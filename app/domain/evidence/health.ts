import type { Db } from "#db/open.ts";
import type { JournalEnd } from "./journal-line.ts";
import { listAnnounced } from "./writing.ts";

/** What is wrong with the evidence at first sight; `verify` looks at all of it. */
export type Ailment =
  /** Entries of the database that the journal lacks, or lacks altogether. */
  | { kind: "journal-behind"; entries: number }
  /** Entries of the journal that the database lacks: it is an older copy. */
  | { kind: "journal-ahead"; entries: number }
  | { kind: "torn" }
  | { kind: "unsigned"; entries: number }
  | { kind: "no-signing-key" }
  | { kind: "strange-signing-key" };

interface Look {
  /** Undefined where there is no journal. */
  journal: { end: JournalEnd; isTorn: boolean } | undefined;
  /** The key that signs, as a verifier key; undefined where it is not there. */
  signingKey: string | undefined;
}

/** Whether the log, the journal and the key belong together. Answers with how long the log is. Three queries. */
export async function lookAtEvidence(db: Db, look: Look): Promise<{ entries: number; ailments: Ailment[] }> {
  const { size } = await db.selectFrom("evidence_head").select("size").executeTakeFirstOrThrow();
  const signed = await db
    .selectFrom("evidence_checkpoint")
    .select("size")
    .orderBy("size", "desc")
    .limit(1)
    .executeTakeFirst();
  const announced = (await listAnnounced(db)).map(({ key }) => key);
  const { entries = 0 } = look.journal?.end ?? {};
  const isStrange = look.signingKey !== undefined && size > 0 && !announced.includes(look.signingKey);
  const found: (Ailment | false)[] = [
    entries < size && { kind: "journal-behind", entries: size - entries },
    entries > size && { kind: "journal-ahead", entries: entries - size },
    look.journal?.isTorn === true && { kind: "torn" },
    (signed?.size ?? 0) < size && { kind: "unsigned", entries: size - (signed?.size ?? 0) },
    look.signingKey === undefined && size > 0 && { kind: "no-signing-key" },
    isStrange && { kind: "strange-signing-key" },
  ];
  return { entries: size, ailments: found.filter((one) => one !== false) };
}
