import { execFile } from "node:child_process";
import { copyFileSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import type { SealLabel } from "#app/platform/seal.ts";
import { freshKeys, keysFolder } from "../support/keys.ts";

const label: SealLabel = { table: "private_text", row: "row1", person: "ada", version: 3 };
const text = "A heron in the shallows — 一只苍鹭.";
const many = process.env.ATTUNE_LONG === "1" ? 10_000 : 300;

test("what is sealed opens under its own label and under no other", () => {
  const keys = freshKeys();
  const sealed = seal(keys);
  keys.seal("Something else", { ...label, person: "bo" });
  expect(keys.open(sealed, label)).toBe(text);
  for (const other of [
    { table: "reflection_share" },
    { row: "row2" },
    { person: "bo" },
    { person: "nobody" },
    { version: 4 },
    { reader: "sunita" },
  ]) {
    expect(keys.open(sealed, { ...label, ...other })).toBeUndefined();
  }
  const bytes = Buffer.from(sealed.ciphertext, "base64url");
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  expect(keys.open({ ...sealed, ciphertext: bytes.toString("base64url") }, label)).toBeUndefined();
  expect(keys.open({ ciphertext: "", nonce: "" }, label)).toBeUndefined();
});

test("the same text sealed twice looks different, and shows nothing of itself", () => {
  const keys = freshKeys();
  const [one, two] = [seal(keys), seal(keys)];
  expect(one.ciphertext).not.toBe(two.ciphertext);
  expect(Buffer.from(one.ciphertext, "base64url").includes("heron")).toBe(false);
});

test("the folder and its files are this user's alone, whatever the umask", () => {
  const before = process.umask(0);
  try {
    const folder = keysFolder();
    seal(freshKeys(folder));
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    const files = readdirSync(folder);
    expect(files).toEqual(expect.arrayContaining(["keys.db", "server.key"]));
    for (const file of files) expect([file, statSync(join(folder, file)).mode & 0o777]).toEqual([file, 0o600]);
  } finally {
    process.umask(before);
  }
});

test("without the server key nothing opens and nothing new is sealed; put back, all is there again", () => {
  const folder = keysFolder();
  const sealed = seal(freshKeys(folder));
  const file = join(folder, "server.key");
  const away = join(folder, "..", "away.key");
  copyFileSync(file, away);
  for (const spoil of [
    () => rmSync(file),
    () => writeFileSync(file, ""),
    () => writeFileSync(file, "damaged\n"),
    () => writeFileSync(file, `${Buffer.alloc(32, 7).toString("base64url")}\n`),
  ]) {
    spoil();
    const keys = freshKeys(folder);
    expect(keys.state()).toBe("lost");
    expect(keys.open(sealed, label)).toBeUndefined();
    expect(keys.seal("More", label)).toBeUndefined();
    expect(keys.seal("Mine", { ...label, person: "bo" })).toBeUndefined();
    expect(keys.rotate()).toBeUndefined();
  }
  copyFileSync(away, file);
  const keys = freshKeys(folder);
  expect([keys.state(), keys.open(sealed, label)]).toEqual(["good", text]);
});

test("a forgotten key closes every copy of a text, and is in no file of the folder any more", () => {
  const folder = keysFolder();
  const keys = freshKeys(folder);
  const sealed = seal(keys);
  const other = keys.seal("Mine", { ...label, person: "bo" });
  const wrapped = wrappedIn(folder, "ada");
  expect(allBytes(folder).includes(wrapped)).toBe(true);
  keys.forget("ada");
  expect(allBytes(folder).includes(wrapped)).toBe(false);
  expect(keys.open(sealed, label)).toBeUndefined();
  expect(other && keys.open(other, { ...label, person: "bo" })).toBe("Mine");
  expect(keys.open(seal(keys), label)).toBe(text);
  expect(keys.open(sealed, label)).toBeUndefined();
});

test(`turning the server key wraps ${many} keys anew in under ten seconds, and every text still opens`, () => {
  const folder = keysFolder();
  const keys = freshKeys(folder);
  const running = freshKeys(folder);
  const texts = Array.from({ length: many }, (_, at) => {
    const own = { ...label, person: `person${at}` };
    return { own, sealed: keys.seal(`Text ${at}`, own) };
  });
  const before = readFileSync(join(folder, "server.key"), "utf8");
  const started = performance.now();
  expect(keys.rotate()).toBe(many);
  expect(performance.now() - started).toBeLessThan(10_000);
  const after = readFileSync(join(folder, "server.key"), "utf8");
  expect(after.split("\n").filter(Boolean)).toHaveLength(1);
  expect(after).not.toBe(before);
  for (const [at, { own, sealed }] of texts.entries()) {
    expect(sealed && running.open(sealed, own)).toBe(`Text ${at}`);
  }
  // A process that was running all the while wraps a newcomer's key with the new one.
  const newcomer = { ...label, person: "newcomer" };
  const sealed = running.seal("Hello", newcomer);
  expect(freshKeys(folder).open(sealed ?? { ciphertext: "", nonce: "" }, newcomer)).toBe("Hello");
  expect(freshKeys(folder).state()).toBe("good");
}, 60_000);

test("a turning that stopped half way leaves every text open, and the next one ends it", () => {
  const folder = keysFolder();
  const sealed = seal(freshKeys(folder));
  const file = join(folder, "server.key");
  // What stands in the file before the keys are wrapped anew.
  writeFileSync(file, `${Buffer.alloc(32, 9).toString("base64url")}\n${readFileSync(file, "utf8")}`);
  const keys = freshKeys(folder);
  expect(keys.open(sealed, label)).toBe(text);
  expect(keys.rotate()).toBe(1);
  expect(keys.open(sealed, label)).toBe(text);
  expect(readFileSync(file, "utf8").split("\n").filter(Boolean)).toHaveLength(1);
});

test("six processes that begin at once in an empty folder make one server key and one key for a person", async () => {
  const folder = keysFolder();
  const at = Date.now() + 1_500;
  const racers = Array.from({ length: 6 }, () =>
    promisify(execFile)(process.execPath, ["tests/support/keys-racer.ts", folder, "ada", String(at)]),
  );
  const sealed = (await Promise.all(racers)).map(({ stdout }) => JSON.parse(stdout));
  const keys = freshKeys(folder);
  const own = { table: "private_text", row: "row", person: "ada", version: 1 };
  expect(sealed.map((one) => keys.open(one, own))).toEqual(Array.from({ length: 6 }, () => "mine"));
}, 60_000);

function seal(keys: ReturnType<typeof freshKeys>) {
  const sealed = keys.seal(text, label);
  if (!sealed) throw new Error("Nothing was sealed.");
  return sealed;
}

/** A part of a person's wrapped key, as the file holds it. */
function wrappedIn(folder: string, person: string): string {
  const found = new RegExp(`${person}[\\w-]{16}([\\w-]{40})`).exec(allBytes(folder))?.[1];
  if (!found) throw new Error("The key is not in the file.");
  return found;
}

function allBytes(folder: string): string {
  return readdirSync(folder)
    .map((file) => readFileSync(join(folder, file), "latin1"))
    .join("\n");
}
