import { writeAudit } from "#app/domain/audit.ts";
import { now } from "#app/platform/clock.ts";
import { credentialKeys } from "#app/platform/credential-key.ts";
import { Unfit } from "#app/platform/settings.ts";
import { transact } from "#db/open.ts";
import { type Command, withDatabase, writeReport } from "./command.ts";

/** The key that signs credentials, turned. */
export const credential: Command = {
  summary: "rotate: signs credentials with a new key; those given out before still verify",
  subject: "rotate",
  run: async ({ json, subject }) => {
    if (subject !== "rotate") throw new Unfit("Say `credential rotate`.");
    return withDatabase(async ({ db }) => {
      const key = await credentialKeys().rotate();
      const act = { actor: { kind: "cli" as const }, act: "rotate credential key", now: now() };
      await transact(db, (db) => writeAudit(db, { ...act, subject: { kind: "credential-key", id: key } }));
      console.log(`Credentials are signed by ${key} from now on; those given out before verify as before.`);
      writeReport(json, { key });
      return 0;
    });
  },
};
