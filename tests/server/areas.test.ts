import { afterAll, beforeAll, expect, test } from "vitest";
import { ask, ownForm } from "#tests/support/http.ts";
import { type RunningServer, startServer } from "#tests/support/server.ts";

let server: RunningServer;

beforeAll(async () => {
  server = await startServer();
});

afterAll(async () => {
  await server.stop();
});

const saving = "/learn/c4f9k2ra/attempt/a1/answer";

test("an address without a page answers past Remix: what it throws is its answer", async () => {
  const { status, headers } = await ask(server.url, saving, ownForm({ item: "1" }));
  expect(status).toBe(303);
  expect(headers.location).toBe(`/sign-in?to=${encodeURIComponent(saving)}`);
});

test("an address that is written another way is the same address", async () => {
  for (const other of [saving.replace("a1", "%61%31"), `${saving}/`, saving.replace("/answer", "/Answer")]) {
    expect((await ask(server.url, other, ownForm({ item: "1" }))).status, other).toBe(303);
  }
});

test("an address without a page refuses what it does not take, and is read as it is headed", async () => {
  const picture = "/learn/c4f9k2ra/media/0000";
  const { status, headers } = await ask(server.url, picture, ownForm({}));
  expect({ status, allow: headers.allow }).toEqual({ status: 405, allow: "GET, HEAD" });
  const seen = await ask(server.url, picture);
  const headed = await ask(server.url, picture, { method: "HEAD" });
  expect([headed.status, headed.headers.location]).toEqual([seen.status, seen.headers.location]);
});
