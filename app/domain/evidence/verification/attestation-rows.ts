import type { Db } from "#db/open.ts";
import type { AttestationTable, CompletionRecordTable } from "#db/schema.ts";
import type { RecordEntry } from "../../completion-record/entry.ts";
import { type EntryBody, hashAttestation } from "../body.ts";
import { type Fault, fault } from "./fault.ts";

interface Wanted {
  record: string;
  entry: number;
  /** By the log, or by the words and the time in the record's own entry, where the log did not tell it yet. */
  isIt(row: AttestationTable): boolean;
}

/** The attestations beside the records that froze them: none is changed, none is gone, and none is of no record. */
export class AttestationRows {
  private readonly byId = new Map<string, Wanted>();
  private readonly byEnrolment = new Map<string, Wanted>();

  take(body: EntryBody, { position, record }: { position: number; record: CompletionRecordTable | null }): void {
    if ((body.kind !== "issue" && body.kind !== "supersede") || !record) return;
    const at = { record: record.id, entry: position + 1 };
    const named = body.rests?.attestation;
    if (named) this.byId.set(named.id, { ...at, isIt: (row) => hashAttestation(row) === named.hash });
    if (body.rests) return;
    const { attestation }: Pick<Partial<RecordEntry>, "attestation"> = JSON.parse(record.entry);
    if (!attestation) return;
    const isIt = ({ text, signed_at }: AttestationTable) =>
      text === attestation.text && signed_at === attestation.signedAt;
    this.byEnrolment.set(placeOf(record), { ...at, isIt });
  }

  async end(db: Db): Promise<Fault | undefined> {
    const seen = new Set<Wanted>();
    for await (const row of readRows(db)) {
      const wanted = this.byId.get(row.id) ?? this.byEnrolment.get(placeOf(row));
      if (!wanted) return fault(`attestation ${row.id}`, "is of no record of the log");
      if (!wanted.isIt(row)) return faultOf(wanted, "is not as it was signed");
      seen.add(wanted);
    }
    const lost = [...this.byId.values(), ...this.byEnrolment.values()].find((wanted) => !seen.has(wanted));
    return lost && faultOf(lost, "is not in the database");
  }
}

function faultOf({ record, entry }: Wanted, rule: string): Fault {
  return fault(`the attestation of record ${record}, entry ${entry},`, rule);
}

function placeOf({ enrolment_id, release_id }: Pick<AttestationTable, "enrolment_id" | "release_id">): string {
  return `${enrolment_id} ${release_id}`;
}

const pageSize = 1_000;

async function* readRows(db: Db): AsyncGenerator<AttestationTable> {
  for (let from = ""; ; ) {
    const page = db.selectFrom("attestation").selectAll().where("id", ">", from).orderBy("id").limit(pageSize);
    const rows = await page.execute();
    yield* rows;
    if (rows.length < pageSize) return;
    from = rows.at(-1)?.id ?? from;
  }
}
