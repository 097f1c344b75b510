/** Run before the server, once per start: makes the database ready, publishes the courses, opens the first run. */
import { readCourses } from "#app/content/library.server.ts";
import { mintFirstRunLink } from "#app/domain/first-run.ts";
import { now } from "#app/platform/clock.ts";
import { type Settings, settings } from "#app/platform/settings.ts";
import type { Db } from "#db/open.ts";
import { applyErasures } from "./erasures.ts";
import { reconcileEvidence } from "./evidence.ts";
import { openPrepared, refuseTakenPort } from "./preparation.ts";
import { describePublication, publishCourses } from "./publish.ts";
import { readyKeys, refuseTestHooks } from "./readiness.ts";
import { stopWith } from "./refusal.ts";

const wants = (option: string) => process.argv.includes(option);

try {
  const lines = await prepare();
  // The launcher prints these once pages answer, so that the last line is the one a person needs.
  if (process.send) process.send(lines);
  else console.log(lines.join("\n"));
} catch (error) {
  stopWith(error);
}

async function prepare(): Promise<string[]> {
  const chosen = settings();
  await refuseTakenPort(chosen);
  const opened = await openPrepared(chosen);
  // Here, so that a folder that cannot be written is told at the start, and not to somebody who has just written.
  await readyKeys(opened, chosen, now());
  await refuseTestHooks(opened, chosen);
  const { db, close } = opened;
  // Before publishing: a record that comes back brings the release that it attests.
  for (const line of await reconcileEvidence(db, chosen, now())) console.log(line);
  // After it: nobody who was erased comes back with an older copy of the database, by their records neither.
  for (const line of await applyErasures(db, chosen, now())) console.log(line);
  if (!wants("--publish-nothing")) await publishAll(db, chosen);
  const cast = wants("--demo") ? await seedDemo(db, chosen) : [];
  const lines = [...cast, ...(await addressLines(db, chosen))];
  await close();
  return lines;
}

async function publishAll(db: Db, { coursesFolder }: Settings): Promise<void> {
  const folders = readCourses(coursesFolder);
  const publications = await publishCourses(db, { folders, publishedBy: "start", now: now() });
  for (const publication of publications) {
    if (publication.outcome !== "unchanged") console.log(describePublication(publication));
  }
}

/** The address; while there is no administrator, the link by which the first one comes in. */
async function addressLines(db: Db, { url }: Settings): Promise<string[]> {
  const token = await mintFirstRunLink(db, { now: now() });
  if (token === undefined) return [url];
  return [
    "There is no administrator yet. This link begins; the next start makes a new one and voids it:",
    `${url}/first-run/${token}`,
  ];
}

async function seedDemo(db: Db, { url }: Settings): Promise<string[]> {
  const { playDemo } = await import("#db/demo.ts");
  return playDemo(db, { now: now(), url });
}
