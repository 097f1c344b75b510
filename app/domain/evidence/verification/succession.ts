import type { Db } from "#db/open.ts";
import type { CompletionRecordTable } from "#db/schema.ts";
import { listLength } from "../../credential/shape.ts";
import { listEnded } from "../../credential/status-list.ts";
import type { EnteredRecord, EntryBody } from "../body.ts";
import { type Fault, fault } from "./fault.ts";

interface Entered {
  position: number;
  enrolment: string;
  release: string;
}

/** What became of each record, as the log tells it: replaced once, by one of the same completion; revoked once. */
export class Succession {
  private readonly entered = new Map<string, Entered>();
  private readonly replaced = new Set<string>();
  private readonly revoked = new Set<string>();

  /** Takes what an entry says; answers with the rule that it breaks. */
  take(body: EntryBody, at: { position: number; record: CompletionRecordTable | null }): string | undefined {
    if (body.kind === "revoke") return this.revoke(body.record);
    if ((body.kind !== "issue" && body.kind !== "supersede") || !at.record) return undefined;
    const { position, record } = at;
    const entered = { position, enrolment: record.enrolment_id, release: record.release_id };
    if (this.entered.has(body.record)) return "enters a record that had entered the log before";
    const rule = this.replace(body, entered);
    this.entered.set(body.record, entered);
    return rule;
  }

  /** The published status lists must say of each record what the log says. */
  async end(db: Db, entries: number): Promise<Fault | undefined> {
    const ended = [...this.replaced, ...this.revoked].flatMap((id) => this.entered.get(id)?.position ?? []);
    for (let list = 0; list * listLength < entries; list++) {
      const wanted = new Set(ended.filter((position) => Math.floor(position / listLength) === list));
      const listed = new Set((await listEnded(db, list)).map((index) => list * listLength + index));
      const both = [...new Set([...wanted, ...listed])].sort((a, b) => a - b);
      const odd = both.find((position) => wanted.has(position) !== listed.has(position));
      if (odd !== undefined) return fault(`status list ${list}`, `does not say of entry ${odd + 1} what the log says`);
    }
    return undefined;
  }

  private revoke(record: string): string | undefined {
    if (!this.entered.has(record)) return "revokes a record that had not entered the log";
    if (this.revoked.has(record)) return "revokes a record that was revoked before";
    this.revoked.add(record);
    return undefined;
  }

  private replace({ kind, replaces }: EnteredRecord, { enrolment, release }: Entered): string | undefined {
    if ((kind === "supersede") !== (replaces !== null)) return "does not say whether it replaces a record";
    if (replaces === null) return undefined;
    const before = this.entered.get(replaces);
    if (before?.enrolment !== enrolment || before.release !== release)
      return "replaces a record that is not of the same completion";
    if (this.replaced.has(replaces)) return "replaces a record that another had replaced";
    this.replaced.add(replaces);
    return undefined;
  }
}
