import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { draughtsman, drawSheet } from "#app/certificate/draw.ts";
import { cutFile, lettersOf, printable } from "#app/certificate/face.ts";
import { sheetOf } from "#app/certificate/sheet.ts";
import { sampleRecord } from "#app/domain/certificate/sample.ts";
import { changeCertificateSetting, findCertificateSetting } from "#app/domain/certificate/setting.ts";
import { type Draughtsman, findCertificate, keepCertificate } from "#app/domain/certificate.ts";
import { findRecord } from "#app/domain/completion-record.ts";
import { withdrawPerson } from "#app/domain/evidence.ts";
import { takeDue } from "#app/domain/outbox.ts";
import { changePractice, findPractice } from "#app/domain/practice.ts";
import type { KeyStore } from "#app/platform/keys.ts";
import { type Db, transact } from "#db/open.ts";
import { addPerson, later, morning, publishSmall } from "#tests/support/cast.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { freshKeys } from "#tests/support/keys.ts";
import { Pdf } from "#tests/support/pdf.ts";
import { inOrder, readAloud, structureOf, unmarkedIn } from "#tests/support/pdf-structure.ts";
import { addHolder, approve, boardApproval, furnishPractice } from "#tests/support/record.ts";
import { url } from "#tests/support/sitting.ts";

const licences = [{ type: "LMFT", number: "12345", jurisdiction: "California" }];

onBothDatabases("a certificate prints every field of the record, and nothing that it must not", async ({ db }) => {
  await furnishPractice(db);
  await approve(db);
  const { bytes, code, holder } = await issueOne(db);
  const pdf = new Pdf(bytes);
  const said = readAloud(structureOf(pdf));
  for (const field of [
    "Ada N. Okafor",
    "LMFT 12345, California",
    // The approved title, though the neutral one was chosen.
    "Listening Well",
    "Release 1.0.0",
    "Fern & Harbour <Therapy>, 12 Harbour Street, Galway, http://localhost:3000",
    "Approved by State Board of Counselling. Approval number SB-1042, 1 January 2026 to 31 December 2026.",
    boardApproval.statement,
    "Completed (GMT)\n2 March 2026",
    "Credit\n1 CE hour",
    "Category\nEthics",
    "Asynchronous online, reading-based, self-paced; not live or interactive.",
    "Post-test passed (80% or above).",
    "Written by: The practice's own team",
    "describe how a pause is heard",
    "A small course on listening.",
    "Morgan Reyes",
    "LMFT, programme director",
    `${url}/verify`,
    code.replace(/(.{4})(?=.)/g, "$1 "),
    "Keep this record at least 9 years; your board decides whether to accept it.",
    "The learner attested on 2 March 2026 that they personally completed this course.",
    holder.release.hash,
    `A QR code that opens ${url}/verify/${code}, where this certificate can be verified.`,
    "Logo of Fern & Harbour <Therapy>",
  ]) {
    expect(said).toContain(field);
  }
  expect(said).not.toMatch(/CEU|score|attempts?\b|not been approved|\ufffd/);
  expect(pdf.pages()).toHaveLength(2);
});

onBothDatabases(
  "without an approval a certificate says so, under the title that the practice chose",
  async ({ db }) => {
    await furnishPractice(db);
    const said = readAloud(structureOf(new Pdf((await issueOne(db)).bytes)));
    expect(said).toContain(
      "This course has not been approved for continuing-education credit by APA, NBCC, ASWB, NAADAC or any state board. Hours shown are learning time.",
    );
    expect(said).toContain("Practice course");
    expect(said).toContain("Learning time (estimate)\n1 hour");
    expect(said).not.toMatch(/Listening Well|CE hour/);
  },
);

