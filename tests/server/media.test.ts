import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkInBrowser, closeBrowser, manners } from "#tests/site/in-browser.ts";
import { post, signIn, visit } from "#tests/site/visit.ts";
import { furnish, password } from "#tests/support/practice.ts";
import { type RunningServer, startServer } from "#tests/support/server.ts";

/** The bees with a drawing and a picture of each kind in their first lesson. */
const courses = mkdtempSync(join(tmpdir(), "attune-courses-"));
const lesson = "/learn/beecours/lesson/beeles01";
let server: RunningServer;
let cookie: string;

beforeAll(async () => {
  const bees = join(courses, "bees");
  cpSync("tests/fixtures/courses/bees", bees, { recursive: true });
  cpSync("tests/fixtures/pictures", join(bees, "media"), { recursive: true });
  const path = join(bees, "01-the-hive/01-parts.md");
  const figures = ["hive-cut.svg", "bees.png", "bees.jpg", "bees.webp"].map(
    (file) => `{% figure file="${file}" alt="What ${file} shows" caption="A hive." credit="A. Beeline" /%}\n`,
  );
  writeFileSync(path, `${readFileSync(path, "utf8")}\n${figures.join("\n")}`);
  server = await startServer({ env: { ATTUNE_COURSES: courses, ATTUNE_COUNT_QUERIES: "1" } });
  await furnish(server, ["ada@practice.example"]);
  cookie = await signIn(server.url, "ada@practice.example", password);
  await post(server.url, "/learn/beecours", { intent: "join" }, cookie);
}, 120_000);

afterAll(async () => {
  await closeBrowser();
  await server?.stop();
  rmSync(courses, { recursive: true, force: true });
});

test("a lesson's pictures are sent as they are, for the browser to keep, at four queries the first time and three after", async () => {
  const page = await visit(server.url, lesson, cookie);
  const pictures = [...page.body.matchAll(/<img width="120" height="80" alt="What (\S+) shows" src="([^"]+)"/g)];
  expect(pictures.map(([, file]) => file)).toEqual(["bees.png", "bees.jpg", "bees.webp"]);
  for (const [, file = "", address = ""] of pictures) {
    expect(address).toMatch(/^\/learn\/beecours\/media\/[0-9a-f]{64}$/);
    for (const queries of [4, 3]) {
      const answer = await fetch(server.url + address, { headers: { cookie, "accept-encoding": "br, gzip" } });
      expect(Buffer.from(await answer.arrayBuffer()).equals(readFileSync(`tests/fixtures/pictures/${file}`))).toBe(
        true,
      );
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        "content-type": `image/${file.replace(/^bees\./, "").replace("jpg", "jpeg")}`,
        "cache-control": "private, max-age=31536000, immutable",
        "x-content-type-options": "nosniff",
        "cross-origin-resource-policy": "same-origin",
        "x-attune-queries": String(queries),
      });
      expect(answer.headers.get("content-encoding")).toBe(null);
    }
    const without = await fetch(server.url + address, { redirect: "manual" });
    expect([without.status, without.headers.get("location")?.startsWith("/sign-in")]).toEqual([303, true]);
    expect((await visit(server.url, `${address}.data`, cookie)).status).toBe(404);
  }
});

test("a caption is found by search", async () => {
  expect((await post(server.url, "/search", { words: "hive" }, cookie)).body).toMatch(/A <mark>hive<\/mark>\./);
});

test.each(
  manners.filter(({ withScript }) => withScript),
)("a lesson with figures is as its readers need it: $name", async (manner) => {
  const seen = await checkInBrowser({ origin: server.url, address: lesson, cookie, manner });
  expect(seen).toMatchObject({ violations: [], foreign: [], complaints: [], overflow: 0 });
}, 30_000);
