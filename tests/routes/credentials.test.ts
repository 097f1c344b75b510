import { createLocalJWKSet, jwtVerify } from "jose";
import { beforeAll, expect, test } from "vitest";
import { loader as badge } from "#app/routes/learn/badge.ts";
import { loader as download } from "#app/routes/learn/credential.ts";
import { loader as achievement } from "#app/routes/public/credential-achievement.ts";
import { loader as issuer } from "#app/routes/public/credential-issuer.ts";
import { loader as key } from "#app/routes/public/credential-key.ts";
import { loader as keys } from "#app/routes/public/credential-keys.ts";
import { loader as status } from "#app/routes/public/credential-status.ts";
import { action as enter } from "#app/routes/public/sign-in.tsx";
import { db } from "#db/db.server.ts";
import { ask, askIn } from "../support/ask.ts";
import { addMember, goodPassword } from "../support/people.ts";
import { addHolder } from "../support/record.ts";
import { signInAs } from "../support/sign-in-as.ts";

let holder: Awaited<ReturnType<typeof addHolder>>;
let cookie: string;

beforeAll(async () => {
  holder = await addHolder(db);
  cookie = await signInAs(db, holder.actor.id);
});

test("a credential is downloaded by its owner alone, and verifies by what is public", async () => {
  const signed = await (await fetched(download, { record: holder.recordId }, cookie)).text();
  const known = await (await fetched(keys, {})).json();
  const { payload, protectedHeader } = await jwtVerify(signed, createLocalJWKSet(known));
  const { kid = "" } = protectedHeader;
  expect(await (await fetched(key, { key: kid.split("/").at(-1) ?? "" })).json()).toEqual(known.keys[0]);
  expect(payload.issuer).toMatchObject(await (await fetched(issuer, {})).json());
  const { achievement: achieved } = Object(payload.credentialSubject);
  expect(await (await fetched(achievement, { achievement: achieved.id.split("/").at(-1) })).json()).toEqual(achieved);
  const list = await fetched(status, { list: "0" });
  expect(list.headers.get("Content-Type")).toBe("application/vc+jwt");
  const listed = await jwtVerify(await list.text(), createLocalJWKSet(known));
  expect(listed.payload).toMatchObject({ type: ["VerifiableCredential", "BitstringStatusListCredential"] });

  const other = await addMember(db, "Bo Lindqvist", ["administrator"]);
  const stranger = await askIn(enter, { fields: { email: other.email, password: goodPassword } });
  expect((await ask(download, { params: { record: holder.recordId }, cookie: stranger })).status).toBe(404);
  expect((await ask(download, { params: { record: holder.recordId } })).status).toBe(303);

  // The same credential in a picture, which a browser saves and never draws as a page of ours.
  const picture = await fetched(badge, { record: holder.recordId }, cookie);
  expect(Object.fromEntries(picture.headers)).toMatchObject({
    "cache-control": "no-store",
    "content-type": "image/svg+xml",
    "content-disposition": 'attachment; filename="badge.svg"',
  });
  expect(await picture.text()).toContain(`<openbadges:credential verify="${signed}">`);
  expect((await ask(badge, { params: { record: holder.recordId }, cookie: stranger })).status).toBe(404);
  expect((await ask(badge, { params: { record: holder.recordId } })).status).toBe(303);
});

test("what is not there is 404, and a list beyond the log too", async () => {
  for (const list of ["1", "999999", "00", "-1", "x"])
    expect((await ask(status, { params: { list } })).status).toBe(404);
  expect((await ask(key, { params: { key: "none" } })).status).toBe(404);
  expect((await ask(achievement, { params: { achievement: "none" } })).status).toBe(404);
});

type Part = (asked: {
  request: Request;
  params: Record<string, string>;
  context: { address: string };
}) => Promise<Response>;

function fetched(part: Part, params: Record<string, string>, cookie = ""): Promise<Response> {
  const request = new Request("http://localhost:3000/", { headers: { Cookie: cookie } });
  return part({ request, params, context: { address: "192.0.2.7" } });
}
