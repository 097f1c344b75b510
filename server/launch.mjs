/**
 * What `npm start`, `npm run demo` and the other commands run. It has no dependency and parses on Node 18, since it is
 * what installs the dependencies and finds a Node that can run the rest.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
process.chdir(root);

const [command = "", ...words] = process.argv.slice(2);
const commands = {
  start: () => serve([], { NODE_ENV: "production" }),
  demo: () =>
    serve(["--demo"], {
      NODE_ENV: "production",
      ATTUNE_PURPOSE: "demo",
      ...ownFolder("demo"),
    }),
  dev: () => develop({ NODE_ENV: "development", ...ownFolder("dev") }),
  test: () => buildThen("tests/programme.ts", {}),
  "test:long": () => buildThen("tests/programme.ts", { ATTUNE_LONG: "1" }),
  bench: () => buildThen("tests/bench/bench.ts", {}),
  check: () => become(["cli/check.ts", ...words], {}),
  attune: () => become(["cli/attune.ts", ...words], {}),
};
if (!Object.keys(commands).includes(command)) stop(`Say one of: ${Object.keys(commands).join(", ")}.`);

refuseUnknownOptions();
installWhenChanged();
const node = findNode();
await commands[command]();

/** Builds when something changed, prepares the database, serves, and prints last the line that a person needs. */
async function serve(options, surroundings) {
  buildWhenChanged();
  const lines = await prepare(options, surroundings);
  announce(become(["server/main.ts"], surroundings), lines);
}

/** The working copy with live reload; nothing is built and nothing published. */
async function develop(surroundings) {
  const lines = await prepare(["--publish-nothing"], surroundings);
  const vite = ["node_modules/@remix-run/dev/dist/cli.js", "vite:dev", "--host", "127.0.0.1", "--strictPort"];
  announce(become([...vite, "--port", surroundings.PORT], surroundings), lines);
}

function buildThen(program, surroundings) {
  buildWhenChanged();
  become([program, ...words], surroundings);
}

/** Runs what must be done before serving; answers with the lines to print once pages answer. */
function prepare(options, surroundings) {
  return new Promise((settle) => {
    let lines = [];
    const child = run(["server/prepare.ts", ...options], surroundings);
    child.on("message", (message) => {
      lines = message;
    });
    child.on("exit", (code, signal) => (code === 0 ? settle(lines) : process.exit(signal ? 1 : code)));
  });
}

function announce(child, lines) {
  child.once("message", () => console.log(lines.join("\n")));
}

/** Runs a program to its end as if it were this one: signals go on to it, and its exit code is ours. */
function become(program, surroundings) {
  const child = run(program, surroundings);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(signal ? 1 : code));
  return child;
}

function run(program, surroundings) {
  const quiet = "--disable-warning=ExperimentalWarning";
  return spawn(node, [quiet, ...program], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...withNode(), ...surroundings },
  });
}

function installWhenChanged() {
  const mark = join("node_modules", ".attune-installed");
  const wanted = hashOfDependencies();
  if (textOf(mark) === wanted) return;
  console.log("Installing what package-lock.json names …");
  const npm = process.env.npm_execpath;
  const args = ["ci", "--loglevel=error", "--no-audit", "--no-fund"];
  const options = { stdio: "inherit", env: { ...process.env, NODE_ENV: "", npm_config_omit: "" } };
  const done = /\.c?js$/.test(npm ?? "")
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync("npm", args, { ...options, shell: process.platform === "win32" });
  if (done.status !== 0)
    stop("npm could not install the dependencies: read its message above, mend that, and run this again.");
  writeFileSync(mark, wanted);
}

/** A changed script or description in package.json installs nothing. */
function hashOfDependencies() {
  const { scripts, description, version, ...rest } = JSON.parse(textOf("package.json"));
  return createHash("sha256").update(JSON.stringify(rest)).update(textOf("package-lock.json")).digest("hex");
}

