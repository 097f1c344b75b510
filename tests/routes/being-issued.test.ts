import { beforeAll, expect, test } from "vitest";
import { loader as badge } from "#app/routes/learn/badge.ts";
import { loader as certificate } from "#app/routes/learn/certificate.ts";
import { loader as credential } from "#app/routes/learn/credential.ts";
import { loader as pack } from "#app/routes/learn/own-evidence.ts";
import { loader as record } from "#app/routes/learn/record.tsx";
import { loader as records } from "#app/routes/learn/records.tsx";
import { loader as verify } from "#app/routes/public/verification.tsx";
import { db } from "#db/db.server.ts";
import { ask } from "../support/ask.ts";
import { markJournalled } from "../support/journalled.ts";
import { addHolder } from "../support/record.ts";
import { signInAs } from "../support/sign-in-as.ts";

let holder: Awaited<ReturnType<typeof addHolder>>;
let cookie: string;

beforeAll(async () => {
  holder = await addHolder(db, { isJournalled: false });
  cookie = await signInAs(db, holder.actor.id);
});

test("nothing of a record is handed out before it is in the journal, and its page says that it is being issued", async () => {
  const own = { cookie, params: { record: holder.recordId } };
  const { data, status } = await ask(record, own);
  expect({ data, status }).toMatchObject({ status: 200, data: { isIssuing: true } });
  for (const part of [certificate, credential, badge, pack]) {
    const { status, location } = await ask(part, own);
    expect({ status, location }).toEqual({ status: 303, location: `/records/${holder.recordId}?done=issuing` });
  }
  expect((await ask(records, own)).data).toMatchObject({ years: [{ hours: 0, records: [{ isIssuing: true }] }] });
  const verified = await ask(verify, { params: { code: holder.code } });
  expect(verified).toMatchObject({ status: 200, data: { verified: { state: "issuing", name: null } } });

  await markJournalled(db);
  expect((await ask(record, own)).data).toMatchObject({ isIssuing: false });
  expect((await ask(certificate, own)).status).toBe(200);
  expect((await ask(credential, own)).status).toBe(200);
  expect((await ask(verify, { params: { code: holder.code } })).data).toMatchObject({ verified: { state: "valid" } });
});
