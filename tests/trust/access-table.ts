import { readFileSync } from "node:fs";
import siteMap from "#app/routes.ts";

export const columns = [
  "Theirs",
  "Learner",
  "Supervisor",
  "Other supervisor",
  "Author",
  "Auditor",
  "Reviewer",
  "Administrator",
  "Signed out",
] as const;
export type Column = (typeof columns)[number];

export const marks = ["yes", "own", "–", "sign in"] as const;
export type Mark = (typeof marks)[number];

/** One address or form with what each kind of visitor gets, as docs/access.md says. */
export interface Line {
  /** "POST /admin/people (invite)" */
  where: string;
  method: "GET" | "POST";
  /** As app/routes.ts has it, without the stroke at its start. */
  route: string;
  intent: string | undefined;
  cells: Record<Column, Mark>;
}

/** The table of docs/access.md, one line for each address or form. */
export function readTable(): Line[] {
  const rows = readFileSync("docs/access.md", "utf8")
    .split("\n")
    .filter((line) => /^\|.*`(GET|POST) \//.test(line))
    .map((line) => line.split("|").map((cell) => cell.trim()));
  return rows.flatMap(([, , wheres = "", ...marked]) => {
    const cells = cellsOf(marked.slice(0, columns.length));
    return [...wheres.matchAll(/`(GET|POST) \/(\S*)(?: \(([\w-]+)\))?`/g)].map(([code, method, route = "", intent]) => {
      const where = code.slice(1, -1);
      return { where, method: method === "POST" ? "POST" : "GET", route, intent, cells } satisfies Line;
    });
  });
}

function cellsOf(marked: string[]): Record<Column, Mark> {
  const at = (column: Column): Mark => {
    const mark = marks.find((one) => one === marked[columns.indexOf(column)]);
    if (!mark) throw new Error(`docs/access.md has no mark for ${column} in: ${marked.join(" | ")}`);
    return mark;
  };
  return {
    Theirs: at("Theirs"),
    Learner: at("Learner"),
    Supervisor: at("Supervisor"),
    "Other supervisor": at("Other supervisor"),
    Author: at("Author"),
    Auditor: at("Auditor"),
    Reviewer: at("Reviewer"),
    Administrator: at("Administrator"),
    "Signed out": at("Signed out"),
  };
}

/** A loader or an action as the source has it: its text, and the acts that its form can name. */
export interface Part {
  route: string;
  file: string;
  method: "GET" | "POST";
  text: string;
  intents: string[];
}

/** Every loader and action of the site map. */
export function readParts(): Part[] {
  return siteMap.flatMap(({ path = "", file }) => {
    const source = readFileSync(`app/${file}`, "utf8");
    const part = (name: "loader" | "action", method: Part["method"]): Part[] => {
      const [text] = new RegExp(`^export (async )?function ${name}\\([\\s\\S]*?^}`, "m").exec(source) ?? [];
      const intents = method === "POST" ? intentsIn(source) : [];
      return text ? [{ route: path, file, method, text, intents }] : [];
    };
    return [...part("loader", "GET"), ...part("action", "POST")];
  });
}

function intentsIn(source: string): string[] {
  const compared = [...source.matchAll(/\bintent(?:Of\(request\)\))? === "([\w-]+)"/g)].map(([, one = ""]) => one);
  const literal = [...source.matchAll(/intent: z\.literal\("([\w-]+)"/g)].map(([, one = ""]) => one);
  const listed = [...source.matchAll(/intent: z\.enum\(\[([^\]]+)\]/g)].flatMap(([, list = ""]) =>
    [...list.matchAll(/"([\w-]+)"/g)].map(([, one = ""]) => one),
  );
  return [...new Set([...compared, ...literal, ...listed])];
}
