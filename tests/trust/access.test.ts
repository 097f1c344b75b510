import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Db, openDatabase } from "#db/open.ts";
import type { Schema } from "#db/schema.ts";
import { type Answer, visit } from "#tests/site/visit.ts";
import { carriesFile, harmlessProbeOf, ownerOf, type Probe, probeOf, randomised, send } from "./access-probe.ts";
import { columns, type Line, type Mark, readParts, readTable } from "./access-table.ts";
import { type AccessWorld, makeAccessWorld, type Visitor } from "./access-world.ts";

const isLong = process.env.ATTUNE_LONG === "1";
const table = readTable();
const parts = readParts();

describe("the table", () => {
  test("has a cell for every loader, every action and every form of an action", () => {
    const known = new Set(table.flatMap((line) => [line.where, keyOf(line)]));
    const wanted = parts.flatMap((part) => {
      const { route, method, intents } = part;
      return intents.length > 0 ? intents.map((intent) => `${method} /${route} (${intent})`) : [keyOf(part)];
    });
    expect(wanted.filter((where) => !known.has(where))).toEqual([]);
  });

  test("names nothing twice, and nothing that is not there", () => {
    const wheres = table.map(({ where }) => where);
    expect(wheres.filter((where, at) => wheres.indexOf(where) !== at)).toEqual([]);
    const there = new Set(parts.map(({ route, method }) => `${method} /${route}`));
    // A page without a loader of its own is there as well.
    const isThere = ({ method, route }: Line) => there.has(`${method} /${route}`) || route === "verify";
    expect(table.filter((line) => !isThere(line)).map(({ where }) => where)).toEqual([]);
  });

  test("is asked by every loader and action that is not open to everybody", () => {
    const open = new Set(table.filter(({ cells }) => cells["Signed out"] !== "sign in").map(keyOf));
    const silent = parts.filter(
      (part) => !open.has(keyOf(part)) && !/\b(require|load)[A-Z]\w*\([^)]*\brequest\b/.test(part.text),
    );
    expect(silent.map(({ file, method }) => `${file} ${method}`)).toEqual([]);
  });
});

function keyOf({ route, method }: { route: string; method: string }): string {
  return `${method} ${route}`;
}

describe("over HTTP", () => {
  let world: AccessWorld;
  let before: string;
  beforeAll(async () => {
    world = await makeAccessWorld();
    before = await digest(world);
  }, 180_000);
  afterAll(() => world?.server.stop());

  test.each(table.map((line, at): [string, Line, number] => [line.where, line, at]))(
    "%s",
    async (_, line, at) => {
      for (const visitor of visitorsOf(line, at, world)) await judge(line, visitor, world);
    },
    120_000,
  );

  test("no page has a data request, for anybody", async () => {
    const pages = table.filter(({ method }) => method === "GET");
    for (const [at, line] of pages.entries()) {
      for (const visitor of isLong ? world.visitors : [world.visitors[at % world.visitors.length]]) {
        if (!visitor) continue;
        const address = probeOf(line, world).address.replace(/\?.*/, "");
        const path = address === "/" ? "/_root" : address;
        const nothing = await visit(world.origin, "/nothing-here.data", visitor.cookie);
        for (const asked of [`${path}.data`, `${address}?_data=${encodeURIComponent(`routes/${line.route}`)}`]) {
          const answer = await visit(world.origin, asked, visitor.cookie);
          expect([asked, visitor.name, answer.status, answer.body]).toEqual([asked, visitor.name, 404, nothing.body]);
        }
      }
    }
  }, 300_000);

  test("after all that was tried, nothing has changed", async () => {
    expect(await digest(world)).toBe(before);
  });

  test("everybody of whom the table speaks was there", () => {
    expect(new Set(world.visitors.map(({ column }) => column))).toEqual(new Set(columns));
  });
});

/** All, in the long form; else one visitor of each column, by turns. */
function visitorsOf(line: Line, at: number, world: AccessWorld): Visitor[] {
  const owner = ownerOf(line);
  const placed = world.visitors.map((visitor) => ({ ...visitor, column: columnOf(visitor, owner) }));
  if (isLong) return placed;
  return columns.flatMap((column) => {
    const those = placed.filter((visitor) => visitor.column === column);
    return those[at % those.length] ?? [];
  });
}

