/**
 * A process of its own that sends letters as the server does, until it is killed by whoever takes them. It says so when
 * there was nothing left to send.
 */
import { openDatabase } from "#db/open.ts";
import { perform } from "#server/effects.ts";
import { runDue } from "#server/jobs.ts";

const [at = ""] = process.argv.slice(2);
const { db, close } = openDatabase(process.env.DATABASE_URL ?? "");
const clock = () => new Date(at);
while ((await runDue(db, { perform, clock })) > 0);
await close();
process.stdout.write("nothing left");
