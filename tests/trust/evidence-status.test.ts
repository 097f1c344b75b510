import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { draughtsman } from "#app/certificate/draw.ts";
import { attachProof } from "#app/domain/certificate/proof.ts";
import { findCertificate } from "#app/domain/certificate.ts";
import { supersedeRecord } from "#app/domain/completion-record/supersession.ts";
import type { Signer } from "#app/domain/evidence/checkpoint.ts";
import { manifestName } from "#app/domain/evidence/pack/manifest.ts";
import { packPlaces } from "#app/domain/evidence/pack/places.ts";
import { withManifest } from "#app/domain/evidence/pack.ts";
import { signStatus } from "#app/domain/evidence/status.ts";
import { isFault } from "#app/domain/evidence/verification/fault.ts";
import { openEvidenceKeys } from "#app/platform/evidence-keys.ts";
import { attachTo } from "#app/platform/pdf-attachment.ts";
import { readZip, readZipped, writeZip } from "#app/platform/zip.ts";
import type { Db } from "#db/open.ts";
import { later as after, morning } from "#tests/support/cast.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { endRecord, freshArchive, writeOut } from "#tests/support/evidence.ts";
import { keysFolder } from "#tests/support/keys.ts";
import { addEvidence, bundleOf, drawn, gather, packAll, statusList, writeEvidenceFiles } from "#tests/support/pack.ts";
import { addHolder } from "#tests/support/record.ts";
import { exitCodes, judge } from "../../cli/verdict.ts";
import { look } from "../../cli/verify-file.ts";

const later = after({ minutes: 60 });

/** A practice with a record that was revoked after its files were given out, and what is said of any file. */
async function addRevoked(db: Db) {
  const scene = await addEvidence(db);
  const { path, trust, folder } = await writeEvidenceFiles(db, scene);
  const [holder, other] = scene.holders;
  if (!holder || !other) throw new Error("There is nobody.");
  await endRecord(db, holder.recordId, later);
  await writeOut(db, scene.archive, later);
  const file = join(folder, "asked");
  const said = async (bytes: Buffer | string, more: Partial<Parameters<typeof look>[1]> = {}) => {
    const { now = later } = more;
    writeFileSync(file, bytes);
    const found = await look(file, { ...trust, now, ...more });
    if (isFault(found)) return { code: exitCodes.bad, text: `BAD   ${found.where} ${found.rule}` };
    const { code, lines } = judge(found, now);
    return { code, text: lines.join("\n") };
  };
  const bundle = await bundleOf(db, scene.archive, holder.code, later);
  return { scene, holder, other, path, folder, said, bundle };
}

onBothDatabases("a revocation that was cut out of a bundle is found", async ({ db }) => {
  const { said, bundle, scene, holder } = await addRevoked(db);
  expect(await said(bundle)).toMatchObject({ code: exitCodes.ended, text: expect.stringContaining("REVOKED on") });
  const read: Read = JSON.parse(bundle);
  const cut = withoutRevocation(bundle);
  expect(cut.entries).toHaveLength(read.entries.length - 1);
  expect(await said(write(cut))).toMatchObject({
    code: exitCodes.bad,
    text: expect.stringContaining("not all that the log held of this record"),
  });
  // Nor does the status of another record, of an earlier size or of nobody do.
  const earlier = JSON.parse(await bundleOf(db, scene.archive, scene.holders[1]?.code ?? "", later)).status;
  expect((await said(write({ ...cut, status: earlier }))).text).toContain("is of another record");
  const blank = { ...read.status, note: read.status.note.replace(/ \d+\n/, "\n") };
  expect((await said(write({ ...cut, status: blank }))).text).toContain("is not signed by a key of the log");

  // In the older format, which told nothing, nobody is assured of more than what the entries show.
  const { status: _, ...older } = { ...cut, format: 1 };
  const { code, text } = await said(write(older));
  expect(code).toBe(exitCodes.unsettled);
  expect(text).toContain(`OPEN  no status is signed in this file`);
  expect(text).toContain(`ask at http://localhost:3000/verify/${holder.code}`);
});

