import { createHash } from "node:crypto";
import { expect } from "vitest";
import { draughtsman } from "#app/certificate/draw.ts";
import { findCertificate } from "#app/domain/certificate.ts";
import { withdrawPerson } from "#app/domain/evidence.ts";
import { certificate as words } from "#app/messages/certificate.ts";
import { type Db, transact } from "#db/open.ts";
import { later } from "#tests/support/cast.ts";
import { freshDatabase, onBothDatabases } from "#tests/support/database.ts";
import { type Archive, freshArchive, startWith, verify, writeOut } from "#tests/support/evidence.ts";
import { Pdf } from "#tests/support/pdf.ts";
import { readAloud, structureOf } from "#tests/support/pdf-structure.ts";
import { addHolder, furnishPractice } from "#tests/support/record.ts";

const evening = later({ minutes: 9 * 60 });

type Holder = Awaited<ReturnType<typeof addHolder>>;

onBothDatabases(
  "a copy of the database from before its records gets each back with the hash of its PDF, which is drawn the same, and nobody who was erased",
  async ({ db }) => {
    const archive = freshArchive();
    const { holders, erased, pdfs } = await issueAndErase(db, archive);

    const { db: old } = await freshDatabase("sqlite");
    await furnishPractice(old);
    expect(await startWith(old, archive, evening)).toMatchObject({ restored: 4, nameless: 0 });
    expect(await artifactsIn(old)).toEqual(await artifactsIn(db));
    for (const [at, holder] of holders.entries()) {
      const again = await download(old, archive, holder);
      expect(again?.equals(pdfs[at] ?? Buffer.alloc(0))).toBe(true);
    }
    // Drawn anew, and yet no second entry: the log held its hash already.
    expect(await artifactsIn(old)).toEqual(await artifactsIn(db));
    expect(await download(old, archive, erased)).toBeUndefined();
    expect(JSON.stringify(await old.selectFrom("record_person").selectAll().execute())).not.toContain("Erased");
    expect(await verify(old, archive)).toMatchObject({ records: 4, withdrawn: 1, fault: null });
  },
);

onBothDatabases(
  "what cannot be drawn the same from an old copy says on it that it was drawn again, and the log has both",
  async ({ db }) => {
    const archive = freshArchive();
    const { holders, pdfs } = await issueAndErase(db, archive);
    const [holder] = holders;
    if (!holder) throw new Error("There is a holder.");
    // A copy from before the practice had its logo.
    const { db: old } = await freshDatabase("sqlite");
    await startWith(old, archive, evening);
    const again = await download(old, archive, holder);
    expect(again && readAloud(structureOf(new Pdf(again)))).toContain(words.again);
    expect(await download(old, archive, holder)).toEqual(again);
    const hashes = (await artifactsIn(old)).filter(({ record_id }) => record_id === holder.recordId);
    expect(hashes.map(({ body }) => JSON.parse(body).hash)).toEqual([pdfs[0], again].map(hashOf));
    await writeOut(old, archive, evening);
    expect(await verify(old, archive)).toMatchObject({ records: 4, fault: null });
  },
);

/** Four records with their certificates, one of whose holders is then erased. */
async function issueAndErase(db: Db, archive: Archive) {
  await startWith(db, archive);
  await furnishPractice(db);
  const holders: Holder[] = [];
  for (const name of ["Ada N. Okafor", "Bo Lindqvist", "Cleo Marsh", "Erased Moss"])
    holders.push(await addHolder(db, { name }));
  await writeOut(db, archive);
  const pdfs: (Buffer | undefined)[] = [];
  for (const holder of holders) pdfs.push(await download(db, archive, holder));
  const erased = holders.pop();
  if (!erased) throw new Error("There are four.");
  await transact(db, (db) => withdrawPerson(db, { recordId: erased.recordId, now: evening }));
  await writeOut(db, archive, evening);
  return { holders, erased, pdfs };
}

function download(db: Db, { seals }: Archive, { actor, recordId }: Holder): Promise<Buffer | undefined> {
  return findCertificate(db, { personId: actor.id, recordId, ...draughtsman, seals, now: evening });
}

function artifactsIn(db: Db) {
  const entries = db.selectFrom("evidence_entry").select(["position", "record_id", "body"]);
  return entries.where("kind", "=", "artifact").orderBy("position").execute();
}

function hashOf(pdf: Buffer | undefined): string {
  return createHash("sha256")
    .update(pdf ?? "")
    .digest("base64url");
}