onBothDatabases(
  "a certificate is a tagged file in a language, with a title, bookmarks, its own fonts and words for every picture",
  async ({ db }) => {
    await furnishPractice(db);
    await approve(db);
    const { bytes } = await issueOne(db);
    const pdf = new Pdf(bytes);
    const { root } = pdf;
    expect(pdf.entry(root, "Lang")).toBe("en-GB");
    expect(pdf.entry(pdf.dict(root.dict.get("MarkInfo")), "Marked")).toBe(true);
    expect(pdf.entry(pdf.dict(root.dict.get("ViewerPreferences")), "DisplayDocTitle")).toBe(true);
    expect(pdf.entry(pdf.info, "Title")).toBe("Certificate of completion");
    const metadata = pdf.stream(root.dict.get("Metadata")).toString();
    expect(metadata).toMatch(/<pdfuaid:part>1<\/pdfuaid:part>/);
    expect(metadata).toMatch(/<dc:title>\s*<rdf:Alt>\s*<rdf:li xml:lang="x-default">Certificate of completion</);
    expect(metadata).toContain("<rdf:li>Fern &amp; Harbour &lt;Therapy&gt;</rdf:li>");
    expect(pdf.list(pdf.dict(root.dict.get("Outlines")), "First")).toHaveLength(1);

    const fonts = pdf.all().filter((dict) => dict.dict.has("FontName") && dict.dict.has("Flags"));
    expect(fonts.length).toBeGreaterThanOrEqual(3);
    for (const font of fonts) expect(font.dict.has("FontFile2")).toBe(true);

    const structure = structureOf(pdf);
    expect(structure.map(({ type }) => type)).toEqual(["Document"]);
    const elements = inOrder(structure);
    const headings = elements.map(({ type }) => Number(/^H(\d)$/.exec(type)?.[1] ?? 0)).filter(Boolean);
    expect(headings.slice(0, 3)).toEqual([1, 2, 3]);
    for (const [at, level] of headings.entries()) expect(level).toBeLessThanOrEqual((headings[at - 1] ?? 0) + 1);
    const figures = elements.filter(({ type }) => type === "Figure");
    expect(figures.map(({ alt }) => Boolean(alt))).toEqual([true, true]);
    for (const { type, children } of elements) {
      if (type === "L") expect(children.every((child) => child.type === "LI")).toBe(true);
      if (type === "LI") expect(children.map((child) => child.type)).toEqual(["Lbl", "LBody"]);
    }
    const links = elements.filter(({ type }) => type === "Link");
    expect(links.map(({ annotations }) => annotations.length)).toEqual([1]);
    for (const { annotations } of links) {
      expect(annotations.map((annotation) => pdf.entry(annotation, "Contents"))).toEqual([
        expect.stringMatching(/^Verify/),
      ]);
    }
    for (const page of pdf.pages()) {
      expect(unmarkedIn(pdf, page)).toBe(0);
      expect(page.dict.get("Tabs")).toEqual({ name: "S" });
      expect(page.dict.has("StructParents")).toBe(true);
    }
  },
);

onBothDatabases("an issued certificate stays equal byte for byte, whatever is changed afterwards", async ({ db }) => {
  await furnishPractice(db);
  const seals = freshKeys();
  const { bytes, holder } = await issueOne(db, seals);
  const practice = await findPractice(db);
  const actor = { kind: "cli" as const };
  await changePractice(db, {
    actor,
    ...practice,
    name: "Renamed",
    contact: "elsewhere",
    zone: "Asia/Tokyo",
    now: morning,
  });
  const setting = await findCertificateSetting(db);
  await changeCertificateSetting(db, {
    actor,
    ...setting,
    accent: "#000000",
    signature: null,
    title: "full",
    now: morning,
  });
  await approve(db);
  const learned = { ...holder.release.course, version: "2.0.0", title: "Renamed", summary: "Another." };
  await publishSmall(db, { format: 3, course: learned });
  const otherTemplate: Draughtsman = { template: 2, draw: async () => Buffer.from("%PDF of another template") };
  const again = await find(db, { seals, holder, ...otherTemplate, now: later({ minutes: 60 * 24 * 365 }) });
  expect(again?.equals(bytes)).toBe(true);
});