onBothDatabases(
  "a file says of which time it tells, and a revocation of later shows in a later one",
  async ({ db }) => {
    const { said, path, scene, other, folder, bundle, holder } = await addRevoked(db);
    // Of before: it held then, and the files say when that was.
    const before = await said(readFileSync(path("record.json")));
    expect(before).toMatchObject({ code: exitCodes.good, text: expect.stringContaining(morning.toISOString()) });
    const certificate = await said(readFileSync(path("certificate.pdf")));
    expect(certificate.code).toBe(exitCodes.good);
    expect(certificate.text).toMatch(/note {2}status as of \S+, when this certificate was drawn/);
    // Beside a bundle that knows.
    writeFileSync(join(folder, "now.json"), bundle);
    const beside = { bundle: join(folder, "now.json") };
    expect(await said(readFileSync(path("certificate.pdf")), beside)).toMatchObject({ code: exitCodes.ended });
    expect(await said(readFileSync(path("kept.pdf")), beside)).toMatchObject({ code: exitCodes.ended });
    // What a later proof attached knows, an older one beside does not hide.
    const late = attachTo(await drawn(db, scene.archive, holder), { ...attachedAs, text: bundle });
    expect((await said(late, { bundle: path("record.json") })).text).toContain("REVOKED");
    const again = await attachProof(db, { recordId: other.recordId, pdf: await drawn(db, scene.archive, other) });
    expect((await said(again)).code).toBe(exitCodes.good);
  },
);

onBothDatabases("a pack names the records in it that were revoked or replaced, and counts them", async ({ db }) => {
  const { said, scene, holder, other } = await addRevoked(db);
  const correction = {
    actor: holder.actor,
    recordId: other.recordId,
    seen: "valid",
    words: "Her name changed",
  } as const;
  const person = { name: "Björk Jónsdóttir", licences: [] };
  expect(await supersedeRecord(db, { ...correction, person, now: later })).toHaveProperty("record");
  await writeOut(db, scene.archive, later);
  const { code, text } = await said(await packAll(db, scene.archive));
  expect(code).toBe(exitCodes.ended);
  expect(text).toContain(`ENDED record ${holder.code} was REVOKED on ${later.toISOString()}`);
  expect(text).toContain(`ENDED record ${other.code} was SUPERSEDED on ${later.toISOString()}`);
  expect(text).toMatch(/note {2}status as of \S+: 1 revoked, 1 superseded, 1 held/);
});

onBothDatabases(
  "a status list says how old it is, is not told from past its day, nor of what it cannot know",
  async ({ db }) => {
    const { said, path, scene, folder } = await addRevoked(db);
    const jwt = readFileSync(path("credential.jwt"));
    expect(await said(jwt)).toMatchObject({
      code: exitCodes.unsettled,
      text: expect.stringContaining("--status FILE"),
    });
    const status = path("status.jwt");
    for (const file of [jwt, readFileSync(path("badge.svg"))])
      expect(await said(file, { status })).toMatchObject({
        code: exitCodes.good,
        text: expect.stringMatching(/note {2}status as of \S+; that list may be told from until/),
      });
    const of = async (now: Date) => {
      writeFileSync(join(folder, "other.jwt"), await statusList(db, scene, now));
      return said(jwt, { status: join(folder, "other.jwt") });
    };
    expect(await of(later)).toMatchObject({
      code: exitCodes.ended,
      text: expect.stringContaining("REVOKED or SUPERSEDED"),
    });
    const days = (count: number) => new Date(morning.getTime() + count * 86_400_000);
    expect((await of(days(-1))).text).toContain("from before the credential");
    expect((await of(days(1))).text).toContain("is dated later than now");
    expect(await said(jwt, { status, now: days(7.1) })).toMatchObject({
      code: exitCodes.unsettled,
      text: expect.stringContaining("get a newer one"),
    });
    // A pack is of its own day, and stays so.
    expect((await said(readFileSync(path("own.zip")), { now: days(400) })).code).toBe(exitCodes.good);
  },
);

