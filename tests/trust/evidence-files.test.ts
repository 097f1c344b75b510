import { randomInt } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { attachProof } from "#app/domain/certificate/proof.ts";
import { packPlaces } from "#app/domain/evidence/pack/places.ts";
import { isFault } from "#app/domain/evidence/verification/fault.ts";
import { withdrawPerson } from "#app/domain/evidence.ts";
import { openEvidenceKeys } from "#app/platform/evidence-keys.ts";
import { attachTo, detachFrom } from "#app/platform/pdf-attachment.ts";
import { readZip, readZipped, type ZipSource } from "#app/platform/zip.ts";
import { transact } from "#db/open.ts";
import { morning } from "#tests/support/cast.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { endRecord, writeOut } from "#tests/support/evidence.ts";
import { keysFolder } from "#tests/support/keys.ts";
import { addEvidence, drawn, type EvidenceFile, packAll, statusList, writeEvidenceFiles } from "#tests/support/pack.ts";
import { look } from "../../cli/verify-file.ts";
import { pick } from "./evidence-tampering.ts";

/** Of each kind of file, on each database. */
const tamperings = process.env.ATTUNE_LONG ? 2_000 : 50;
const patience = 3_600_000;

const records = ["record.json", "certificate.pdf", "kept.pdf"] as const;
const kinds = [...records, "credential.jwt", "badge.svg", "evidence.zip", "own.zip"] as const;

onBothDatabases(
  `${tamperings} random changes of each kind of file are all found`,
  async ({ db }) => {
    const { path, trust, folder } = await writeEvidenceFiles(db, await addEvidence(db));
    const file = join(folder, "changed");
    for (const name of kinds) {
      // What is attached to a certificate has to do by itself.
      const bundle = name === "kept.pdf" ? path("record.json") : undefined;
      const asked = { ...trust, status: path("status.jwt"), bundle };
      for (const known of [trust.known, undefined])
        expect(await look(path(name), { ...asked, known }), name).toMatchObject(expectedOf(name, known !== undefined));
      const bytes = readFileSync(path(name));
      for (let found = 0; found < tamperings; ) {
        const { what, changed } = tamper(bytes);
        if (changed.equals(bytes)) continue;
        writeFileSync(file, changed);
        const known = pick([true, false]) ? trust.known : undefined;
        if (!isFault(await look(file, { ...asked, known }))) throw new Error(`Not found in ${name}: ${what}`);
        found++;
      }
    }
  },
  patience,
);

/** What each file proves before it is changed. */
function expectedOf(name: EvidenceFile, isKnown: boolean): object {
  const isCredential = name === "credential.jwt" || name === "badge.svg";
  return { proven: isCredential ? { holds: true, log: isKnown ? { size: 2 } : null } : { isKnown } };
}

function tamper(bytes: Buffer): { what: string; changed: Buffer } {
  const [at, length] = [randomInt(bytes.length), 1 + randomInt(20)];
  const act = pick(["flip", "flip", "flip", "flip", "delete", "insert", "double", "truncate"] as const);
  return { what: `${act} at byte ${at}`, changed: acts[act](bytes, at, length) };
}

const acts = {
  flip: (bytes: Buffer, at: number) => {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ (1 << randomInt(8));
    return changed;
  },
  delete: (bytes: Buffer, at: number, length: number) =>
    Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]),
  insert: (bytes: Buffer, at: number) =>
    Buffer.concat([bytes.subarray(0, at), Buffer.from([randomInt(33, 127)]), bytes.subarray(at)]),
  double: (bytes: Buffer, at: number, length: number) =>
    Buffer.concat([bytes.subarray(0, at + length), bytes.subarray(at)]),
  truncate: (bytes: Buffer, at: number) => bytes.subarray(0, at),
};