onBothDatabases(
  "one is kept where many draw at once, and its hash stands in the row and in the log",
  async ({ db }) => {
    const seals = freshKeys();
    const holder = await addHolder(db);
    const drawn = await Promise.all(Array.from({ length: 12 }, () => find(db, { seals, holder, ...draughtsman })));
    expect(new Set(drawn.map((pdf) => pdf?.toString("base64"))).size).toBe(1);
    const rows = await db.selectFrom("certificate").selectAll().execute();
    const hash = createHash("sha256")
      .update(drawn[0] ?? "")
      .digest("base64url");
    expect(rows).toMatchObject([{ record_id: holder.recordId, template: 1, sha256: hash }]);
    const entries = await db.selectFrom("evidence_entry").select("body").where("kind", "=", "artifact").execute();
    expect(entries.map(({ body }) => JSON.parse(body))).toMatchObject([
      { record: holder.recordId, artifact: "certificate", hash },
    ]);
    // Sealed: neither the file nor the name can be read from the row.
    expect(Buffer.from(rows[0]?.ciphertext ?? "", "base64url").includes("%PDF")).toBe(false);
    await expect(db.updateTable("certificate").set({ sha256: "x" }).execute()).rejects.toThrow(/first drawn/);
    await expect(db.deleteFrom("certificate").execute()).rejects.toThrow(/only with the person's part/);
  },
);

onBothDatabases("a record that is issued has its certificate drawn by the outbox", async ({ db }) => {
  const { recordId } = await addHolder(db);
  const due = await takeDue(db, { now: morning });
  expect(due).toContainEqual(expect.objectContaining({ kind: "certificate", payload: { recordId } }));
  expect(await keepCertificate(db, { recordId, ...draughtsman, seals: freshKeys(), now: morning })).toBe("drawn");
  expect(await db.selectFrom("certificate").select("template").execute()).toEqual([{ template: 1 }]);
});

onBothDatabases(
  "a certificate whose key is lost is drawn again by its template, and says so only where it differs",
  async ({ db }) => {
    const { bytes, holder } = await issueOne(db);
    const same = await find(db, { seals: freshKeys(), holder, ...draughtsman });
    expect(same?.equals(bytes)).toBe(true);
    const changed: Draughtsman = {
      ...draughtsman,
      draw: (drawing) =>
        draughtsman.draw({ ...drawing, record: { ...drawing.record, issuedAt: later({ minutes: 1 }).toISOString() } }),
    };
    const other = await find(db, { seals: freshKeys(), holder, ...changed });
    const said = readAloud(structureOf(new Pdf(other ?? Buffer.alloc(0))));
    expect(said).toContain("This file was drawn again from the record");
    expect(readAloud(structureOf(new Pdf(bytes)))).not.toContain("drawn again");
  },
);

onBothDatabases("another's certificate is not there, and one's own goes with the name", async ({ db }) => {
  const seals = freshKeys();
  const { holder } = await issueOne(db, seals);
  const stranger = await addPerson(db, "Bo Lindqvist");
  const asked = { recordId: holder.recordId, seals, now: morning, ...draughtsman };
  expect(await findCertificate(db, { ...asked, personId: stranger.id })).toBeUndefined();
  await transact(db, (db) => withdrawPerson(db, { recordId: holder.recordId, now: morning }));
  expect(await db.selectFrom("certificate").selectAll().execute()).toEqual([]);
  expect(await find(db, { seals, holder, ...draughtsman })).toBeUndefined();
  expect(await keepCertificate(db, { ...asked })).toBe("not drawn");
});

onBothDatabases("names are printed as far as the face has their letters, and read whole", async ({ db }) => {
  for (const name of ["Nguyễn Thị Hồng Đào", "Ελένη Παπαδοπούλου", "Людмила Щукина", "O'Connor–Śmigły, Zoë"]) {
    expect(printable(name)).toBe(name.normalize("NFC"));
  }
  const holder = await addHolder(db, { name: "اسم 山田 <b>Ada</b> 🌂" });
  const pdf = new Pdf((await find(db, { seals: freshKeys(), holder, ...draughtsman })) ?? Buffer.alloc(0));
  const sentence = "Letters of the name that this file cannot print stand as ?. The record holds the whole name.";
  expect(readAloud(structureOf(pdf))).toContain(sentence);
  const element = inOrder(structureOf(pdf)).find(({ actual }) => actual !== undefined);
  expect(element).toMatchObject({ actual: "اسم 山田 <b>Ada</b> 🌂", text: "??? ?? <b>Ada</b> ?" });
});

onBothDatabases("a name and a title of two hundred letters stand on one page with all else", async ({ db }) => {
  await furnishPractice(db);
  await approve(db, { ...boardApproval, statement: "A long statement of the board. ".repeat(45).trim() });
  const many = Array.from({ length: 6 }, (_, at) => ({
    type: "Licence",
    number: `${at}`.repeat(20),
    jurisdiction: "California",
  }));
  const holder = await addHolder(db, { name: "Wilhelmina ".repeat(18).trim(), licences: many });
  const record = await findRecord(db, { personId: holder.actor.id, recordId: holder.recordId });
  if (!record?.person) throw new Error("There is a record.");
  const entry = { ...record.entry, course: { ...record.entry.course, title: "A Long Title ".repeat(15).trim() } };
  const bytes = await drawSheet(sheetOf({ entry, person: record.person, issuedAt: record.issuedAt, logo: undefined }));
  const pdf = new Pdf(bytes);
  const said = readAloud(structureOf(pdf));
  for (const text of [holder.code.slice(0, 4), "A Long Title", "Wilhelmina", "A long statement"])
    expect(said).toContain(text);
  expect(pdf.pages()).toHaveLength(2);
});

onBothDatabases("a sample says that it is one, on the page and aloud, and is kept nowhere", async ({ db }) => {
  await furnishPractice(db);
  await publishSmall(db);
  const sample = await sampleRecord(db, { practice: await findPractice(db), name: "Alex Example", url, now: morning });
  if (!sample) throw new Error("There is a course.");
  const pdf = new Pdf(await drawSheet(sheetOf({ ...sample, isSample: true })));
  const said = readAloud(structureOf(pdf));
  expect(said).toContain("This is a sample. It certifies nothing, and nobody completed anything.");
  for (const page of pdf.pages()) {
    expect(unmarkedIn(pdf, page)).toBe(0);
    // Twice the size of anything else on a page: the word across it.
    expect(pdf.stream(page.dict.get("Contents")).toString("latin1")).toMatch(/\/F\d+ 140 Tf/);
  }
  expect(await db.selectFrom("completion_record").select("id").execute()).toEqual([]);
  expect(await db.selectFrom("certificate").select("record_id").execute()).toEqual([]);
});

test("every letter of the face can be drawn in each of its cuts", () => {
  const regular = lettersOf(cutFile("regular"));
  expect(regular.size).toBeGreaterThan(700);
  for (const cut of ["semibold", "italic"] as const) {
    const letters = lettersOf(cutFile(cut));
    expect([...regular].filter((letter) => !letters.has(letter))).toEqual([]);
  }
});

async function issueOne(db: Db, seals: KeyStore = freshKeys()) {
  const holder = await addHolder(db, { licences });
  const bytes = await find(db, { seals, holder, ...draughtsman });
  if (!bytes) throw new Error("No certificate was drawn.");
  return { bytes, holder, code: holder.code };
}

type Holder = Awaited<ReturnType<typeof addHolder>>;

function find(
  db: Db,
  { holder, now = morning, ...drawn }: Draughtsman & { seals: KeyStore; holder: Holder; now?: Date },
): Promise<Buffer | undefined> {
  return findCertificate(db, { personId: holder.actor.id, recordId: holder.recordId, now, ...drawn });
}
