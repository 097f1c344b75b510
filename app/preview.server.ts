import { requireMay, type Visitor } from "./auth.server.ts";
import type { Fault } from "./content/faults.ts";
import type { Sources } from "./content/read/source.ts";
import type { Release } from "./domain/course.ts";
import type { CourseCheck } from "./domain/course-check.ts";
import { notFound } from "./http.ts";
import { settings } from "./platform/settings.ts";

/** The working copy of a course as its author sees it: a release that is not one, or what keeps it from being shown. */
export type Preview = { visitor: Visitor } & (
  | { release: Release; sources: Sources }
  | { folder: string; faults: Fault[] }
);

/**
 * The working copy of a course under courses/, compiled anew, by its folder's name or its id. In development alone, and only for who may: else the address is not there.
 */
export async function requirePreview(request: Request, name: string | undefined): Promise<Preview> {
  const visitor = await requireMay(request, "preview courses");
  if (!settings().development) throw notFound();
  const { readCourses } = await import("./content/library.server.ts");
  const { compileCourse } = await import("./content/compile.ts");
  for (const { slug, sources, hash, faults } of readCourses(settings().coursesFolder)) {
    const compiled = faults.length > 0 ? { faults } : compileCourse(sources);
    if ("course" in compiled && [slug, compiled.course.id].includes(name ?? "")) {
      const { id: courseId, version } = compiled.course;
      const release = { id: "", courseId, version, hash: `preview ${hash}`, publishedAt: "", course: compiled.course };
      return { visitor, release, sources };
    }
    if ("faults" in compiled && slug === name) return { visitor, folder: slug, faults: compiled.faults };
  }
  throw notFound();
}

/** Each folder under courses/ as it stands now, checked anew: in development nothing is published and nothing kept. */
export async function checkWorkingCopies(now: Date): Promise<CourseCheck[]> {
  const { readCourses } = await import("./content/library.server.ts");
  const { compileCourse } = await import("./content/compile.ts");
  return readCourses(settings().coursesFolder).map(({ slug, sources, hash, faults }) => {
    const compiled = faults.length > 0 ? { faults } : compileCourse(sources);
    const course = "course" in compiled ? compiled.course : undefined;
    return {
      folder: slug,
      courseId: course?.id ?? null,
      title: course?.title ?? null,
      hash,
      faults: "faults" in compiled ? compiled.faults : [],
      checkedAt: now.toISOString(),
      releases: [],
    };
  });
}
