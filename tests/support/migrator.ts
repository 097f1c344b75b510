/** Another process that migrates a database and prints how many migrations it applied. */
import { migrate } from "#db/migrate.ts";
import { openDatabase } from "#db/open.ts";

const opened = openDatabase(process.argv[2] ?? "", { migrating: true });
const applied = await migrate(opened);
await opened.close();
process.stdout.write(`${applied.length}\n`);
