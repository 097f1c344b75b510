import type { Db } from "#db/open.ts";
import type { AttestationTable, CompletionRecordTable } from "#db/schema.ts";
import type { RecordEntry } from "../../completion-record/entry.ts";
import { type EnteredRecord, type EntryBody, hashAttestation, type Rests } from "../body.ts";
import { type Fault, fault } from "./fault.ts";

interface Wanted {
  record: string;
  entry: number;
  /** By the log, or the words and the time in the record's own entry, where the log did not tell it yet. */
  is: string | { text: string; signedAt: string };
}

/** The attestations beside the records that froze them: none is changed, none is gone, and none is of no record. */
export class AttestationRows {
  private readonly byId = new Map<string, Wanted>();
  private readonly byEnrolment = new Map<string, Wanted>();

  /** Takes what an entry says; answers with the rule that it breaks. */
  take(body: EntryBody, { position, record }: { position: number; record: CompletionRecordTable | null }) {
    if ((body.kind !== "issue" && body.kind !== "supersede") || !record) return undefined;
    const broken = judgePrinted(body, record);
    if (broken) return broken;
    const wanted = { record: record.id, entry: position + 1 };
    const { rests } = body;
    if (rests?.attestation) this.byId.set(rests.attestation.id, { ...wanted, is: rests.attestation.hash });
    const printed = rests ? undefined : readAttestation(record.entry);
    if (printed && printed !== "unreadable") this.byEnrolment.set(placeOf(record), { ...wanted, is: printed });
    return undefined;
  }

  async end(db: Db): Promise<Fault | undefined> {
    const seen = new Set<Wanted>();
    for await (const page of readPages(db)) {
      for (const row of page) {
        const wanted = this.byId.get(row.id) ?? this.byEnrolment.get(placeOf(row));
        if (!wanted) return fault(`attestation ${row.id}`, "is of no record of the log");
        if (!isIt(row, wanted)) return faultOf(wanted, "is not as it was signed");
        seen.add(wanted);
      }
    }
    if (seen.size === this.byId.size + this.byEnrolment.size) return undefined;
    const lost = [...this.byId.values(), ...this.byEnrolment.values()].find((wanted) => !seen.has(wanted));
    return lost && faultOf(lost, "is not in the database");
  }
}

/** The rule that an entry breaks whose record prints another attestation than it says, or cannot be read. */
export function judgePrinted({ rests }: EnteredRecord, record: CompletionRecordTable): string | undefined {
  const printed = readAttestation(record.entry);
  const isTold = printed !== "unreadable" && (!rests || isToldAlike(rests.attestation, printed, record));
  return isTold ? undefined : "prints another attestation than it rests on";
}

/** What the record prints is what the log holds of the signature, and neither has one without the other. */
function isToldAlike(
  named: Rests["attestation"],
  printed: RecordEntry["attestation"] | undefined,
  { enrolment_id, release_id }: CompletionRecordTable,
): boolean {
  if (!named || !printed) return !named && !printed;
  const { id, confirmation, hash } = named;
  const row = { id, enrolment_id, release_id, confirmation_id: confirmation };
  return hashAttestation({ ...row, text: printed.text, signed_at: printed.signedAt }) === hash;
}

/**
 * The attestation that a record prints. An entry is canonical, so that its members stand in order: to read this one
 * alone costs a hundredth of reading all.
 */
function readAttestation(entry: string): RecordEntry["attestation"] | undefined | "unreadable" {
  const from = entry.indexOf(`"attestation":{`);
  if (from < 0) return undefined;
  const to = entry.indexOf(`},"code":"`, from);
  const text = to < 0 ? entry : `{${entry.slice(from, to)}}}`;
  try {
    const { attestation }: Pick<Partial<RecordEntry>, "attestation"> = JSON.parse(text);
    return attestation;
  } catch {
    return "unreadable";
  }
}

function isIt(row: AttestationTable, { is }: Wanted): boolean {
  if (typeof is === "string") return hashAttestation(row) === is;
  return row.text === is.text && row.signed_at === is.signedAt;
}

function faultOf({ record, entry }: Wanted, rule: string): Fault {
  return fault(`the attestation of record ${record}, entry ${entry},`, rule);
}

function placeOf({ enrolment_id, release_id }: Pick<AttestationTable, "enrolment_id" | "release_id">): string {
  return `${enrolment_id} ${release_id}`;
}

const pageSize = 1_000;

async function* readPages(db: Db): AsyncGenerator<AttestationTable[]> {
  for (let from = ""; ; ) {
    const page = db.selectFrom("attestation").selectAll().where("id", ">", from).orderBy("id").limit(pageSize);
    const rows = await page.execute();
    yield rows;
    if (rows.length < pageSize) return;
    from = rows.at(-1)?.id ?? from;
  }
}
