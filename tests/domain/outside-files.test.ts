import { expect, test } from "vitest";
import { erasePerson } from "#app/domain/erasure.ts";
import { readEvidenceFile } from "#app/domain/outside-certificate/evidence-file.ts";
import { addFile, deleteFile, findFile, listFiles } from "#app/domain/outside-certificate/files.ts";
import { largestFile } from "#app/domain/outside-certificate/limits.ts";
import { deleteOutside, listOutside, type OutsideClaim, recordOutside } from "#app/domain/outside-certificate.ts";
import type { KeyStore } from "#app/platform/keys.ts";
import type { Db } from "#db/open.ts";
import { addPerson, morning } from "#tests/support/cast.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { freshList } from "#tests/support/erasures.ts";
import { freshKeys } from "#tests/support/keys.ts";
import { jpegOf, pngOf } from "#tests/support/picture.ts";

const claim: OutsideClaim = {
  ...{ title: "Ethics in groups", provider: "The county board", completedOn: "2025-12-31", hundredths: 150 },
  ...{ category: "", number: "" },
};
const pdf = pdfOf("hello");

test("a PDF, a PNG and a JPEG are taken by what they are", () => {
  expect(typeOf(pdf)).toBe("application/pdf");
  expect(typeOf(pngOf(10, 10))).toBe("image/png");
  expect(typeOf(jpegOf())).toBe("image/jpeg");
});

test.each([
  ["nothing", Buffer.alloc(0)],
  ["text", Buffer.from("%PDF")],
  ["a page", Buffer.from("<!doctype html><script>alert(1)</script>")],
  ["a drawing", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
  ["an archive", Buffer.from("PK\x03\x04 and more")],
  ["a PDF that is cut short", pdf.subarray(0, pdf.length - 8)],
  ["a PDF with something after its end", Buffer.concat([pdf, Buffer.from("PK\x03\x04")])],
  ["a page before a PDF", Buffer.concat([Buffer.from("<html>"), pdf])],
  ["a PDF that runs a script", pdfOf("/OpenAction << /S /JavaScript /JS (app.alert(1)) >>")],
  ["a PDF that starts a program", pdfOf("/Launch (calc.exe)")],
  ["a PNG that is cut short", pngOf(10, 10).subarray(0, 40)],
  ["a PNG with something after its end", Buffer.concat([pngOf(10, 10), pdf])],
])("%s is not taken", (_, bytes) => {
  expect(readEvidenceFile(bytes)).toEqual({ refused: "not-taken" });
});

test("a file is taken up to its limit and not beyond", () => {
  const filled = (size: number) => pdfOf("x".repeat(size - pdfOf("").length));
  expect(filled(largestFile)).toHaveLength(largestFile);
  expect(typeOf(filled(largestFile))).toBe("application/pdf");
  expect(readEvidenceFile(filled(largestFile + 1))).toEqual({ refused: "too-large" });
});

onBothDatabases("a file comes back to its owner to the byte, and to nobody else", async ({ db }) => {
  const { seals, own, file } = await withFile(db);
  expect((await findFile(db, { seals, ...own, fileId: file }))?.bytes.equals(pdf)).toBe(true);
  const { id: personId } = await addPerson(db, "Bo Lind");
  expect(await findFile(db, { seals, ...own, personId, fileId: file })).toBeUndefined();
  expect(await listFiles(db, { ...own, personId })).toEqual([]);
  await deleteFile(db, { seals, ...own, personId, fileId: file });
  expect(await listFiles(db, own)).toHaveLength(1);
  expect(await add(db, { seals, own: { ...own, personId } })).toBeUndefined();
});

onBothDatabases("what is kept is sealed, and closes for good once it is deleted", async ({ db }) => {
  const { seals, own, file } = await withFile(db);
  const row = await db.selectFrom("outside_file").selectAll().executeTakeFirstOrThrow();
  expect(Buffer.from(row.ciphertext, "base64url").includes("PDF")).toBe(false);
  await deleteFile(db, { seals, ...own, fileId: file });
  await db.insertInto("outside_file").values(row).execute();
  expect(await findFile(db, { seals, ...own, fileId: file })).toBeUndefined();
});

onBothDatabases("deleting a certificate, or its person, deletes the files and their keys", async ({ db }) => {
  for (const isErased of [false, true]) {
    const { seals, own, file } = await withFile(db);
    const erasing = { list: freshList(), actor: { kind: "cli" as const }, personId: own.personId, reason: "Asked." };
    await (isErased ? erasePerson(db, { seals, ...erasing, now: morning }) : deleteOutside(db, { seals, ...own }));
    expect(await db.selectFrom("outside_file").selectAll().execute()).toEqual([]);
    expect(seals.lacking([file])).toEqual([file]);
  }
});

onBothDatabases("the same form sent twice adds one file, and a fourth is refused", async ({ db }) => {
  const { seals, own } = await withFile(db);
  const first = await add(db, { seals, own, key: "same" });
  expect(await add(db, { seals, own, key: "same" })).toEqual(first);
  expect(await add(db, { seals, own, key: "third" })).toHaveProperty("file");
  expect(await add(db, { seals, own, key: "fourth" })).toEqual({ refused: "too-many" });
  expect(await listFiles(db, own)).toHaveLength(3);
});

onBothDatabases("a person keeps 20 MB and no more; what is over is not recorded at all", async ({ db }) => {
  const { seals, own } = await withFile(db);
  await db.updateTable("outside_file").set({ size: 19_999_999 }).execute();
  expect(await add(db, { seals, own })).toEqual({ refused: "quota" });
  const added = { file: { type: "application/pdf" as const, bytes: pdf }, seals };
  const recording = { personId: own.personId, zone: "UTC", claim, key: "over", now: morning, with: added };
  expect(await recordOutside(db, recording)).toEqual({ refused: "quota" });
  expect(await listOutside(db, own.personId)).toMatchObject([{ files: 1 }]);
});

async function withFile(db: Db) {
  const seals = freshKeys();
  const { id: personId } = await addPerson(db);
  const added = { file: { type: "application/pdf" as const, bytes: pdf }, seals };
  const recording = { personId, zone: "UTC", claim, key: crypto.randomUUID(), now: morning, with: added };
  const recorded = await recordOutside(db, recording);
  if ("refused" in recorded) throw new Error("Not recorded.");
  const own = { personId, certificateId: recorded.certificate };
  const [file] = await listFiles(db, own);
  return { seals, own, file: file?.id ?? "" };
}

function add(
  db: Db,
  { seals, own, key = "another" }: { seals: KeyStore; own: { personId: string; certificateId: string }; key?: string },
) {
  return addFile(db, { seals, ...own, file: { type: "application/pdf", bytes: pdf }, key, now: morning });
}

function typeOf(bytes: Buffer): string | undefined {
  const read = readEvidenceFile(bytes);
  return "file" in read ? read.file.type : undefined;
}

function pdfOf(words: string): Buffer {
  return Buffer.from(`%PDF-1.7\n${words}\nstartxref\n9\n%%EOF\n`);
}
