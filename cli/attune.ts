/** `npm run attune -- COMMAND`: what an operator does to the practice's database from the command line. */
import { Unfit } from "#app/platform/settings.ts";
import { stopWith } from "#server/refusal.ts";
import { audit } from "./audit.ts";
import type { Command } from "./command.ts";
import { credential } from "./credential.ts";
import { evidence } from "./evidence.ts";
import { health } from "./health.ts";
import { keys } from "./keys.ts";
import { publish } from "./publish.ts";
import { resetLink } from "./reset-link.ts";
import { retention } from "./retention.ts";
import { verify } from "./verify.ts";

const help: Command = {
  summary: "says this",
  run: async () => {
    console.log("npm run attune -- COMMAND [--json FILE]\n");
    for (const [name, { subject, flag, summary }] of Object.entries(commands)) {
      console.log(`  ${[name, subject, flag && `[${flag}]`].filter(Boolean).join(" ").padEnd(18)} ${summary}`);
    }
    return 0;
  },
};

const commands: Record<string, Command> = {
  help,
  publish,
  audit,
  health,
  keys,
  "reset-link": resetLink,
  evidence,
  credential,
  verify,
  retention,
};

const [said = "help", ...words] = process.argv.slice(2);
const name = said === "--help" ? "help" : said;
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
try {
  if (!command) throw new Unfit(`There is no command "${name}": say one of ${Object.keys(commands).join(", ")}.`);
  process.exitCode = words[0] === "--help" ? explain(command) : await run(command);
} catch (error) {
  stopWith(error, command?.unfit);
}

function explain({ subject = "", summary, details }: Command): number {
  console.log(`npm run attune -- ${name} ${subject}`.trimEnd());
  console.log(`\n${summary}`);
  if (details) console.log(`\n${details}`);
  return 0;
}

function run(command: Command): Promise<number> {
  const { subject, more, options } = readWords(command, words);
  if (subject === undefined) throw new Unfit(`Say ${command.subject}: npm run attune -- ${name} ${command.subject}.`);
  const isFlagged = command.flag !== undefined && options.includes(command.flag);
  const others = options.filter((option) => option !== command.flag);
  const { json = [], ...read } = readOptions(others, command);
  return command.run({ json: json[0], subject, words: more, options: read, isFlagged });
}

/** What it is done to, the words after it, and the rest, which are options. */
function readWords({ subject: wanted, words: most = 0 }: Command, words: string[]) {
  const end = words.findIndex((word) => word.startsWith("--"));
  const plain = end < 0 ? words : words.slice(0, end);
  const subject = wanted ? (plain[0] ?? (wanted.startsWith("[") ? "" : undefined)) : "";
  const taken = wanted ? 1 + most : 0;
  return { subject, more: plain.slice(1, taken), options: words.slice(Math.min(taken, plain.length)) };
}

/** Each option takes a file and is said once, unless it may be said again. */
function readOptions(words: string[], { options = [], repeated = [] }: Command): Record<string, string[]> {
  const allowed = ["json", ...options];
  const read: Record<string, string[]> = {};
  for (let at = 0; at < words.length; at += 2) {
    const [option = "", file] = words.slice(at, at + 2);
    const name = option.replace(/^--/, "");
    const before = Object.hasOwn(read, name) ? (read[name] ?? []) : [];
    const isOption = option.startsWith("--") && allowed.includes(name);
    if (!isOption || !file) throw new Unfit(refusal(words, allowed));
    if (before.length > 0 && !repeated.includes(name)) throw new Unfit(`Say ${option} once.`);
    read[name] = [...before, file];
  }
  return read;
}

function refusal(words: string[], allowed: string[]): string {
  const stray = words.find((word, at) => at % 2 === 0 && !word.startsWith("--"));
  if (stray !== undefined) return `There is a word too many: "${stray}". Name one thing at a time.`;
  const [only, ...more] = allowed.map((name) => `--${name} FILE`);
  const which = more.length > 0 ? `The options are ${[only, ...more].join(", ")}` : `The only option is ${only}`;
  return `${which}, not "${words.join(" ")}".`;
}
