import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask, ownForm } from "#tests/support/http.ts";
import { type RunningServer, startServer } from "#tests/support/server.ts";

let server: RunningServer;

beforeAll(async () => {
  server = await startServer();
});

afterAll(async () => {
  await server.stop();
});

test("every answer, whatever it is, carries the headers that shut everything else out", async () => {
  const script = await addressOfScript();
  for (const path of ["/sign-in", "/no-such-page", "/health", script]) {
    const { headers } = await ask(server.url, path);
    expect(headers, path).toMatchObject({
      "content-security-policy":
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
        "media-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      "referrer-policy": "same-origin",
      "x-content-type-options": "nosniff",
      "cross-origin-opener-policy": "same-origin",
      "x-robots-tag": "noindex, nofollow",
    });
    expect(headers["permissions-policy"], path).toContain("camera=()");
    expect(headers["content-type"], path).toMatch(/charset=utf-8/);
    expect(headers["strict-transport-security"], path).toBeUndefined();
    expect(headers["access-control-allow-origin"], path).toBeUndefined();
    expect(headers["x-attune-queries"], path).toBeUndefined();
  }
});

test("a page that does not say how long it may be kept is not kept", async () => {
  expect((await ask(server.url, "/sign-in")).headers["cache-control"]).toBe("no-store");
  expect((await ask(server.url, "/no-such-page")).headers["cache-control"]).toBe("no-store");
});

test("pages hold no inline script, no inline style and no data stream", async () => {
  const page = (await ask(server.url, "/sign-in")).body.toString();
  expect(page).toMatch(/^<!DOCTYPE html>/);
  expect(page.match(/<script(?![^>]*\ssrc=)[^>]*>/g)).toBeNull();
  expect(page).not.toMatch(/\sstyle="|<style|\son\w+="|__remixContext/);
  expect(page.trimEnd()).toMatch(/<\/html>$/);
});

describe("a write", () => {
  const write = async (headers: Record<string, string>) => {
    const form = ownForm({ email: "a@practice.example" });
    const { "Sec-Fetch-Site": _, ...plain } = form.headers;
    return (await ask(server.url, "/sign-in", { ...form, headers: { ...plain, ...headers } })).status;
  };

  test("from our own page is taken, by what the browser says or by its origin", async () => {
    expect(await write({ "Sec-Fetch-Site": "same-origin" })).not.toBe(403);
    expect(await write({ Origin: server.url })).not.toBe(403);
    expect(await write({ "Sec-Fetch-Site": "none", Origin: server.url })).not.toBe(403);
  });

  test("from anywhere else, or that gives no sign, is refused in one sentence", async () => {
    expect(await write({})).toBe(403);
    expect(await write({ Origin: "null" })).toBe(403);
    expect(await write({ Origin: "https://elsewhere.example" })).toBe(403);
    expect(await write({ Origin: server.url.replace("localhost", "127.0.0.1") })).toBe(403);
    expect(await write({ "Sec-Fetch-Site": "cross-site", Origin: server.url })).toBe(403);
    expect(await write({ "Sec-Fetch-Site": "same-site" })).toBe(403);
    const { body, headers } = await ask(server.url, "/sign-in", { method: "POST", headers: { "Content-Length": "0" } });
    expect(body.toString()).toContain("was not sent from our own pages, so nothing was changed.");
    expect(headers["cache-control"]).toBe("no-store");
  });

  test("of more than 64 kB is refused before it is read, and so is one that hides its length", async () => {
    const { headers } = ownForm({});
    const large = "a".repeat(64 * 1024 + 1);
    const declared = { ...headers, "Content-Length": String(large.length) };
    expect((await ask(server.url, "/sign-in", { method: "POST", headers: declared, body: large })).status).toBe(413);
    const { "Content-Length": _, ...undeclared } = headers;
    const hidden = { ...undeclared, "Transfer-Encoding": "chunked" };
    expect((await ask(server.url, "/sign-in", { method: "POST", headers: hidden, body: "a=b" })).status).toBe(411);
  });
});

test("kinds of request that no page sends are refused", async () => {
  for (const method of ["TRACE", "OPTIONS", "PUT", "DELETE", "PATCH", "PROPFIND"]) {
    const { status, headers } = await ask(server.url, "/sign-in", { method });
    expect([method, status, headers.allow]).toEqual([method, 405, "GET, HEAD, POST"]);
  }
});

test("addresses of bare data, of other hosts and of nothing readable are the page that is not there", async () => {
  const missing = await ask(server.url, "/no-such-page");
  expect(missing.status).toBe(404);
  const paths = [
    "/sign-in.data",
    "/_root.data",
    "/sign-in?_data=root",
    "/__manifest?p=%2F",
    "//elsewhere.example/",
    "/\\elsewhere.example",
    "/%E0%A4%A",
    "/sign-in%00",
  ];
  for (const path of paths) {
    const { status, body } = await ask(server.url, path);
    expect([path, status]).toEqual([path, 404]);
    expect(body.equals(missing.body), path).toBe(true);
  }
});

test("nothing of the server's own is served", async () => {
  for (const path of [
    "/.vite/manifest.json",
    "/../server/index.js",
    "/assets/../../server/index.js",
    "/.git/config",
    "/package.json",
    "/attune.db",
  ]) {
    expect([path, (await ask(server.url, path)).status]).toEqual([path, 404]);
  }
  const map = `${await addressOfScript()}.map`;
  expect((await ask(server.url, map)).status).toBe(404);
});

test("a read under another name of this machine goes to the one name; health answers under any", async () => {
  const port = new URL(server.url).port;
  for (const name of ["127.0.0.1", "[::1]", "127.8.8.8"]) {
    const { status, headers } = await ask(server.url, "/sign-in?to=%2Flearn", { headers: { Host: `${name}:${port}` } });
    expect([name, status, headers.location]).toEqual([name, 302, `${server.url}/sign-in?to=%2Flearn`]);
  }
  for (const name of ["127.0.0.1", "localhost", "anything.example"]) {
    const { status, body } = await ask(server.url, "/health", { headers: { Host: name } });
    expect([name, status, body.toString()]).toEqual([name, 200, "ok"]);
  }
});

test("hashed files are kept for ever and travel packed; pages over 4 kB travel packed", async () => {
  const script = await addressOfScript();
  const plain = await ask(server.url, script);
  const brotli = await ask(server.url, script, { headers: { "Accept-Encoding": "gzip, br" } });
  const gzip = await ask(server.url, script, { headers: { "Accept-Encoding": "gzip, br;q=0" } });
  expect(plain.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  expect(plain.headers.vary).toBe("Accept-Encoding");
  expect(brotliDecompressSync(brotli.body).equals(plain.body)).toBe(true);
  expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true);

  const page = await ask(server.url, "/privacy");
  const packed = await ask(server.url, "/privacy", { headers: { "Accept-Encoding": "br" } });
  expect(page.body.length).toBeGreaterThan(4096);
  expect(packed.headers["content-encoding"]).toBe("br");
  expect(brotliDecompressSync(packed.body).equals(page.body)).toBe(true);
});

test("a request for the head alone is answered without a body", async () => {
  const { status, body } = await ask(server.url, "/sign-in", { method: "HEAD" });
  expect([status, body.length]).toEqual([200, 0]);
});

async function addressOfScript(): Promise<string> {
  const page = (await ask(server.url, "/sign-in")).body.toString();
  return /<script[^>]*\ssrc="([^"]+)"/.exec(page)?.[1] ?? "/no-script-on-the-page";
}
