import { spawnSync } from "node:child_process";
import { expect, onTestFinished, test } from "vitest";
import { refuseOpenDemo } from "#server/readiness.ts";
import { post, signIn, titleOf } from "#tests/site/visit.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { furnish, password } from "#tests/support/practice.ts";
import { startServer } from "#tests/support/server.ts";

test.each([
  ["start", "--port", "set PORT and ATTUNE_DATA"],
  ["demo", "--nope", "say --port N or --data DIR"],
  ["dev", "--host", "say --port N or --data DIR"],
])("npm %s refuses %s, which it would otherwise pass over in silence", (command, option, advice) => {
  const { status, stderr } = spawnSync(process.execPath, ["server/launch.mjs", command, option, "4700"], {
    encoding: "utf8",
  });
  expect([status, stderr.trim().split("\n").length]).toEqual([1, 1]);
  expect(stderr).toContain(advice);
});

onBothDatabases("a demo, whose password everybody knows, is not served to anybody else", async ({ db, opened }) => {
  const open = { host: "0.0.0.0", url: "https://learn.example" };
  const behindAProxy = { host: "127.0.0.1", url: "https://learn.example" };
  const here = { host: "127.0.0.1", url: "http://localhost:3000" };
  await refuseOpenDemo(opened, open);
  await db.updateTable("practice").set({ purpose: "demo" }).execute();
  await expect(refuseOpenDemo(opened, open)).rejects.toThrow("a demo");
  await expect(refuseOpenDemo(opened, behindAProxy)).rejects.toThrow("a demo");
  await refuseOpenDemo(opened, here);
});

test("a wrong password is refused to the face of whoever is signed in already", async () => {
  const server = await startServer();
  onTestFinished(async () => void (await server.stop()));
  await furnish(server, ["ada@practice.example", "bo@practice.example"]);
  const ada = await signIn(server.url, "ada@practice.example", password);
  const wrong = { email: "bo@practice.example", password: "not the right one at all" };
  const answer = await post(server.url, "/sign-in", wrong, ada);
  expect(answer.status).toBe(422);
  expect(titleOf(answer.body)).toMatch(/^Error: /);
});
