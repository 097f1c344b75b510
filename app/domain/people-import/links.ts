import { hashToken } from "#app/platform/chance.ts";
import { type Db, transact } from "#db/open.ts";
import type { Actor } from "../actor.ts";
import { writeAudit } from "../audit.ts";
import { tokenFromKey } from "../link.ts";

export interface ImportLink {
  email: string;
  name: string;
  token: string;
  expiresAt: string;
}

const atOnce = 200;

/**
 * A new secret for every invitation of an import that is still open, each of which voids the one before: for a practice
 * without a mail server, which passes the links on itself. The same form sent again is answered with the same secrets.
 */
export async function mintImportLinks(
  db: Db,
  { actor, importId, key, now }: { actor: Actor; importId: string; key: string; now: Date },
): Promise<ImportLink[]> {
  const open = await db
    .selectFrom("invitation")
    .select(["id", "email", "name", "expires_at as expiresAt"])
    .where("import_id", "=", importId)
    .where("accepted_at", "is", null)
    .where("withdrawn_at", "is", null)
    .where("expires_at", ">", now.toISOString())
    .orderBy("id")
    .execute();
  const links = open.map(({ id, email, name, expiresAt }) => {
    return { id, email: email ?? "", name: name ?? "", expiresAt, token: tokenFromKey(`${key} ${id}`).token };
  });
  for (let from = 0; from < links.length; from += atOnce) {
    const some = links.slice(from, from + atOnce);
    await transact(db, async (db) => {
      for (const { id, token } of some) {
        await db
          .updateTable("invitation")
          .set({ token_hash: hashToken(token) })
          .where("id", "=", id)
          .where("accepted_at", "is", null)
          .execute();
      }
    });
  }
  const act = { actor, act: "make invitation links", subject: { kind: "import", id: importId }, now };
  await transact(db, (db) => writeAudit(db, act));
  return links;
}