onBothDatabases("who signed is to be known, and a bundle of one's own making is not good", async ({ db }) => {
  const { said, path, bundle } = await addRevoked(db);
  for (const name of ["record.json", "certificate.pdf", "evidence.zip", "own.zip"] as const)
    expect(await said(readFileSync(path(name)), { known: undefined })).toMatchObject({
      code: exitCodes.unsettled,
      text: expect.stringContaining("NOTHING HERE PINS"),
    });
  // Cut, and a status signed by another: both keys are named, and where keys are known it is none of them.
  const cut = withoutRevocation(bundle);
  const other = openEvidenceKeys(keysFolder()).begin("stranger.example/evidence");
  const [, record = "", size = "0", root = ""] = cut.status.note.split("\n");
  const entries = cut.entries.map(({ proof }) => Number(/index (\d+)/.exec(proof)?.[1]));
  const note = signStatus(other, { record, size: Number(size), root, at: later.toISOString(), entries });
  const forged = write({ ...cut, status: { note, key: other.key } });
  expect((await said(forged)).code).toBe(exitCodes.bad);
  expect((await said(forged, { known: undefined })).text).toContain(
    `signed by ${other.name}+${other.id}, which NOTHING`,
  );
});

onBothDatabases("a file that another practice signed is open, of whatever kind it is", async ({ db }) => {
  const { said, path } = await addRevoked(db);
  const other = openEvidenceKeys(keysFolder()).begin("stranger.example/evidence");
  for (const known of [[other.key], []])
    for (const name of ["record.json", "certificate.pdf", "evidence.zip", "own.zip"] as const)
      expect(await said(readFileSync(path(name)), { known })).toMatchObject({
        code: exitCodes.unsettled,
        text: expect.stringContaining("NOTHING HERE PINS"),
      });
});

onBothDatabases("a learner's pack is held against its status list", async ({ db }) => {
  const { said, path, scene, holder, bundle } = await addRevoked(db);
  const own = readFileSync(path("own.zip"));
  const signer = scene.archive.keys.signing();
  const hidden = await withFiles(own, { files: { [packPlaces.record(holder.code)]: bundle }, signer });
  expect(await said(hidden)).toMatchObject({
    code: exitCodes.bad,
    text: expect.stringContaining(
      `says that record ${holder.code} holds, and its signed status says that it was revoked`,
    ),
  });
  // Revoked, and the log not signed since.
  const files = { [packPlaces.status(0)]: await statusList(db, scene, later) };
  expect(await said(await withFiles(own, { files, signer }))).toMatchObject({
    code: exitCodes.ended,
    text: expect.stringContaining("its status list says REVOKED or SUPERSEDED, and its signed status does not"),
  });
});

/** The pack with other files in it, and a manifest that says so. */
async function withFiles(
  pack: Buffer,
  { files, signer }: { files: Record<string, string>; signer: Signer | undefined },
): Promise<Buffer> {
  const source = { length: pack.length, read: (at: number, length: number) => pack.subarray(at, at + length) };
  if (!signer) throw new Error("There is no key.");
  async function* changed() {
    for (const entry of readZip(source) ?? []) {
      const bytes = files[entry.name] ?? readZipped(source, entry);
      if (bytes !== undefined && entry.name !== manifestName) yield { name: entry.name, bytes: Buffer.from(bytes) };
    }
  }
  return gather(writeZip(withManifest(changed(), { signer, now: later })));
}

onBothDatabases("a certificate that was drawn while its record was revoked never enters the log", async ({ db }) => {
  const { seals } = freshArchive();
  const { actor, recordId } = await addHolder(db);
  const draw: typeof draughtsman.draw = async (drawing) => {
    await endRecord(db, recordId);
    return draughtsman.draw(drawing);
  };
  await findCertificate(db, { personId: actor.id, recordId, ...draughtsman, draw, seals, now: morning });
  const kinds = await db.selectFrom("evidence_entry").select("kind").where("record_id", "=", recordId).execute();
  expect(kinds.map(({ kind }) => kind).toSorted()).toEqual(["issue", "revoke"]);
  expect(await db.selectFrom("certificate").selectAll().execute()).toEqual([]);
});

const attachedAs = { name: "evidence.json", description: "Proof that this certificate stands in the evidence log" };

interface Read {
  entries: { body: string; proof: string }[];
  status: { note: string; key: string };
}

function withoutRevocation(bundle: string) {
  const read: Read = JSON.parse(bundle);
  return { ...read, entries: read.entries.filter(({ body }) => !body.includes('"revoke"')) };
}

function write(bundle: object): string {
  return `${JSON.stringify(bundle, null, 2)}\n`;
}
