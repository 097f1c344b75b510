import type { Release } from "#app/domain/course.ts";
import { completeFirstRun, mintFirstRunLink } from "#app/domain/first-run.ts";
import { hashPassword, keepPassword } from "#app/domain/password.ts";
import { addPerson } from "#app/domain/person.ts";
import { findNewestRelease, listCourses } from "#app/domain/release.ts";
import { type Db, openDatabase, transact } from "#db/open.ts";
import type { RunningServer } from "./server.ts";

export const password = "kestrel marzipan gantry oboe";

/** Ends the first run of a prepared database: the practice and its administrator. */
export async function beginPractice(db: Db, now: Date): Promise<void> {
  const token = await mintFirstRunLink(db, { now });
  const practice = { name: "Elm Row Counselling", contact: "office@practice.example", zone: "Europe/London" };
  const administrator = { email: "admin@practice.example", name: "Morgan Reyes", password };
  if (token) await completeFirstRun(db, { token, practice, ...administrator, now });
}

/** Sets up the practice of a running server, with people who can sign in; answers with the course it published. */
export async function furnish(server: RunningServer, emails: string[], now = new Date()): Promise<Release> {
  const { db, close } = openDatabase(server.databaseUrl);
  await beginPractice(db, now);
  const hash = await hashPassword(password);
  for (const email of emails) {
    await transact(db, async (db) => {
      const { id } = await addPerson(db, { email, name: "Ada Okafor", now });
      await keepPassword(db, { personId: id, hash, now });
    });
  }
  const [listed] = await listCourses(db);
  const release = listed && (await findNewestRelease(db, listed.id));
  await close();
  if (!release) throw new Error(`The server published no course: ${server.said()}`);
  return release;
}
