import { spawn } from "node:child_process";
import { once } from "node:events";
import { keysFolder } from "./keys.ts";
import { quickNode } from "./server.ts";

/**
 * Sends what is due in the outbox, as a process of its own with its own settings does, at a time; answers with what it
 * said. What fails is put off, and tried again by the next. `url`: as if it were reached there.
 */
export async function sendDue(
  databaseUrl: string,
  { mail, at, keys = keysFolder(), url }: { mail: string; at: Date; keys?: string; url?: string },
): Promise<string> {
  const behind = url ? { ATTUNE_URL: url, ATTUNE_PROXY: "127.0.0.1" } : {};
  const own = { ...quickNode, ...behind, ATTUNE_MAIL: mail, ATTUNE_KEYS: keys, DATABASE_URL: databaseUrl };
  const env: NodeJS.ProcessEnv = { PATH: process.env.PATH ?? "", NODE_ENV: "production", ...own };
  const sender = spawn(process.execPath, ["tests/trust/reminder-victim.ts", at.toISOString()], { env, stdio: "pipe" });
  let said = "";
  for (const stream of [sender.stdout, sender.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk));
  await once(sender, "close");
  return said;
}
