import type { Db } from "#db/open.ts";
import type { CompletionRecordTable } from "#db/schema.ts";
import type { EntryBody } from "../body.ts";
import { AccountRows } from "./account-rows.ts";
import { AttestationRows } from "./attestation-rows.ts";
import { CertificateRows, type Opener } from "./certificate-rows.ts";
import type { Fault } from "./fault.ts";
import { judgePictures } from "./picture-rows.ts";
import { type Kept, ReleaseRows } from "./release-rows.ts";

interface Beside {
  journal: Kept;
  list: { read(): string };
  opener?: Opener;
  withdrawn: Set<string>;
  /** How many entries are signed. */
  signed: number;
}

/** All that the log holds the hash or the fate of, and that is kept elsewhere: looked at when the log itself is good. */
export class Foundations {
  readonly certificates = new CertificateRows();
  private readonly releases = new ReleaseRows();
  private readonly attestations = new AttestationRows();
  private readonly accounts = new AccountRows();

  /** Takes what an entry says; answers with the rule that it breaks. */
  take(body: EntryBody, at: { position: number; record: CompletionRecordTable | null }): string | undefined {
    this.certificates.take(body, at.position);
    this.accounts.take(body, at.position);
    return this.attestations.take(body, at) ?? this.releases.take(body, at);
  }

  async end(db: Db, { journal, list, opener, withdrawn, signed }: Beside): Promise<Fault | undefined> {
    return (
      (await this.accounts.end(db, { list: list.read(), signed })) ??
      (await this.releases.end(db, { kept: journal, signed })) ??
      (await this.attestations.end(db)) ??
      (await judgePictures(db)) ??
      this.certificates.end(db, { withdrawn, opener })
    );
  }
}
