import { expect, test } from "vitest";
import { closeFile, openFile, turnPage } from "#app/certificate/tagged.ts";
import { attachTo, detachFrom } from "#app/platform/pdf-attachment.ts";

const attachment = { name: "evidence.json", description: "Proof", text: '{"ö": 1}\n' };

test("a text is attached to a PDF behind its own bytes, as the format describes, and found again", async () => {
  const writer = openFile({ issuedAt: new Date("2026-03-02T09:00:00.000Z"), author: "Fern", keywords: "" });
  turnPage(writer, "Page");
  const pdf = await closeFile(writer);
  const file = attachTo(pdf, attachment);
  expect(attachTo(pdf, attachment).equals(file)).toBe(true);
  expect(file.subarray(0, pdf.length).equals(pdf)).toBe(true);
  expect(detachFrom(file)).toEqual({ pdf, text: attachment.text });
  expect(detachFrom(pdf)).toBeUndefined();

  // The last table lists the three objects at their places and leads to the one before.
  const text = file.toString("latin1");
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
  const table = text.slice(start);
  const before = /startxref\n(\d+)\n%%EOF\n$/.exec(pdf.toString("latin1"))?.[1];
  expect(/\/Prev (\d+)/.exec(table)?.[1]).toBe(before);
  const [, names = "", , added = ""] = /^xref\n(\d+) 1\n(\d{10}) 00000 n \n(\d+) 2\n/.exec(table) ?? [];
  const places = [...table.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, at]) => Number(at));
  const ids = [names, added, String(Number(added) + 1)];
  expect(places.map((at) => text.slice(at, at + 12).split(" ")[0])).toEqual(ids);
  // The names of before are still there, and the new one leads to a specification with both names.
  expect(text.slice(places[0])).toMatch(
    new RegExp(`/Dests [^]*/EmbeddedFiles << /Names \\[\\(evidence.json\\) ${ids[2]} 0 R\\] >>`),
  );
  expect(text.slice(places[2])).toContain(`/F (evidence.json)\n/UF (evidence.json)`);
  expect(text.slice(places[1])).toContain(`/Length ${Buffer.byteLength(attachment.text)}\n`);
});

test("a file that is not written as ours are takes no attachment", () => {
  expect(() => attachTo(Buffer.from("%PDF-1.7\n%%EOF\n"), attachment)).toThrow(/not written as ours/);
  expect(detachFrom(Buffer.from("%PDF-1.7\n%%EOF\n"))).toBeUndefined();
});
