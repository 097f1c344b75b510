import { beforeAll, expect, test } from "vitest";
import { hashPassword, keepPassword } from "#app/domain/password.ts";
import { loader as badge } from "#app/routes/learn/badge.ts";
import { loader as certificate } from "#app/routes/learn/certificate.ts";
import { loader as credential } from "#app/routes/learn/credential.ts";
import { loader as pack } from "#app/routes/learn/own-evidence.ts";
import { loader as record } from "#app/routes/learn/record.tsx";
import { loader as records } from "#app/routes/learn/records.tsx";
import { action as enter } from "#app/routes/public/sign-in.tsx";
import { loader as verify } from "#app/routes/public/verification.tsx";
import { db } from "#db/db.server.ts";
import { ask, askIn } from "../support/ask.ts";
import { morning } from "../support/cast.ts";
import { markJournalled } from "../support/journalled.ts";
import { goodPassword } from "../support/people.ts";
import { addHolder } from "../support/record.ts";

let holder: Awaited<ReturnType<typeof addHolder>>;
let cookie: string;

beforeAll(async () => {
  holder = await addHolder(db, { isJournalled: false });
  await keepPassword(db, { personId: holder.actor.id, hash: await hashPassword(goodPassword), now: morning });
  const { email } = await db
    .selectFrom("person")
    .select("email")
    .where("id", "=", holder.actor.id)
    .executeTakeFirstOrThrow();
  cookie = await askIn(enter, { fields: { email: email ?? "", password: goodPassword } });
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
