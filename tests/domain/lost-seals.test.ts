import { expect } from "vitest";
import { giveUpLostSeals, isAnothersFolder, listLostSeals } from "#app/domain/lost-seals.ts";
import { sendRequest } from "#app/domain/request.ts";
import { newId } from "#app/platform/chance.ts";
import type { KeyStore } from "#app/platform/keys.ts";
import type { Db } from "#db/open.ts";
import { addPerson, morning } from "../support/cast.ts";
import { onBothDatabases } from "../support/database.ts";
import { freshKeys } from "../support/keys.ts";

onBothDatabases("a folder that opens no request is another's, and one that opens some is not", async ({ db }) => {
  const [own, other] = [freshKeys(), freshKeys()];
  expect(isAnothersFolder(await listLostSeals(db, other))).toBe(false);
  const first = await ask(db, own);
  await ask(db, own);
  expect(isAnothersFolder(await listLostSeals(db, own))).toBe(false);
  expect(isAnothersFolder(await listLostSeals(db, other))).toBe(true);
  // As an older database brings back a request whose time was over.
  own.forget(first);
  expect(await listLostSeals(db, own)).toEqual({ all: 2, requests: [first], files: [] });
  expect(isAnothersFolder(await listLostSeals(db, own))).toBe(false);
});

onBothDatabases("giving up deletes the words that do not open and leaves that somebody asked", async ({ db }) => {
  const own = freshKeys();
  const first = await ask(db, own);
  const second = await ask(db, own);
  own.forget(first);
  expect(await giveUpLostSeals(db, { seals: own, now: morning })).toBe(1);
  expect(await giveUpLostSeals(db, { seals: own, now: morning })).toBe(0);
  expect(await db.selectFrom("request_text").select("request_id").execute()).toEqual([{ request_id: second }]);
  expect(await db.selectFrom("request").select("id").execute()).toHaveLength(2);
});

async function ask(db: Db, seals: KeyStore): Promise<string> {
  const { id: personId } = await addPerson(db);
  const sending = { seals, kind: "accommodation", personId, zone: "UTC", key: newId(), now: morning } as const;
  const sent = await sendRequest(db, { ...sending, reason: "Larger print, please." });
  if ("refused" in sent) throw new Error("Nothing was asked.");
  return sent.request;
}
