import { beforeAll, expect, test } from "vitest";
import { formKey } from "#app/http.ts";
import { action as ask, loader as page } from "#app/routes/account/email.tsx";
import { action as hand, loader as handPage } from "#app/routes/admin/email.tsx";
import { action as confirm, loader as link } from "#app/routes/public/email.tsx";
import { action as enter } from "#app/routes/public/sign-in.tsx";
import { db } from "#db/db.server.ts";
import { askIn, ask as send } from "../support/ask.ts";
import { addMember, goodPassword } from "../support/people.ts";

let ada: Awaited<ReturnType<typeof addMember>>;

beforeAll(async () => {
  ada = await addMember(db);
  await addMember(db, "Morgan Reyes", ["administrator"]);
});

const signIn = (email: string) => askIn(enter, { fields: { email, password: goodPassword } });

test("asked for, handed over, opened and confirmed: opening alone changes nothing", async () => {
  const [cookie, admin] = [await signIn(ada.email), await signIn("morgan@practice.example")];
  const fields = { intent: "ask", key: formKey(), email: "Ada@new.example", password: goodPassword };
  expect(await send(ask, { cookie, fields: { ...fields, password: "wrong" } })).toMatchObject({
    status: 422,
    data: { errors: { password: expect.any(String) }, typed: { email: "Ada@new.example" } },
  });
  expect(await send(ask, { cookie, fields })).toMatchObject({ status: 303, location: "/account/email?done=asked" });
  // These tests run without a mail server: nothing is said to be sent.
  expect(await send(page, { cookie, path: "/account/email?done=asked" })).toMatchObject({
    data: {
      waiting: { email: "ada@new.example" },
      words: { lead: expect.stringContaining("sends no mail"), submit: "Ask for the change" },
      notice: expect.stringContaining("Tell an administrator"),
    },
  });
  const params = { person: ada.id };
  expect(await send(handPage, { cookie: admin, params })).toMatchObject({ data: { wanted: "ada@new.example" } });
  const { data } = await send(hand, { cookie: admin, params, fields: { key: formKey() } });
  const token = JSON.stringify(data).match(/\/email\/([\w-]{43})/)?.[1] ?? "";
  expect(await send(link, { params: { token } })).toMatchObject({ data: { open: true, email: "ada@new.example" } });
  expect(await send(page, { cookie })).toMatchObject({ data: { email: ada.email } });
  expect(await send(confirm, { params: { token }, fields: {} })).toMatchObject({
    status: 303,
    location: "/account?done=email",
  });
  expect(await send(page, { cookie })).toMatchObject({ data: { email: "ada@new.example", waiting: null } });
});

test("who is no administrator hands nothing over, and a link that is not open says no more", async () => {
  const cookie = await signIn("ada@new.example");
  const answer = send(hand, { cookie, params: { person: ada.id }, fields: { key: formKey() } });
  expect(await answer).toMatchObject({ status: 404 });
  expect(await send(link, { params: { token: "invented" } })).toMatchObject({ status: 404, data: { open: false } });
  expect(await send(confirm, { params: { token: "invented" }, fields: {} })).toMatchObject({ status: 404 });
});
