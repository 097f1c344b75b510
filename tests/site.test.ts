import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lintText } from "#app/content/lint/language.ts";
import siteMap from "#app/routes.ts";
import { checkInBrowser, closeBrowser, manners } from "./site/in-browser.ts";
import { type Entry, ledger, type Visit } from "./site/ledger.ts";
import { shownWords, titleOf, visit } from "./site/visit.ts";
import { actors, makeWorld, type World } from "./site/world.ts";

/** What a title or an address of a signed-in page may not say (decision 20). */
const topic = /\b(sex|stigma|affirm|allied|ally|consent|traffick|escort|umbrella)/i;
const isLong = process.env.ATTUNE_LONG === "1";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
}, 120_000);
afterAll(async () => {
  await closeBrowser();
  await world?.server.stop();
});

test("every route stands in the ledger, and every entry is a route", () => {
  const routes = siteMap.map(({ path = "" }) => path);
  expect(ledger.map(({ route }) => route).toSorted()).toEqual(routes.toSorted());
});

const visits = ledger.flatMap((entry) => entry.visits.map((visit): [string, Visit] => [nameOf(entry, visit), visit]));

describe("over HTTP", () => {
  test.each(visits)("%s keeps its bounds", async (_, page) => {
    const answer = await fetchVisit(page);
    expect(answer.status).toBe(page.status ?? 200);
    if (page.leadsTo) expect(answer.location?.startsWith(page.leadsTo)).toBe(true);
    expect(answer.queries).toBeLessThanOrEqual(page.queries);
    expect(answer.bytes).toBeLessThanOrEqual((page.kilobytes ?? 30) * 1000);
    expect(answer.headers.get("content-security-policy")).toMatch(/default-src 'none'; script-src 'self'/);
    expect(answer.headers.get("cache-control")).toMatch(/no-store|private, no-cache/);
    if (answer.status === 303) return;

    expect(titleOf(answer.body)).not.toMatch(topic);
    expect(titleOf(answer.body).startsWith("Error: ")).toBe([409, 422, 429].includes(answer.status));
    if ([409, 422].includes(answer.status))
      expect(answer.body).toMatch(/class="(error-summary|notice notice-attention)"/);
    expect(page.address(world)).not.toMatch(topic);
    expect(answer.body).not.toMatch(/<script(?![^>]*\ssrc="\/)[^>]*>|\sstyle="|\son\w+="|__remixContext|<iframe/);
    expect(foreignAddresses(answer.body)).toEqual([]);
    const loud = lintText(shownWords(answer.body)).filter(({ severity }) => severity !== "info");
    expect(loud).toEqual([]);
  });

  test.each(
    ledger.map((entry): [string, Entry] => [entry.route || "/", entry]),
  )("%s is there for whom it is, and for nobody else", async (_, entry) => {
    const address = (entry.address ?? entry.visits.find(({ post }) => !post)?.address)?.(world);
    if (address === undefined) return;
    const signedOut = await visit(world.origin, address);
    if (entry.signedOut === "sign-in") {
      expect([signedOut.status, signedOut.location]).toEqual([303, `/sign-in?to=${encodeURIComponent(address)}`]);
    }
    if (entry.signedOut === "404") expect(signedOut.status).toBe(404);
    for (const actor of entry.notFor ?? []) {
      const there = await visit(world.origin, address, world.cookies[actor]);
      const nowhere = await visit(world.origin, "/nothing-here", world.cookies[actor]);
      expect([actor, there.status, there.body]).toEqual([actor, 404, entry.isFile ? "Not found" : nowhere.body]);
    }
  });

  const withParameters = ledger.filter(({ route, visits }) => route.includes(":") && visits.length > 0);
  test.each(
    withParameters.map((entry): [string, Entry] => [entry.route, entry]),
  )("%s with a malformed parameter is the same 404", async (_, entry) => {
    const whole = entry.visits[0];
    if (!whole) throw new Error("An entry with parameters has a visit.");
    const segments = whole.address(world).replace(/\?.*/, "").split("/");
    const as = world.cookies[whole.as];
    // A one-time link that is void says so on a page of its own.
    const isLink = entry.route.endsWith(":token") || entry.route.startsWith("verify/:code");
    const nowhere = await visit(world.origin, "/nothing-here", as);
    for (const [at, name] of entry.route.split("/").entries()) {
      if (!name.startsWith(":")) continue;
      for (const wrong of ["zzzzzzzz", "%00", "%E0%A4%A", "..%2f..%2f", "x".repeat(400), "%3Cb%3E", "' or 1=1"]) {
        const address = addressWith(segments, at + 1, wrong);
        const answer = await visit(world.origin, address, as);
        const isUndecodable = wrong === "%E0%A4%A";
        expect([address, answer.status]).toEqual([address, isUndecodable && answer.status === 400 ? 400 : 404]);
        if (answer.status === 404 && !isLink) expect(answer.body).toBe(nowhere.body);
      }
    }
  });

  test("a page that may be kept is answered with 304 while nothing changed, and anew once it has", async () => {
    const cookie = world.cookies.outsider;
    for (const address of ["/learn", `/learn/${world.course.id}`]) {
      const first = await visit(world.origin, address, cookie);
      const headers = { "if-none-match": first.headers.get("etag") ?? "" };
      const again = await visit(world.origin, address, cookie, { headers });
      expect([again.status, again.bytes]).toEqual([304, 0]);
    }
  });
});

describe("in a browser", () => {
  const pages = visits.filter(([, page]) => page.status !== 303);
  const firsts = new Set(ledger.flatMap(({ visits }) => visits.find(({ status }) => status !== 303) ?? []));
  const sample = isLong
    ? pages.flatMap(([name, page]) =>
        manners.map((manner): [string, Visit, typeof manner] => [`${name}, ${manner.name}`, page, manner]),
      )
    : // Each page, and every third one of its further states, in one manner by turns.
      pages
        .filter(([, page], index) => firsts.has(page) || index % 3 === 0)
        .map(([name, page], index): [string, Visit, (typeof manners)[number]] => {
          const manner = manners[index % manners.length];
          if (!manner) throw new Error("There are manners.");
          return [`${name}, ${manner.name}`, page, manner];
        });
  test.each(sample)(
    "%s",
    async (_, page, manner) => {
      const cookie = page.as === "signed-out" ? undefined : world.cookies[page.as];
      const seen = await checkInBrowser({
        origin: world.origin,
        address: page.address(world),
        fields: page.post?.(world),
        cookie,
        manner,
      });
      expect(seen.violations).toEqual([]);
      expect(seen.foreign).toEqual([]);
      expect(seen.complaints).toEqual([]);
      expect(seen.overflow).toBe(0);
      expect(seen.scriptBytes).toBeLessThanOrEqual(20_000);
      expect(seen.hasReact).toBe(false);
    },
    30_000,
  );
});

function nameOf(entry: Entry, { state, as }: Visit): string {
  return `/${entry.route}${state ? `, ${state}` : ""}, as ${as}`;
}

function addressWith(segments: string[], at: number, wrong: string): string {
  return segments.map((segment, index) => (index === at ? wrong : segment)).join("/");
}

function fetchVisit(page: Visit) {
  const cookie = page.as === "signed-out" ? undefined : world.cookies[page.as];
  const fields = page.post?.(world);
  const body =
    fields &&
    new URLSearchParams(Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one])));
  return visit(world.origin, page.address(world), cookie, body ? { method: "POST", body: body.toString() } : {});
}

/** Anything but a link that would make a browser ask another host. */
function foreignAddresses(body: string): string[] {
  const asked = [...body.matchAll(/<(?!a\s)[a-z]+[^>]*?\s(?:src|href|action|poster|srcset)="([^"]*)"/g)].map(
    ([, address = ""]) => address,
  );
  return asked.filter((address) => /^(https?:)?\/\//.test(address));
}

test("every actor looks at something", () => {
  expect(actors.filter((actor) => !visits.some(([, { as }]) => as === actor) && actor !== "supervisor")).toEqual([]);
});
