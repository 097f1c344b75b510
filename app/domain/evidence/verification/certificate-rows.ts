import { hash } from "node:crypto";
import type { Seals } from "#app/platform/seal.ts";
import type { Db } from "#db/open.ts";
import { labelOfCertificate } from "../../certificate.ts";
import { certificateArtifact, type EntryBody } from "../body.ts";
import { type Fault, fault } from "./fault.ts";

/** What opens what is sealed, and knows whose key is gone. */
export type Opener = Pick<Seals, "open" | "lacking">;

interface Drawn {
  entry: number;
  hash: string;
  at: string;
  template: number | undefined;
}

interface Row {
  record_id: string;
  template: number;
  sha256: string;
}

/**
 * The certificates beside what the log holds of them: which file it was by its hash, what drew it and when; and the file
 * itself, opened with its record's key, where there are keys.
 */
export class CertificateRows {
  /** Those that were not opened: there are no keys here, or theirs is gone. */
  unopened = 0;
  /** Those that the log has and that an effect of the outbox is to draw again, as after an older copy came back. */
  waiting = 0;
  private readonly drawn = new Map<string, Drawn[]>();

  take(body: EntryBody, position: number): void {
    if (body.kind !== "artifact" || body.artifact !== certificateArtifact) return;
    const { record, hash, at, template } = body;
    const before = this.drawn.get(record);
    const one = { entry: position + 1, hash, at, template };
    if (before) before.push(one);
    else this.drawn.set(record, [one]);
  }

  async end(db: Db, { withdrawn, opener }: { withdrawn: Set<string>; opener: Opener | undefined }) {
    const there = new Set<string>();
    for await (const page of readPages(db)) {
      for (const row of page) {
        there.add(row.record_id);
        const bad = this.judge(row, withdrawn) ?? (opener && (await this.judgeFile(db, row, opener)));
        if (bad) return bad;
      }
      if (!opener) this.unopened += page.length;
    }
    return this.findLost(db, { there, withdrawn });
  }

  private judge(row: Row, withdrawn: Set<string>): Fault | undefined {
    const drawn = this.drawn.get(row.record_id);
    if (!drawn) return faultOf(row.record_id, "never entered the log");
    if (withdrawn.has(row.record_id)) return faultOf(row.record_id, "is there again, and its name was withdrawn");
    const one = drawn.find(({ hash }) => hash === row.sha256);
    if (!one) return faultOf(row.record_id, `has another hash than entry ${drawn[0]?.entry} of the log`);
    if (one.template === undefined || one.template === row.template) return undefined;
    return faultOf(row.record_id, `has another template than entry ${one.entry} of the log`);
  }

  /** The bytes and when they were drawn stand behind them in the row: to read either costs what both do. */
  private async judgeFile(db: Db, { record_id, sha256 }: Row, opener: Opener): Promise<Fault | undefined> {
    const row = await db
      .selectFrom("certificate")
      .select(["ciphertext", "nonce", "drawn_at"])
      .where("record_id", "=", record_id)
      .executeTakeFirst();
    const one = this.drawn.get(record_id)?.find(({ hash }) => hash === sha256);
    if (!row || !one) return undefined;
    if (one.template !== undefined && one.at !== row.drawn_at)
      return faultOf(record_id, `is dated otherwise than entry ${one.entry} of the log`);
    const opened = opener.open(row, labelOfCertificate(record_id));
    if (opened === undefined && opener.lacking([record_id]).length > 0) return void this.unopened++;
    if (opened === undefined) return faultOf(record_id, "does not open: its sealed bytes were changed");
    const isThat = hash("sha256", Buffer.from(opened, "base64url"), "base64url") === sha256;
    return isThat ? undefined : faultOf(record_id, `holds another file than entry ${one.entry} of the log`);
  }

  private async findLost(
    db: Db,
    { there, withdrawn }: { there: Set<string>; withdrawn: Set<string> },
  ): Promise<Fault | undefined> {
    const lost = [...this.drawn].filter(([record]) => !there.has(record) && !withdrawn.has(record));
    if (lost.length === 0) return undefined;
    const due = await listDue(db);
    const gone = lost.find(([record]) => !due.has(record));
    this.waiting = lost.length;
    return (
      gone && faultOf(gone[0], `is not in the database, and entry ${gone[1][0]?.entry} of the log says it was drawn`)
    );
  }
}

function faultOf(record: string, rule: string): Fault {
  return fault(`the certificate of record ${record}`, rule);
}

const pageSize = 1_000;

/** What stands before the file in its row, so that it is not read for this. */
async function* readPages(db: Db): AsyncGenerator<Row[]> {
  for (let from = ""; ; ) {
    const rows = await db
      .selectFrom("certificate")
      .select(["record_id", "template", "sha256"])
      .where("record_id", ">", from)
      .orderBy("record_id")
      .limit(pageSize)
      .execute();
    yield rows;
    if (rows.length < pageSize) return;
    from = rows.at(-1)?.record_id ?? from;
  }
}

/** The records whose certificate is still to be drawn. */
async function listDue(db: Db): Promise<Set<string>> {
  const effects = db.selectFrom("outbox").select("payload").where("kind", "=", "certificate");
  const rows = await effects.where("done_at", "is", null).execute();
  return new Set(rows.map(({ payload }) => JSON.parse(payload).recordId));
}
