import { expect, test } from "vitest";
import { hashToken, newCode, newId, newSeed, newToken } from "#app/platform/chance.ts";

const many = <T>(make: () => T) => Array.from({ length: 2000 }, make);

test("ids are UUIDs that sort in the order in which they were made", () => {
  const ids = many(newId);
  expect(ids).toEqual(ids.toSorted());
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("tokens are 256 bits that fit an address, and what is kept of one is not the token", () => {
  expect(new Set(many(newToken)).size).toBe(2000);
  const token = newToken();
  expect(Buffer.from(token, "base64url")).toHaveLength(32);
  expect(hashToken(token)).toMatch(/^[\w-]{43}$/);
  expect(hashToken(token)).not.toBe(token);
  expect(hashToken(token)).toBe(hashToken(token));
});

test("codes of records use every letter without a look-alike, and each about as often", () => {
  const letters = many(newCode).join("");
  expect(letters).toMatch(/^[0-9A-HJKMNP-TV-Z]+$/);
  const counts = new Map<string, number>();
  for (const letter of letters) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  expect(counts.size).toBe(32);
  expect(Math.min(...counts.values())).toBeGreaterThan((0.85 * letters.length) / 32);
});

test("seeds are hexadecimal and never the same", () => {
  const seeds = many(newSeed);
  expect(new Set(seeds).size).toBe(2000);
  expect(seeds[0]).toMatch(/^[0-9a-f]{32}$/);
});
