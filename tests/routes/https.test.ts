import { expect, test } from "vitest";
import { ask } from "../support/ask.ts";
import { addMember, goodPassword } from "../support/people.ts";

test("over https the cookie is bound to this very host, and a cookie of the other name opens nothing", async () => {
  process.env.ATTUNE_URL = "https://learn.example";
  process.env.ATTUNE_PROXY = "192.0.2.1";
  const { db } = await import("#db/db.server.ts");
  const { action: enter } = await import("#app/routes/public/sign-in.tsx");
  const { loader: account } = await import("#app/routes/account/account.tsx");
  const { email } = await addMember(db);
  const { headers, cookie = "" } = await ask(enter, { fields: { email, password: goodPassword } });
  expect(headers.get("Set-Cookie")).toMatch(
    /^__Host-attune=[\w-]{43};(?=.* Secure)(?=.* HttpOnly|.*HttpOnly)(?=.* Path=\/)(?=.* SameSite=Lax)/,
  );
  expect(headers.get("Set-Cookie")).not.toMatch(/Domain/i);
  expect((await ask(account, { cookie })).status).toBe(200);
  expect((await ask(account, { cookie: cookie.replace("__Host-attune", "attune") })).status).toBe(303);
});
