import { isIP } from "node:net";
import { isAbsolute, join, resolve } from "node:path";

/** What the surroundings decide. Nothing else reads the environment. */
export interface Settings {
  port: number;
  /** The address the server listens on. */
  host: string;
  /** The public origin, without a slash at its end; links and cookies are made from it, never from the Host header. */
  url: string;
  /** Whether the public origin is https. */
  secure: boolean;
  databaseUrl: string;
  dataFolder: string;
  keysFolder: string;
  evidenceFolder: string;
  coursesFolder: string;
  /** The peer whose X-Forwarded-For is believed, as an IP address. */
  proxy: string | null;
  /** The mail server, as smtp://user:password@host:port or smtps://…, and who mail is from. */
  mail: string | null;
  mailFrom: string | null;
  /** How many wrong tries to sign in one account is allowed from one network in a quarter of an hour. */
  signInTries: number;
  /** Test hooks; a server refuses them off loopback and on a database that is neither test nor demo. */
  clockFile: string | null;
  testSeed: string | null;
  /** Whether answers say how many queries they took. */
  countQueries: boolean;
  /** What a new database without people is marked as. */
  purpose: "live" | "demo" | "test";
  development: boolean;
}

/** Something in the surroundings that cannot be worked with, said in one sentence that names what to do. */
export class Unfit extends Error {}

let known: Settings | undefined;

/** The settings of this process, read once. */
export function settings(): Settings {
  known ??= readSettings(process.env);
  return known;
}

/** Reads settings from an environment; throws `Unfit` for one that cannot be used. */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const read = (name: string) => environment[name]?.trim() || null;
  const port = toPort(read("PORT"));
  const host = read("ATTUNE_HOST") ?? "127.0.0.1";
  const url = toOrigin(read("ATTUNE_URL") ?? `http://localhost:${port}`);
  const dataFolder = resolve(read("ATTUNE_DATA") ?? "data");
  const proxy = toProxy(read("ATTUNE_PROXY"));
  refuseOpenHttp({ host, url, proxy });
  return {
    port,
    host,
    url,
    secure: url.startsWith("https:"),
    databaseUrl: toDatabaseUrl(read("DATABASE_URL"), dataFolder),
    dataFolder,
    keysFolder: resolve(read("ATTUNE_KEYS") ?? "keys"),
    evidenceFolder: resolve(read("ATTUNE_EVIDENCE") ?? "evidence"),
    coursesFolder: resolve(read("ATTUNE_COURSES") ?? "courses"),
    proxy,
    mail: toMailServer(read("ATTUNE_MAIL")),
    mailFrom: read("ATTUNE_MAIL_FROM"),
    signInTries: toTries(read("ATTUNE_SIGN_IN_TRIES")),
    clockFile: read("ATTUNE_CLOCK"),
    testSeed: read("ATTUNE_TEST_SEED"),
    countQueries: read("ATTUNE_COUNT_QUERIES") === "1",
    purpose: toPurpose(read("ATTUNE_PURPOSE")),
    development: environment.NODE_ENV === "development",
  };
}

/** Whether an address is this machine's own, so that nobody else can reach what listens there. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}

function toPort(text: string | null): number {
  const port = Number(text ?? 3000);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new Unfit(`PORT is "${text}", which is not a port: set it to a number from 1 to 65535.`);
}

function toOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.pathname === "/" && url.search === "") return url.origin;
  throw new Unfit(`ATTUNE_URL is "${text}": set it to an origin such as https://learn.example, without a path.`);
}

function toProxy(text: string | null): string | null {
  if (text === null || isIP(text)) return text;
  throw new Unfit(`ATTUNE_PROXY is "${text}": set it to the IP address from which the proxy connects.`);
}

/** Off loopback nothing travels in the clear: https at a proxy, which is named, or not at all. */
function refuseOpenHttp({ host, url, proxy }: Pick<Settings, "host" | "url" | "proxy">): void {
  const open = !isLoopback(host) || !isLoopback(new URL(url).hostname);
  if (!open || (url.startsWith("https:") && proxy)) return;
  throw new Unfit(
    "To be reached from other machines, set ATTUNE_URL to an https address and ATTUNE_PROXY to the IP address of the proxy that serves it.",
  );
}

function toDatabaseUrl(text: string | null, dataFolder: string): string {
  if (text === null) return `file:${join(dataFolder, "attune.db")}`;
  if (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text)) return text;
  const file = /^file:(?:\/\/(?=\/))?(.+)$/.exec(text)?.[1];
  if (file) return `file:${isAbsolute(file) ? file : resolve(file)}`;
  throw new Unfit("DATABASE_URL is neither file:/path/to/attune.db nor postgres://user:password@host:port/name.");
}

function toMailServer(text: string | null): string | null {
  if (text === null || (/^smtps?:\/\//.test(text) && URL.canParse(text))) return text;
  throw new Unfit("ATTUNE_MAIL is not a mail server: set it to smtp://user:password@host:port or smtps://….");
}

function toTries(text: string | null): number {
  const tries = Number(text ?? 10);
  if (Number.isInteger(tries) && tries >= 3) return tries;
  throw new Unfit(
    `ATTUNE_SIGN_IN_TRIES is "${text}": set it to a whole number of 3 or more, or leave it unset for 10.`,
  );
}

function toPurpose(text: string | null): Settings["purpose"] {
  if (text === null || text === "live") return "live";
  if (text === "demo" || text === "test") return text;
  throw new Unfit(`ATTUNE_PURPOSE is "${text}": leave it unset.`);
}
