import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const made: string[] = [];
process.on("exit", () => {
  for (const courses of made) rmSync(courses, { recursive: true, force: true });
});

/**
 * A courses/ folder with the beginning of the shipped course, whole lessons, cases and quizzes: what a journey through a
 * course has to show, in minutes. It keeps the orientation and the first principle, unless told how many modules. It goes
 * when the process ends. `ATTUNE_LONG` keeps the course whole.
 */
export function shortCourse(kept = 2): string {
  const courses = mkdtempSync(join(tmpdir(), "attune-short-course-"));
  made.push(courses);
  const course = join(courses, "affirming-care");
  cpSync("courses/affirming-care", course, { recursive: true });
  if (process.env.ATTUNE_LONG) return courses;
  const modules = readdirSync(course).filter((name) => /^\d\d-/.test(name));
  for (const module of modules.sort().slice(kept)) rmSync(join(course, module), { recursive: true });
  dropWhatNothingNames(course);
  return courses;
}

/** A quiz asks all that its bank holds, so that a question of every kind is among them. */
export function withEveryKind(text: string): string {
  const objectives = [...text.matchAll(/\{% item [^%]*objective="(\w+)"/g)].map(([, objective = ""]) => objective);
  const draw = [...Map.groupBy(objectives, (objective) => objective)].map(([of, items]) => `${of}: ${items.length}`);
  return text.replace(/^draw: \{.*\}$/m, `draw: { ${draw.sort().join(", ")} }`);
}

/** Sources and pictures that only the modules left out had named; the compiler would call each a fault. */
function dropWhatNothingNames(course: string): void {
  const files = readdirSync(course, { recursive: true, encoding: "utf8" }).map((path) => join(course, path));
  const text = files.flatMap((file) => (file.endsWith(".md") ? [readFileSync(file, "utf8")] : [])).join("\n");
  const references = join(course, "references.json");
  const entries: { id: string }[] = JSON.parse(readFileSync(references, "utf8"));
  writeFileSync(references, JSON.stringify(entries.filter(({ id }) => text.includes(`ref="${id}"`))));
  for (const file of files.filter((file) => /[\\/]media[\\/]/.test(file) && statSync(file).isFile())) {
    if (!text.includes(`file="${file.split(/[\\/]/).at(-1)}"`)) rmSync(file);
  }
}
