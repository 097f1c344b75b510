import { findPersonByEmail } from "#app/domain/person.ts";
import { makeResetLink } from "#app/domain/reset-link.ts";
import { newToken } from "#app/platform/chance.ts";
import { settings, Unfit } from "#app/platform/settings.ts";
import { type Command, withDatabase, writeReport } from "./command.ts";

/** The way back for an administrator whom nobody else can let in: a single-use link, as the pages make it. */
export const resetLink: Command = {
  summary: "makes a single-use link by which a person sets a new password",
  subject: "EMAIL",
  run: ({ json, subject: email }) =>
    withDatabase(async ({ db }) => {
      const now = new Date();
      const person = await findPersonByEmail(db, email);
      const actor = { kind: "cli" } as const;
      const made = person && (await makeResetLink(db, { actor, personId: person.id, key: newToken(), now }));
      if (!made) throw new Unfit("Nobody here has that address: look at it once more.");
      if ("refused" in made) throw new Unfit("This person is suspended: restore them first.");
      const link = `${settings().url}/reset/${made.token}`;
      console.log(`Until ${made.expiresAt}, once:\n${link}`);
      writeReport(json, { link, expiresAt: made.expiresAt });
      return 0;
    }),
};
