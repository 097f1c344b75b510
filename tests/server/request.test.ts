import { expect, test } from "vitest";
import { readSettings, Unfit } from "#app/platform/settings.ts";
import { crossSiteAddresses } from "#server/origin.ts";
import { clientAddress } from "#server/request.ts";

test("no address accepts a write from another site but the signed one of a letter", () => {
  const accepted = ["/letters/0199-ab.".concat("x".repeat(43))];
  const others = ["/letters", "/letters/0199-ab", "/account/letters", `${accepted[0]}/more`, `/admin${accepted[0]}`];
  const isAccepted = (path: string) => crossSiteAddresses.some((address) => address.test(path));
  expect([accepted.filter(isAccepted), others.filter(isAccepted)]).toEqual([accepted, []]);
  expect(crossSiteAddresses).toHaveLength(1);
});

test("who asks is the peer; behind the named proxy, whom that proxy wrote last", () => {
  const asked = (remoteAddress: string, forwarded?: string) =>
    clientAddress({ socket: { remoteAddress }, headers: { "x-forwarded-for": forwarded } }, "10.0.0.1");
  expect(asked("192.0.2.7")).toBe("192.0.2.7");
  expect(asked("192.0.2.7", "203.0.113.9")).toBe("192.0.2.7");
  expect(asked("10.0.0.1", "198.51.100.4, 203.0.113.9")).toBe("203.0.113.9");
  expect(asked("::ffff:10.0.0.1", "203.0.113.9")).toBe("203.0.113.9");
  expect(asked("10.0.0.1")).toBe("10.0.0.1");
  expect(asked("10.0.0.1", "somebody")).toBe("10.0.0.1");
});

test("without a named proxy nobody's word is taken for an address", () => {
  const request = { socket: { remoteAddress: "10.0.0.1" }, headers: { "x-forwarded-for": "203.0.113.9" } };
  expect(clientAddress(request, null)).toBe("10.0.0.1");
});

test("settings are what the surroundings say, and otherwise this machine's own", () => {
  expect(readSettings({})).toMatchObject({
    port: 3000,
    host: "127.0.0.1",
    url: "http://localhost:3000",
    secure: false,
    proxy: null,
    mail: null,
  });
  expect(readSettings({}).databaseUrl).toMatch(/^file:\/.*\/data\/attune\.db$/);
  expect(readSettings({ PORT: "81", ATTUNE_DATA: "/srv/a" })).toMatchObject({
    url: "http://localhost:81",
    databaseUrl: "file:/srv/a/attune.db",
  });
  const open = { ATTUNE_HOST: "0.0.0.0", ATTUNE_URL: "https://learn.example/", ATTUNE_PROXY: "10.0.0.1" };
  expect(readSettings(open)).toMatchObject({ url: "https://learn.example", secure: true, host: "0.0.0.0" });
});

test.each([
  [{ PORT: "80x" }, /PORT/],
  [{ PORT: "70000" }, /PORT/],
  [{ ATTUNE_URL: "learn.example" }, /ATTUNE_URL/],
  [{ ATTUNE_URL: "https://learn.example/sub" }, /ATTUNE_URL/],
  [{ DATABASE_URL: "mysql://x" }, /DATABASE_URL/],
  [{ ATTUNE_MAIL: "mail.example" }, /ATTUNE_MAIL/],
  [{ ATTUNE_PURPOSE: "play" }, /ATTUNE_PURPOSE/],
  [{ ATTUNE_PROXY: "proxy.example" }, /ATTUNE_PROXY/],
  [{ ATTUNE_HOST: "0.0.0.0" }, /ATTUNE_PROXY/],
  [{ ATTUNE_HOST: "0.0.0.0", ATTUNE_URL: "http://learn.example", ATTUNE_PROXY: "10.0.0.1" }, /https/],
  [{ ATTUNE_HOST: "0.0.0.0", ATTUNE_URL: "https://learn.example" }, /ATTUNE_PROXY/],
  [{ ATTUNE_URL: "https://learn.example" }, /ATTUNE_PROXY/],
])("surroundings that cannot be worked with are refused in one sentence: %j", (surroundings, sentence) => {
  const read = () => readSettings(surroundings);
  expect(read).toThrow(Unfit);
  expect(read).toThrow(sentence);
});
