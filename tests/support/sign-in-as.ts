import { hashPassword, keepPassword } from "#app/domain/password.ts";
import { action as enter } from "#app/routes/public/sign-in.tsx";
import type { Db } from "#db/open.ts";
import { askIn } from "./ask.ts";
import { morning } from "./cast.ts";
import { goodPassword } from "./people.ts";

/** Gives a person of the cast a password and signs them in over the route; their cookie. */
export async function signInAs(db: Db, personId: string): Promise<string> {
  await keepPassword(db, { personId, hash: await hashPassword(goodPassword), now: morning });
  const { email } = await db.selectFrom("person").select("email").where("id", "=", personId).executeTakeFirstOrThrow();
  return askIn(enter, { fields: { email: email ?? "", password: goodPassword } });
}
