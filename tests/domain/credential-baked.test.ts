import { createPublicKey, verify as verifyBytes } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { JWK } from "jose";
import { SaxesParser } from "saxes";
import { expect, test } from "vitest";
import { credentialAddresses } from "#app/domain/credential/addresses.ts";
import { bakeBadge } from "#app/domain/credential/badge.ts";
import { statusListClaims } from "#app/domain/credential/shape.ts";
import { encodeStatusList } from "#app/domain/credential/status-list.ts";
import { findCredential } from "#app/domain/credential.ts";
import { openCredentialKeys } from "#app/platform/credential-key.ts";
import { morning } from "#tests/support/cast.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { keysFolder } from "#tests/support/keys.ts";
import { addHolder, furnishPractice } from "#tests/support/record.ts";
import { url } from "#tests/support/sitting.ts";

const { keys: address } = credentialAddresses(url);

onBothDatabases(
  "a badge is taken out of its picture, and verifies without the library that signed it",
  async ({ db }) => {
    await furnishPractice(db);
    const { actor, recordId } = await addHolder(db);
    const claims = await findCredential(db, { personId: actor.id, recordId });
    if (!claims) throw new Error("There is a record.");
    const keys = openCredentialKeys(keysFolder());
    const signed = await keys.sign(claims, address);
    const picture = bakeBadge(claims, signed);
    const { baked, first, text } = unbake(picture);
    expect(baked).toEqual([signed]);
    expect(first).toBe("openbadges:credential");
    expect(verified(baked[0] ?? "", keys.published())).toEqual(claims);
    // What is seen: the title that the certificate prints and the practice, whose "<" and "&" broke nothing; no name.
    expect(text).toContain(claims.name);
    expect(text).toContain("Fern & Harbour <Therapy>");
    expect(picture).not.toMatch(/Okafor|Listening/);
    expect(() => verified(`${signed.slice(0, -9)}AAAAAAAAA`, keys.published())).toThrow("signature");
  },
);

onBothDatabases("the status list is signed, and of the standard's least size", async ({ db }) => {
  await addHolder(db);
  const keys = openCredentialKeys(keysFolder());
  const encoded = (await encodeStatusList(db, 0)) ?? "";
  const claims = statusListClaims({ url, name: "Fern", list: 0, encoded, now: morning });
  const { credentialSubject } = verified(await keys.sign(claims, address), keys.published());
  expect(credentialSubject.encodedList.slice(0, 1)).toBe("u");
  const bits = gunzipSync(Buffer.from(credentialSubject.encodedList.slice(1), "base64url"));
  expect(bits.length).toBe(16 * 1024);
});

test("after the key is turned a new one signs, and what the old one signed still verifies", async () => {
  const folder = keysFolder();
  const keys = openCredentialKeys(folder);
  const before = await keys.sign({ at: "before" }, address);
  const turned = await keys.rotate();
  // Another process, as the server is beside the command.
  const server = openCredentialKeys(folder);
  const after = await server.sign({ at: "after" }, address);
  const known = server.published();
  expect([verified(before, known), verified(after, known)]).toEqual([{ at: "before" }, { at: "after" }]);
  expect(headerOf(after).kid).toBe(`${address}/${turned}`);
  expect(headerOf(before).kid).not.toBe(headerOf(after).kid);
  expect(known).toHaveLength(2);
  for (const file of ["credential.key", "credential.pub"])
    expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
  expect(() => verified(before, known.slice(1))).toThrow("no such key");
});

test("keys turned by several at once, and a line torn by a power cut, lose no public half", async () => {
  const folder = keysFolder();
  const list = join(folder, "credential.pub");
  const first = await openCredentialKeys(folder).sign({}, address);
  await Promise.all([1, 2, 3].map(() => openCredentialKeys(folder).rotate()));
  writeFileSync(list, `${readFileSync(list, "utf8")}{"kty":"RSA","n":"half of a`);
  await openCredentialKeys(folder).rotate();
  const keys = openCredentialKeys(folder);
  expect(keys.published()).toHaveLength(5);
  expect(verified(first, keys.published())).toEqual({});
  expect(verified(await keys.sign({ at: 1 }, address), keys.published())).toEqual({ at: 1 });
});

/** What carries a credential in an SVG, by a parser of XML; the first element in the root, and what is written. */
function unbake(picture: string): { baked: string[]; first: string | undefined; text: string } {
  const parser = new SaxesParser({ xmlns: true });
  const baked: string[] = [];
  const names: string[] = [];
  let text = "";
  parser.on("opentag", ({ name, uri, local, attributes }) => {
    names.push(name);
    if (uri === "https://purl.imsglobal.org/ob/v3p0" && local === "credential") {
      baked.push(String(Object(attributes.verify).value));
    }
  });
  parser.on("text", (part) => {
    text += part.trim() && ` ${part.trim()}`;
  });
  parser.write(picture).close();
  return { baked, first: names[1], text };
}

/** RS256 by Node's own crypto (RFC 7515, 5.2): the claims, where one of these keys signed them. */
function verified(signed: string, known: JWK[]) {
  const [header = "", payload = "", signature = ""] = signed.split(".");
  const { alg, kid } = headerOf(signed);
  const key = known.find((one) => `${address}/${one.kid}` === kid);
  if (alg !== "RS256" || !key) throw new Error("There is no such key.");
  const publicKey = createPublicKey({ key: { kty: "RSA", n: key.n, e: key.e }, format: "jwk" });
  const isGood = verifyBytes(
    "sha256",
    Buffer.from(`${header}.${payload}`),
    publicKey,
    Buffer.from(signature, "base64url"),
  );
  if (!isGood) throw new Error("The signature is not good.");
  return JSON.parse(Buffer.from(payload, "base64url").toString());
}

function headerOf(signed: string): { alg: string; kid: string } {
  return JSON.parse(Buffer.from(signed.split(".")[0] ?? "", "base64url").toString());
}
