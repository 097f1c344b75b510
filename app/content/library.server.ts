import { lstatSync, readdirSync, readFileSync, type Stats } from "node:fs";
import { basename, join, resolve } from "node:path";
import { type Fault, type FaultId, faultAt } from "./faults.ts";
import { hashSources } from "./hash.ts";
import type { Sources } from "./read/source.ts";

/** A course's folder as it was read. */
export interface CourseFolder {
  /** The folder's name. */
  slug: string;
  /** Every file's bytes, by path from the folder; empty when a file had to be refused, so that no part is published. */
  sources: Sources;
  hash: string;
  /** What was refused, and why. */
  faults: Fault[];
}

const mostBytes = 1_000_000;
const mostFiles = 1_000;
/** What editors and systems leave behind. */
const droppings = /^\.|~$|\.(swp|swo|swx|tmp|bak|orig|rej)$|^#.*#$|^(Thumbs\.db|desktop\.ini|__MACOSX|4913)$/i;

/**
 * Reads the courses under a folder, or the one course that the folder is (it then holds course.md), in the order of
 * their names. Links and files over 1 MB are refused with the whole course; editors' droppings are passed over.
 */
export function readCourses(folder: string): CourseFolder[] {
  const names = listNames(folder);
  if (names.includes("course.md")) return [readCourseFolder(folder)];
  return names
    .filter((name) => lstatSync(join(folder, name)).isDirectory())
    .map((name) => readCourseFolder(join(folder, name)));
}

function readCourseFolder(folder: string): CourseFolder {
  const sources: Sources = {};
  const faults: Fault[] = [];
  for (const path of pathsIn(folder, "")) {
    const file = join(folder, path);
    const refused = refusalOf(lstatSync(file), Object.keys(sources).length);
    if (refused) faults.push(faultAt({ path, line: 1, column: 1 }, refused.id, refused.message));
    else sources[path] = readFileSync(file);
  }
  const kept = faults.length > 0 ? {} : sources;
  return { slug: basename(resolve(folder)), sources: kept, hash: hashSources(kept), faults };
}

function refusalOf(file: Stats, already: number): { id: FaultId; message: string } | undefined {
  if (file.isSymbolicLink()) return { id: "file-is-link", message: "is a link" };
  if (!file.isFile()) return { id: "file-unknown", message: "is not a file" };
  if (file.size > mostBytes) return { id: "file-too-large", message: `has ${file.size} bytes` };
  return already >= mostFiles ? { id: "file-unknown", message: `stands after ${mostFiles} other files` } : undefined;
}

/** Every path under a folder, with "/" between its parts on every system. A linked folder is not entered. */
function pathsIn(folder: string, within: string): string[] {
  return listNames(join(folder, within)).flatMap((name) => {
    const path = within === "" ? name : `${within}/${name}`;
    return lstatSync(join(folder, path)).isDirectory() ? pathsIn(folder, path) : [path];
  });
}

function listNames(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => !droppings.test(name))
    .sort();
}
