import { type Browser, chromium, type Page } from "@playwright/test";
import { findViolations } from "#tests/support/axe.ts";
import { findBrowser } from "#tests/support/browser.ts";

/** A way of looking: theme, width and whether our script arrives. Axe itself is script, so that it is not switched off. */
export interface Manner {
  name: string;
  colorScheme: "light" | "dark";
  width: number;
  withScript: boolean;
}

/** All eight; a covering sample takes them in turn. */
export const manners: Manner[] = (["light", "dark"] as const).flatMap((colorScheme) =>
  [320, 1280].flatMap((width) =>
    [true, false].map((withScript) => ({
      name: `${colorScheme}, ${width} px, ${withScript ? "with" : "without"} script`,
      colorScheme,
      width,
      withScript,
    })),
  ),
);

interface Look {
  origin: string;
  address: string;
  fields?: Record<string, string | string[]>;
  cookie?: string;
  manner: Manner;
}

let browser: Promise<Browser> | undefined;
/** One tab for each manner: to open another takes longer than to look at a page. */
const tabs = new Map<string, Promise<Page>>();

/** What one look at a page finds: axe's violations, requests to other hosts, complaints of the console, and its size. */
export async function checkInBrowser({ origin, address, fields, cookie, manner }: Look) {
  const page = await tabOf(manner);
  await forget(page, origin);
  if (cookie) await page.context().addCookies([toCookie(origin, cookie)]);
  const foreign: string[] = [];
  const complaints: string[] = [];
  // By address: a form that is sent loads the page, and its script, once more.
  const scripts = new Map<string, Promise<string>>();
  page.on("request", (request) => {
    if (!request.url().startsWith(`${origin}/`)) foreign.push(request.url());
  });
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") scripts.set(response.url(), response.text());
  });
  page.on("console", (message) => {
    // A page that is asked to answer with an error is told so by the browser itself.
    if (message.type() === "error" && !/status of 4\d\d|net::ERR_FAILED/.test(message.text()))
      complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(origin + address, { waitUntil: "load" });
  if (fields) await send(page, fields);
  const violations = await findViolations(page);
  const overflow = await page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth));
  const texts = await Promise.all(scripts.values());
  return {
    violations,
    foreign,
    complaints,
    overflow,
    scriptBytes: texts.reduce((total, text) => total + Buffer.byteLength(text), 0),
    hasReact: texts.some((text) => /react/i.test(text)),
  };
}

export async function closeBrowser(): Promise<void> {
  const standing = await browser;
  // The next file of this worker begins with one of its own.
  browser = undefined;
  tabs.clear();
  await standing?.close();
}

function tabOf(manner: Manner): Promise<Page> {
  const tab = tabs.get(manner.name) ?? open(manner);
  tabs.set(manner.name, tab);
  return tab;
}

async function open({ colorScheme, width, withScript }: Manner): Promise<Page> {
  const found = findBrowser();
  if (!found)
    throw new Error("No browser: set CHROMIUM_PATH, or ATTUNE_INSTALL_BROWSER=1 to let the tests install one.");
  browser ??= chromium.launch(found);
  const context = await (await browser).newContext({ colorScheme, viewport: { width, height: 800 } });
  const page = await context.newPage();
  if (!withScript) await page.route(/\/assets\/.*\.js$/, (route) => route.abort());
  return page;
}

/**
 * Nothing of the last look is left: no cookie, nothing that a script kept, nothing in the cache, nobody listening. An
 * address of the same server without a page: after about:blank a browser begins with a new process and compiles all anew.
 */
async function forget(page: Page, origin: string): Promise<void> {
  for (const event of ["request", "response", "console", "pageerror"]) page.removeAllListeners(event);
  await page.goto(`${origin}/health`);
  await page.context().clearCookies();
  const browsing = await page.context().newCDPSession(page);
  await browsing.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" });
  await browsing.send("Network.clearBrowserCache");
  await browsing.detach();
}

function toCookie(origin: string, cookie: string) {
  const [name = "", value = ""] = cookie.split(/=(.*)/s);
  return { name, value, url: origin, httpOnly: true, sameSite: "Lax" as const };
}

/** Sends a form from the page itself, with these fields and no others, and waits for the page that answers. */
async function send(page: Page, fields: Record<string, string | string[]>): Promise<void> {
  const pairs = Object.entries(fields).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  );
  const answered = page.waitForEvent("load");
  await page.evaluate((pairs) => {
    const form = document.createElement("form");
    form.method = "post";
    for (const [name, value] of pairs) {
      const input = document.createElement("input");
      Object.assign(input, { type: "hidden", name, value });
      form.append(input);
    }
    document.body.append(form);
    HTMLFormElement.prototype.submit.call(form);
  }, pairs);
  await answered;
}
