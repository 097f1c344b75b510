import { createPrivateKey, sign } from "node:crypto";
import { expect, test } from "vitest";
import { openCheckpoint, readCheckpoint, signCheckpoint } from "#app/domain/evidence/checkpoint.ts";
import { readNote, readVerifierKey, signerOf, writeNote } from "#app/domain/evidence/note.ts";
import { readProof, writeProof } from "#app/domain/evidence/proof.ts";

/** The key, text and note by which Go's sumdb/note, the first implementation of the format, shows itself. */
const published = {
  seed: "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz",
  key: "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
  text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
  signature: "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=",
};
const note = `${published.text}\n\u2014 PeterNeumann ${published.signature}\n`;
const key = readVerifierKey(published.key);
if (!key) throw new Error("The published key is not read.");

/** The checkpoint that C2SP's tlog-checkpoint shows. */
const shown =
  "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";

function signer() {
  const seed = Buffer.from(published.seed, "base64").subarray(1);
  // RFC 8410: what stands before the 32 bytes of a private key.
  const der = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]);
  const privateKey = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const signText = (text: string) => sign(null, Buffer.from(text), privateKey);
  return { key: published.key, name: "PeterNeumann", id: "c74f20a3", sign: signText };
}

test("the published note is read, verifies under its key, and is written again to the byte", () => {
  const read = readNote(note);
  expect(read && signerOf(read, [key])?.text).toBe(published.key);
  const { name, id, sign } = signer();
  expect(writeNote(published.text, { name, id, signature: sign(published.text) })).toBe(note);
});

test("no byte of a signed note can be changed, added or left out", () => {
  for (let at = 0; at < note.length; at++) {
    for (const wrong of [
      `${note.slice(0, at)}${String.fromCharCode(note.charCodeAt(at) ^ 1)}${note.slice(at + 1)}`,
      note.slice(0, at) + note.slice(at + 1),
      `${note.slice(0, at)}A${note.slice(at)}`,
    ]) {
      const read = readNote(wrong);
      expect(wrong !== note && read && signerOf(read, [key]), JSON.stringify(wrong)).toBeFalsy();
    }
  }
});

test("a key whose id, name or bytes were changed is none", () => {
  expect(key.id).toBe("c74f20a3");
  for (let at = 0; at < published.key.length; at++) {
    const flipped = String.fromCharCode(published.key.charCodeAt(at) ^ 1);
    expect(readVerifierKey(published.key.slice(0, at) + flipped + published.key.slice(at + 1))).toBeUndefined();
  }
});

test("the checkpoint that the specification shows is read", () => {
  expect(readCheckpoint(shown)).toMatchObject({ origin: "example.com/behind-the-sofa", size: 20852163 });
  expect(readCheckpoint(shown.replace("20852163", "020852163"))).toBeUndefined();
  expect(readCheckpoint(shown.replace("\n\n", "\nmore\n\n"))).toBeUndefined();
});

test("a checkpoint opens under the key of its own log alone", () => {
  const signed = signCheckpoint(signer(), { size: 3, root: Buffer.alloc(32, 7) });
  expect(openCheckpoint(signed, [key])).toMatchObject({ origin: "PeterNeumann", size: 3 });
  expect(openCheckpoint(signed, [])).toBeUndefined();
  const { name, id, sign } = signer();
  const text = `another.log\n3\n${Buffer.alloc(32, 7).toString("base64")}\n`;
  expect(openCheckpoint(writeNote(text, { name, id, signature: sign(text) }), [key])).toBeUndefined();
});

test("a proof is written as the specification shows it, and read again", () => {
  const proof = { index: 73894, hashes: [Buffer.alloc(32, 1), Buffer.alloc(32, 2)], checkpoint: shown };
  const text = writeProof(proof);
  expect(text.split("\n").slice(0, 2)).toEqual(["c2sp.org/tlog-proof@v1", "index 73894"]);
  expect(readProof(text)).toEqual(proof);
  expect(readProof(writeProof({ ...proof, index: 0, hashes: [] }))).toEqual({ ...proof, index: 0, hashes: [] });
  expect(readProof(text.replace("index 73894", "index 073894"))).toBeUndefined();
});
