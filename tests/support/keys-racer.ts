/** Another process that seals a text for somebody at the moment it is told, and prints it. */
import { openKeyStore } from "#app/platform/keys.ts";

const [folder = "", person = "", at = "0"] = process.argv.slice(2);
await new Promise((resolve) => setTimeout(resolve, Number(at) - Date.now()));
const keys = openKeyStore(folder);
const sealed = keys.seal("mine", { table: "private_text", row: "row", person, version: 1 });
keys.close();
process.stdout.write(`${JSON.stringify(sealed)}\n`);
