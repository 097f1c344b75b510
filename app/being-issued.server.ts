import { redirect } from "@remix-run/node";
import type { Db } from "#db/open.ts";
import { addresses } from "./components/addresses.ts";
import { findRecord } from "./domain/completion-record.ts";
import { neverCached, notFound } from "./http.ts";

/** Why nothing of a record is handed out: it is still being issued, which its page says; or there is nothing. */
export async function notHandedOut(db: Db, own: { personId: string; recordId: string }): Promise<Response> {
  const record = await findRecord(db, own);
  return record && !record.isJournalled ? toIssuing(own.recordId) : notFound();
}

/** To the record's page, which says that it is being issued. */
export function toIssuing(recordId: string): Response {
  return redirect(`${addresses.record(recordId)}?done=issuing`, { status: 303, headers: neverCached });
}
