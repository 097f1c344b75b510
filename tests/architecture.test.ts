import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

/** What each folder may import beside itself; the longest name that fits a file is its home. */
const mayImport: Record<string, string[]> = {
  db: [],
  "app/platform": [],
  "app/domain": [
    "db/open",
    "db/compiled",
    "db/schema",
    "app/platform/chance",
    "app/platform/seal",
    // What only this server can say: by hand it would go through every act that a record may follow from.
    "app/platform/entry-stamps",
    // How files are written, not where.
    "app/platform/pdf-attachment",
    "app/platform/zip",
  ],
  "app/content": ["app/domain"],
  "app/messages": ["app/domain"],
  "app/certificate": ["app/domain", "app/messages"],
  "app/enhance": [],
  "app/components": ["app/domain", "app/messages", "app/document-context"],
  "app/routes": [
    "app",
    "app/domain",
    "app/content",
    "app/certificate",
    "app/components",
    "app/messages",
    "app/platform",
    "db/db.server",
  ],
  app: [
    "app/certificate",
    "app/domain",
    "app/content",
    "app/components",
    "app/messages",
    "app/platform",
    "app/enhance",
    "db/open",
    "db/compiled",
    "db/schema",
    "db/db.server",
  ],
  server: ["app/domain", "app/content", "app/certificate", "app/messages", "app/platform", "db"],
  cli: ["app/domain", "app/content", "app/platform", "db", "server"],
};
/** Files that stand in a folder for a reason of their own. */
const exceptions: Record<string, string[]> = {
  // The app's one database is opened from the settings.
  "db/db.server": ["app/platform/settings", "app/platform/tally"],
  // What is made anew is counted where it is made.
  "app/components/prose/render.server": ["app/domain", "app/messages", "app/platform/tally"],
  // The demo practice is made by the same acts as a real one.
  "db/demo": ["app/domain", "app/platform/chance", "app/platform/settings"],
  "db/demo/study": ["app/domain"],
};

const roots = ["app", "db", "server", "cli"];
const homes = Object.keys(mayImport).sort((a, b) => b.length - a.length);
const files = roots
  .flatMap((root) => readdirSync(root, { recursive: true, encoding: "utf8" }).map((file) => join(root, file)))
  .filter((file) => /\.(ts|tsx|mjs)$/.test(file));
const sourceOf = new Map(files.map((file) => [file, readFileSync(file, "utf8")]));

test.each(files)("%s imports only what lies below it", (file) => {
  const home = homeOf(file);
  const allowed = [home, ...(mayImport[home] ?? []), ...(exceptions[stem(file)] ?? [])];
  const climbing = importsOf(file).filter((path) => !allowed.includes(path) && !allowed.includes(homeOf(path)));
  expect(climbing).toEqual([]);
});

test("no file imports itself, however far round", () => {
  const circular = files.filter((file) => reachable(stem(file)).has(stem(file)));
  expect(circular).toEqual([]);
});

test("only db/open.ts opens a transaction", () => {
  expect(filesWith(/\.(transaction|startTransaction)\(\)/)).toEqual(["db/open.ts"]);
});

test("only the migrations run SQL from text", () => {
  expect(filesWith(/sql\.raw\(/)).toEqual(["db/migrate.ts"]);
});

test("only the settings read the environment, and the launcher before there are any", () => {
  expect(filesWith(/process\.env/)).toEqual(["app/platform/settings.ts", "server/launch.mjs"]);
});

test("Lucia stands behind auth.server.ts and the session store", () => {
  expect(
    filesWith(/from "lucia"|module "lucia"/).filter((file) => !/^app\/(auth\.server|session-store)\.ts$/.test(file)),
  ).toEqual([]);
});

test("Markdoc is known to the compiler and no one else", () => {
  expect(filesWith(/@markdoc\/markdoc/).filter((file) => !file.startsWith("app/content/"))).toEqual([]);
});

test("Remix and React are unknown below the routes", () => {
  const below = /^(app\/(domain|content|platform)|db|cli)\//;
  expect(filesWith(/from "(@remix-run\/(react|node)|react)/).filter((file) => below.test(file))).toEqual([]);
});

test("a request or a response is seen by routes, the sign-in seam and the entries alone", () => {
  const below = /^(app\/(domain|content|components)|db|cli)\//;
  expect(
    filesWith(/\b(new )?(Request|Response|FormData|Headers)\b[(<:;, )]/).filter(
      (file) => below.test(file) && !/\.md$/.test(file),
    ),
  ).toEqual([]);
});

test("one file puts ready-made HTML on a page", () => {
  expect(filesWith(/dangerouslySetInnerHTML=/).filter((file) => !file.startsWith("app/components/prose/"))).toEqual([]);
  expect(filesWith(/dangerouslySetInnerHTML=/).length).toBeLessThanOrEqual(1);
});

test("the wall clock is read in one place", () => {
  const readers = filesWith(/new Date\(\)|Date\.now\(\)/);
  const allowed = [
    "app/platform/clock.ts",
    "db/open.ts",
    "app/session-store.ts",
    "app/auth.server.ts",
    "app/platform/chance.ts",
  ];
  expect(
    readers.filter(
      (file) =>
        !allowed.includes(file) &&
        !/^(server|cli|app\/enhance|app\/platform)\//.test(file) &&
        file !== "app/entry.client.ts",
    ),
  ).toEqual([]);
});

test("no file is longer than 250 lines, but for the two lists of the tables", () => {
  const long = files.filter(
    (file) =>
      !["db/schema.ts", "app/domain/personal-data.ts"].includes(file) &&
      (sourceOf.get(file) ?? "").split("\n").length > 251,
  );
  expect(long).toEqual([]);
});

test("no folder collects what has no name", () => {
  const folders = files.flatMap((file) => dirname(file).split("/"));
  const nameless = ["utils", "util", "lib", "helpers", "services", "hooks", "common", "shared"];
  expect(folders.filter((folder) => nameless.includes(folder))).toEqual([]);
});

test("JSX stays where React is", () => {
  const jsx = files.filter((file) => file.endsWith(".tsx"));
  expect(
    jsx.filter((file) => !/^app\/(routes|components)\/|^app\/(root|entry\.server|document-context)\.tsx$/.test(file)),
  ).toEqual([]);
});

function filesWith(pattern: RegExp): string[] {
  return files.filter((file) => pattern.test(withoutComments(sourceOf.get(file) ?? ""))).sort();
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "");
}

function reachable(from: string, seen = new Set<string>()): Set<string> {
  const file = files.find((candidate) => stem(candidate) === from);
  if (!file) return seen;
  for (const path of importsOf(file)) {
    if (seen.has(path)) continue;
    seen.add(path);
    reachable(path, seen);
  }
  return seen;
}

/** The project's own files that a file imports, as paths without an extension. */
function importsOf(file: string): string[] {
  const specifiers = withoutComments(sourceOf.get(file) ?? "").matchAll(
    /(?:from|import)\s*\(?\s*"([.#][^"?]*)(?:\?[^"]*)?"/g,
  );
  return [...specifiers]
    .map(([, specifier = ""]) => (specifier.startsWith("#") ? specifier.slice(1) : join(dirname(file), specifier)))
    .filter((path) => roots.some((root) => path.startsWith(`${root}/`)))
    .map(stem);
}

function homeOf(path: string): string {
  return homes.find((home) => path.startsWith(`${home}/`)) ?? path;
}

function stem(path: string): string {
  return path.replace(/\.(ts|tsx|mjs|js|json|css)$/, "");
}
