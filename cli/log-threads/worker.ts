/** Looks at one part of the log beside the thread that reads the rows, and says what it found. */
import { parentPort, workerData } from "node:worker_threads";
import { judgePart } from "#app/domain/evidence/verification/part.ts";
import { openJournal } from "#app/platform/journal.ts";
import { openDatabase } from "#db/open.ts";
import type { Given } from "../log-threads.ts";

const { part, begin, databaseUrl, evidenceFolder }: Given = workerData;
const { db, close } = openDatabase(databaseUrl);
const journal = openJournal(evidenceFolder);
const found = await judgePart(part, db, { begin, journal });
journal.close();
await close();
parentPort?.postMessage(found);
