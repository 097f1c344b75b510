import type { KyselyPlugin } from "kysely";
import { expect } from "vitest";
import { draughtsman } from "#app/certificate/draw.ts";
import { listPacked } from "#app/domain/evidence/pack/selection.ts";
import { certificateFiles } from "#app/domain/team-report/certificates.ts";
import type { Db } from "#db/open.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { addEvidence } from "#tests/support/pack.ts";

onBothDatabases("a pack of a period holds what was issued in it where the practice is", async ({ db }) => {
  await addEvidence(db, ["Ada N. Okafor"]);
  const count = async (from: string | null, to: string | null, zone: string) =>
    (await listPacked(db, { courseId: null, from, to, zone, below: 9 })).length;
  // Issued on 2 March 2026 at nine in the morning, UTC.
  for (const [zone, day] of [
    ["UTC", "2026-03-02"],
    ["Pacific/Kiritimati", "2026-03-02"],
    ["Pacific/Pago_Pago", "2026-03-01"],
  ] as const)
    expect(await count(day, day, zone), zone).toBe(1);
  expect(await count("2026-03-02", null, "Pacific/Pago_Pago")).toBe(0);
  expect(await count(null, "2026-03-01", "UTC")).toBe(0);
  expect(await count("2026-03-03", "2027-01-01", "UTC")).toBe(0);
});

onBothDatabases("certificates of many records are read a page at a time", async ({ db }) => {
  const { archive, holders } = await addEvidence(db, ["Ada Okafor", "Bo Lind", "Cleo Marsh"]);
  const counted = counting(db);
  const names: string[] = [];
  for await (const { name } of certificateFiles(counted.db, { ...draughtsman, seals: archive.seals, kept: holders }))
    names.push(name);
  expect(names).toEqual(holders.map(({ code }) => `certificate-${code}.pdf`));
  expect(counted.count()).toBe(2);
});

function counting(db: Db): { db: Db; count: () => number } {
  let count = 0;
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      count++;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  return { db: db.withPlugin(plugin), count: () => count };
}
