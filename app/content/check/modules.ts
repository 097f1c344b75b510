import { type Fault, faultAt } from "#app/content/faults.ts";
import type { WrittenCourse, WrittenModule } from "#app/content/read/course.ts";
import { idOf } from "#app/content/read/file.ts";
import { checkDraw } from "./draw.ts";

/** What modules, lessons and quizzes say of one another: needs, objectives, credit, and a bank for each draw. */
export function checkModules({ modules }: WrittenCourse): Fault[] {
  return [
    ...checkNeeds(modules),
    ...modules.flatMap((module) => [...checkObjectives(module), ...checkCredit(module), ...checkDraw(module)]),
  ];
}

function checkNeeds(modules: WrittenModule[]): Fault[] {
  const needsOf = new Map(modules.map(({ module }) => [module && idOf(module), module?.fields?.needs ?? []]));
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean => {
    if (seen.has(from)) return false;
    seen.add(from);
    return (needsOf.get(from) ?? []).some((need) => need === to || reaches(need, to, seen));
  };
  return modules.flatMap(({ module }) => {
    const own = module && idOf(module);
    return (module?.fields?.needs ?? []).flatMap((need, at) => {
      const place = module?.valueAt(["needs", at]);
      if (!place || !own) return [];
      if (!needsOf.has(need)) return [faultAt(place, "unknown-module", `the course has no module "${need}"`)];
      return need === own || reaches(need, own)
        ? [faultAt(place, "needs-cycle", `${own} needs itself through ${need}`)]
        : [];
    });
  });
}

function checkObjectives({ module, lessons }: WrittenModule): Fault[] {
  const fields = module?.fields;
  if (!module || !fields) return [];
  const ids = fields.objectives.map(({ id }) => id);
  const repeated = ids.flatMap((id, at) =>
    ids.indexOf(id) < at
      ? [faultAt(module.keyAt(["objectives", at, "id"]), "id-repeated", `the objective "${id}" stands twice`)]
      : [],
  );
  const unknown = lessons.flatMap((lesson) =>
    (lesson.fields?.objectives ?? []).flatMap((id, at) =>
      ids.includes(id)
        ? []
        : [faultAt(lesson.valueAt(["objectives", at]), "unknown-objective", `the module has no objective "${id}"`)],
    ),
  );
  return [...repeated, ...unknown];
}

function checkCredit({ module, lessons }: WrittenModule): Fault[] {
  if (module?.fields?.credit !== false) return [];
  return lessons
    .filter((lesson) => lesson.fields?.credit === true)
    .map((lesson) => faultAt(lesson.keyAt(["credit"]), "credit-contradiction", "claims credit in a module without"));
}
