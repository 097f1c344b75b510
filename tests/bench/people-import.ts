import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { confirmImport } from "#app/domain/people-import/confirming.ts";
import { findImport, uploadPeople } from "#app/domain/people-import.ts";
import { addPerson } from "#app/domain/person.ts";
import { migrate } from "#db/migrate.ts";
import { type Db, openDatabase } from "#db/open.ts";
import { table } from "./report.ts";

/** Seconds that a dry run of this many people may take. */
const promised = { people: 5_000, seconds: 10 };

/** What bringing people in from a file takes on SQLite, with whether the promise is held. */
export async function measureImport(): Promise<{ table: string; held: boolean }> {
  const folder = mkdtempSync(join(tmpdir(), "attune-bench-"));
  const opened = openDatabase(`file:${join(folder, "attune.db")}`);
  try {
    await migrate(opened);
    const { dryRun, confirming, again } = await importThrice(opened.db);
    const held = dryRun <= promised.seconds;
    const figures = table(
      [`${promised.people} people from a file, seconds`, "Limit", "measured", ""],
      [
        ["Dry run, none of them known", `at most ${promised.seconds}`, dryRun.toFixed(2), held ? "held" : "NOT HELD"],
        ["Confirming, an invitation each", "", confirming.toFixed(2), ""],
        ["The same file again, all of them invited", "", again.toFixed(2), ""],
      ],
    );
    return { table: figures, held };
  } finally {
    await opened.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function importThrice(db: Db) {
  const now = new Date("2026-03-02T09:00:00.000Z");
  const actor = await addPerson(db, { name: "Cleo Marsh", email: "cleo@practice.example", now });
  const bytes = Buffer.from(listOf(promised.people));
  const upload = async () => {
    const uploaded = await uploadPeople(db, { actor, bytes, now });
    if ("refused" in uploaded) throw new Error(`The list was refused: ${uploaded.refused}.`);
    return uploaded.import;
  };
  const [dryRun, importId] = await timed(upload);
  const [confirming] = await timed(() => confirmImport(db, { actor, importId, now }));
  const [again, second] = await timed(upload);
  await checkSame(db, second);
  return { dryRun, confirming, again };
}

/** A figure of a run that did something else would be no figure. */
async function checkSame(db: Db, importId: string): Promise<void> {
  const found = await findImport(db, importId);
  if (found?.counts.unchanged !== promised.people) throw new Error("The same file again would change something.");
}

function listOf(people: number): string {
  const lines = Array.from({ length: people }, (_, at) => {
    return `learner${at}@practice.example,Learner ${at},2026-01-07,${at},Therapist,LMFT,${at},Oregon`;
  });
  const heading = "email,name,joined_on,external_id,profession,licence_type,licence_number,licence_jurisdiction";
  return [heading, ...lines].join("\n");
}

async function timed<T>(work: () => Promise<T>): Promise<[number, T]> {
  const start = performance.now();
  const result = await work();
  return [(performance.now() - start) / 1_000, result];
}