onBothDatabases("the first bad thing in a file is named", async ({ db }) => {
  const scene = await addEvidence(db);
  const { path, trust, folder } = await writeEvidenceFiles(db, scene);
  const file = join(folder, "changed");
  const said = async (bytes: Buffer | string, more = {}) => {
    writeFileSync(file, bytes);
    const found = await look(file, { ...trust, ...more });
    return isFault(found) ? `${found.where} ${found.rule}` : found;
  };
  const other = keysFolder();
  const stranger = [openEvidenceKeys(other).begin("stranger.example/evidence").key];
  const [, second] = scene.holders;
  const pdf = readFileSync(path("certificate.pdf"));
  const kept = readFileSync(path("kept.pdf"));

  // The drawing stands unchanged in front of what was attached, and is another's under another's proof.
  expect(pdf.subarray(0, kept.length).equals(kept)).toBe(true);
  expect(await said(kept)).toMatch(/^the PDF carries no proof/);
  expect(await said(pdf, { known: stranger })).toMatchObject({ proven: { isKnown: false } });
  const theirs = second && (await drawn(db, scene.archive, second));
  const proof = detachFrom(pdf)?.text ?? "";
  const swapped = attachTo(theirs ?? kept, { ...attachedAs, text: proof });
  expect(await said(swapped)).toBe("the PDF is not the one that was drawn for this record");
  const edited = Buffer.from(pdf);
  edited[kept.indexOf("/Title")] = 0x2e;
  expect(await said(edited)).toMatch(/^the PDF /);

  const zip = readFileSync(path("evidence.zip"));
  const at = zip.indexOf("releases/");
  expect(await said(change(zip, zip.indexOf("Listening Well", at)))).toMatch(
    /^releases\/\w+\/syllabus.txt is not the file/,
  );
  expect(await said(change(zip, zip.indexOf("%PDF") + 900))).toMatch(
    /^certificates\/\w+\.pdf is not the file that was sig/,
  );
  expect(await said(zip.subarray(0, zip.length - 9))).toMatch(/^the archive is not written as a pack is/);
  expect(await said(zip, { known: stranger })).toMatchObject({ proven: { isKnown: false } });
  expect(await said(change(zip, 0))).toMatch(/^the file is none that Attune knows.*\(PDF\).*\(SVG\)/);

  const jwt = readFileSync(path("credential.jwt"), "utf8");
  expect(await said(jwt, { known: stranger })).toMatch(/^the checkpoint in the credential is not signed/);
  expect(await said(jwt.replace(/\.\w/, ".x"))).toBe("the credential is not signed by one of the keys given");
  expect(await said(`${jwt}\n`, { status: path("credential.jwt") })).toMatch(/^the status list is not the one/);
});

const attachedAs = { name: "evidence.json", description: "Proof that this certificate stands in the evidence log" };

function change(bytes: Buffer, at: number): Buffer {
  expect(at).toBeGreaterThanOrEqual(0);
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}

onBothDatabases("the first page of a pack names what is in it and nothing else", async ({ db }) => {
  const { path } = await writeEvidenceFiles(db, await addEvidence(db));
  for (const name of ["evidence.zip", "own.zip"] as const) {
    const source = fromBuffer(readFileSync(path(name)));
    const files = readZip(source) ?? [];
    const readme = files.find((file) => file.name === packPlaces.readme);
    const text = readme ? (readZipped(source, readme)?.toString() ?? "") : "";
    const told = text.slice(text.indexOf("What is in it"), text.indexOf("How to check it"));
    const named = [...told.matchAll(/(?:\w+\.(?:csv|json|jwt|txt)|\w+\/)/g)].map(([name]) => name);
    expect(named.length).toBeGreaterThan(5);
    const isThere = (one: string) => files.some((file) => file.name === one || file.name.startsWith(one));
    expect(named.filter((one) => !isThere(one))).toEqual([]);
    const tops = files.map((file) => file.name.replace(/\/.*$/, "/")).filter((top) => top !== packPlaces.readme);
    expect(tops.filter((top) => !named.includes(top))).toEqual([]);
  }
});

function fromBuffer(bytes: Buffer): ZipSource {
  return { length: bytes.length, read: (at, length) => bytes.subarray(Math.max(0, at), Math.max(0, at) + length) };
}

onBothDatabases("a revoked record is said to be, and a download stays the same bytes afterwards", async ({ db }) => {
  const scene = await addEvidence(db);
  const { archive, holders } = scene;
  const [holder, other] = holders;
  if (!holder || !other) throw new Error("There is nobody.");
  const { path, trust, folder } = await writeEvidenceFiles(db, scene);
  await endRecord(db, holder.recordId);
  await transact(db, (db) => withdrawPerson(db, { recordId: other.recordId, now: morning }));
  await writeOut(db, archive);

  const status = join(folder, "later.jwt");
  writeFileSync(status, await statusList(db, scene));
  expect(await look(path("credential.jwt"), { ...trust, status })).toMatchObject({ proven: { holds: false } });
  const again = await attachProof(db, { recordId: holder.recordId, pdf: await drawn(db, archive, holder) });
  expect(again.equals(readFileSync(path("certificate.pdf")))).toBe(true);

  // A pack of now says both, holds no certificate of who was withdrawn, and verifies.
  const file = join(folder, "later.zip");
  const pack = await packAll(db, archive);
  writeFileSync(file, pack);
  expect(await look(file, trust)).toMatchObject({
    proven: { records: 2, certificates: 1, size: 7, ended: [{ code: holder.code, state: "revoked" }] },
  });
  expect(pack.includes('"state": "revoked"')).toBe(true);
  expect(pack.includes(other.code)).toBe(true);
  expect(pack.includes("Björk")).toBe(false);
});