/** This Node if it is new enough to run TypeScript as it stands, else the one that npm brought. */
function findNode() {
  if (isEnough(process.version)) return process.execPath;
  const file = process.platform === "win32" ? "node.exe" : "node";
  const brought = readdirSync("node_modules").filter((name) => name.startsWith("node-"));
  for (const candidate of brought.map((name) => join(root, "node_modules", name, "bin", file))) {
    const asked = existsSync(candidate) ? spawnSync(candidate, ["--version"], { encoding: "utf8" }) : undefined;
    if (asked?.status === 0 && isEnough(asked.stdout.trim())) return candidate;
  }
  return stop(
    `Attune needs Node.js 22.18 or later; this machine has ${process.version}: install a newer one from https://nodejs.org/.`,
  );
}

function isEnough(version) {
  const [major, minor] = version.replace("v", "").split(".").map(Number);
  return major > 22 || (major === 22 && minor >= 18);
}

function buildWhenChanged() {
  const mark = join("build", ".attune-built");
  const sources = [
    "app",
    "db",
    "public",
    "server/compress.ts",
    "remix.config.js",
    "vite.config.ts",
    "tsconfig.json",
    "package-lock.json",
  ];
  const wanted = hashOf(sources.flatMap(filesUnder));
  if (textOf(mark) === wanted) return;
  console.log("Building …");
  const programs = [["node_modules/@remix-run/dev/dist/cli.js", "vite:build"], ["server/compress.ts"]];
  for (const program of programs) {
    const done = spawnSync(node, ["--disable-warning=ExperimentalWarning", ...program], {
      stdio: ["ignore", "pipe", "inherit"],
      encoding: "utf8",
      env: { ...withNode(), NODE_ENV: "production" },
    });
    if (done.status !== 0) stop(`${done.stdout}\nThe build failed: read its message above.`);
  }
  mkdirSync("build", { recursive: true });
  writeFileSync(mark, wanted);
}

/** All that an instance keeps under one folder (`--data`), on this machine only, whatever the environment says. */
function ownFolder(folder) {
  const away = resolve(option("--data") ?? folder);
  return {
    PORT: option("--port") ?? process.env.PORT ?? "3000",
    ATTUNE_HOST: "127.0.0.1",
    ATTUNE_URL: "",
    ATTUNE_PROXY: "",
    ATTUNE_MAIL: "",
    ATTUNE_COURSES: "",
    DATABASE_URL: "",
    ATTUNE_DATA: away,
    ATTUNE_KEYS: join(away, "keys"),
    ATTUNE_EVIDENCE: join(away, "evidence"),
  };
}

/** An option that is passed over in silence puts data where nobody looks for it. */
function refuseUnknownOptions() {
  const known = { demo: ["--port", "--data"], dev: ["--port", "--data"] }[command] ?? [];
  if (["check", "attune", "test", "test:long", "bench"].includes(command)) return;
  const odd = words.find((word, at) => !known.includes(word) && !known.includes(words[at - 1]));
  if (odd === undefined) return;
  if (known.length > 0) stop(`There is no option "${odd}": say --port N or --data DIR.`);
  stop(`\`npm start\` takes no "${odd}": set PORT and ATTUNE_DATA instead, as docs/operators.md says.`);
}

function option(name) {
  const at = words.indexOf(name);
  if (at < 0) return undefined;
  return words[at + 1] ?? stop(`${name} needs a word after it.`);
}

/** Our Node first on the path, and what it compiled kept between starts. */
function withNode() {
  return {
    ...process.env,
    PATH: [dirname(node), join(root, "node_modules", ".bin"), process.env.PATH].join(delimiter),
    NODE_COMPILE_CACHE: join(root, "node_modules", ".cache", "attune"),
  };
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

function hashOf(files) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(`${file}\0`).update(createHash("sha256").update(readFileSync(file)).digest());
  return hash.digest("hex");
}

function textOf(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