/** The learner whose thing it is changes from line to line; another learner is another learner. */
function columnOf({ name, column }: Visitor, owner: string): Visitor["column"] {
  if (name === owner && (column === "Learner" || column === "Theirs")) return "Theirs";
  const isOwned = owner.startsWith("therapist") && name !== owner;
  return column === "Theirs" && isOwned ? "Learner" : column;
}

async function judge(line: Line, visitor: Visitor, world: AccessWorld): Promise<void> {
  const mark = line.cells[visitor.column];
  const probe = mark === "yes" || mark === "own" ? harmlessProbeOf(line, world) : probeOf(line, world);
  if (!probe) return;
  const answer = await send(world, probe, visitor);
  const seen = `${line.where} as ${visitor.name}: ${answer.status} ${answer.location ?? ""}`;
  const judgements: Record<Mark, () => void | Promise<void>> = {
    yes: () => expect(seen).not.toMatch(isRefusal(answer) ? /./ : /^$/),
    own: () => expectOwn(seen, { answer, visitor, world }),
    "sign in": () => expect([seen, answer.status, answer.location]).toEqual([seen, 303, signInTo(probe)]),
    "–": () => expectNothing(seen, { answer, line, probe, visitor, world }),
  };
  await judgements[mark]();
}

interface Judged {
  answer: Answer;
  visitor: Visitor;
  world: AccessWorld;
}

function isRefusal({ status, location }: Answer): boolean {
  return status === 404 || status >= 500 || location?.startsWith("/sign-in?to=") === true;
}

/** Nothing that only the first therapist wrote stands in what others are answered. */
function expectOwn(seen: string, { answer, visitor }: Judged): void {
  expect(seen).not.toMatch(answer.location?.startsWith("/sign-in?to=") || answer.status >= 500 ? /./ : /^$/);
  if (visitor.name === "therapist") return;
  for (const words of ["I go for pity first", "I read with a magnifier", "therapist@practice.example"]) {
    expect([seen, answer.body.includes(words)]).toEqual([seen, false]);
  }
}

/** The very answer to ids that name nothing: status, headers that say anything, and every byte. */
async function expectNothing(
  seen: string,
  { answer, line, probe, visitor, world }: Judged & { line: Line; probe: Probe },
): Promise<void> {
  // Who has left is led to their records from wherever they ask.
  if (visitor.name === "left" && answer.location === "/records") return;
  const { back, ...random } = randomised(line, probe, world);
  const nothing = await send(world, random, visitor);
  const told = ({ status, location, headers, body }: Answer, turn: (text: string) => string) => {
    const kept = ["content-type", "cache-control", "etag", "content-disposition"].map((name) => headers.get(name));
    return { seen, status, location: location && turn(location), kept, body: turn(body) };
  };
  expect(told(answer, (text) => text)).toEqual(told(nothing, back));
  const isNothing = answer.status === 404 || answer.location !== null || visitor.cookie === undefined;
  expect([seen, isNothing || carriesFile.has(line.where)]).toEqual([seen, true]);
}

function signInTo({ address, fields }: Probe): string {
  const to = fields ? address.replace(/\?.*/, "") : address;
  return `/sign-in?to=${encodeURIComponent(to)}`;
}

/** What a visitor could have changed. What is noted of looking, of signing in and by jobs is left out. */
const kept: (keyof Schema)[] = [
  "practice",
  "person",
  "password",
  "role_grant",
  "team",
  "team_member",
  "team_supervisor",
  "invitation",
  "reset_link",
  "enrolment",
  "enrolment_place",
  "lesson_read",
  "attempt",
  "attempt_answer",
  "accommodation",
  "completion_record",
  "record_person",
  "private_text",
  "bookmark",
  "audit_entry",
];

async function digest({ server, visitors }: AccessWorld): Promise<string> {
  const { db, close } = openDatabase(server.databaseUrl);
  const hash = createHash("sha256");
  for (const table of kept) hash.update(JSON.stringify(await rowsOf(db, table)));
  const { open } = await db
    .selectFrom("session")
    .select((row) => row.fn.countAll().as("open"))
    .executeTakeFirstOrThrow();
  await close();
  return `${hash.digest("hex")}, ${open} sessions of ${visitors.length} visitors`;
}

async function rowsOf(db: Db, table: keyof Schema): Promise<string[]> {
  const rows = await db.selectFrom(table).selectAll().execute();
  return rows.map((row) => JSON.stringify(row)).sort();
}
