import type { Course } from "#app/domain/course.ts";
import type { Entry } from "../ledger.ts";
import type { Actor } from "../world.ts";

const learners: Actor[] = ["therapist", "therapist2", "outsider", "supervisor"];
const notAdministrators: Actor[] = [...learners, "author", "auditor"];
const notForCounts: Actor[] = ["therapist", "therapist2", "outsider", "auditor"];

/** What authors do, and what they read of their courses. */
export const routes: Entry[] = [
  {
    route: "author/courses",
    signedOut: "sign-in",
    notFor: [...learners, "auditor"],
    visits: [
      { state: "", as: "author", address: () => "/author/courses", queries: 4 },
      { state: "for administrators", as: "admin", address: () => "/author/courses", queries: 4 },
    ],
  },
  // The working copy is shown by `npm run dev` alone.
  {
    route: "author/preview/:course",
    signedOut: "sign-in",
    notFor: ["therapist", "author", "admin"],
    address: ({ course }) => `/author/preview/${course.id}`,
    visits: [],
  },
  {
    route: "author/preview/:course/:lesson",
    signedOut: "sign-in",
    notFor: ["therapist", "author", "admin"],
    address: ({ course }) => `/author/preview/${course.id}/${course.modules[0]?.lessons[0]?.id}`,
    visits: [],
  },
  {
    route: "author/preview/:course/media/:hash",
    signedOut: "sign-in",
    isFile: true,
    notFor: ["therapist", "author", "admin"],
    address: ({ course }) => `/author/preview/${course.id}/media/${"0".repeat(64)}`,
    visits: [],
  },
  {
    route: "author/preview/:course/vignette/:vignette",
    signedOut: "sign-in",
    notFor: ["therapist", "author", "admin"],
    address: ({ course }) => `/author/preview/${course.id}/vignette/${vignetteOf(course)}`,
    visits: [],
  },
  {
    route: "author/preview/:course/resources",
    signedOut: "sign-in",
    notFor: ["therapist", "author", "admin"],
    address: ({ course }) => `/author/preview/${course.id}/resources`,
    visits: [],
  },
  {
    route: "author/preview/:course/tool/:tool",
    signedOut: "sign-in",
    notFor: ["therapist", "author", "admin"],
    address: ({ course }) => `/author/preview/${course.id}/tool/${toolOf(course)}`,
    visits: [],
  },
  {
    route: "author/vignettes",
    signedOut: "sign-in",
    notFor: notForCounts,
    visits: [
      { state: "", as: "author", address: () => "/author/vignettes", queries: 4 },
      { state: "for supervisors", as: "supervisor", address: () => "/author/vignettes", queries: 4 },
    ],
  },
  {
    route: "author/vignettes/:course",
    signedOut: "sign-in",
    notFor: notForCounts,
    visits: [
      {
        state: "of the whole practice",
        as: "author",
        address: ({ course }) => `/author/vignettes/${course.id}`,
        queries: 6,
      },
      {
        state: "of a team",
        as: "supervisor",
        address: ({ course }) => `/author/vignettes/${course.id}`,
        queries: 6,
      },
    ],
  },
  {
    route: "author/vignettes/:course/agenda/:vignette",
    signedOut: "sign-in",
    notFor: notForCounts,
    visits: [
      {
        state: "of the whole practice",
        as: "author",
        address: ({ course }) => `/author/vignettes/${course.id}/agenda/${vignetteOf(course)}`,
        queries: 6,
      },
      {
        state: "of a team",
        as: "supervisor",
        address: ({ course }) => `/author/vignettes/${course.id}/agenda/${vignetteOf(course)}`,
        queries: 6,
      },
    ],
  },
  {
    route: "author/assessments",
    signedOut: "sign-in",
    notFor: notAdministrators,
    visits: [
      { state: "", as: "admin", address: () => "/author/assessments", queries: 4 },
      {
        state: "refused",
        as: "admin",
        address: () => "/author/assessments",
        post: () => ({ key: "k".repeat(43), release: "none" }),
        status: 422,
        queries: 8,
      },
    ],
  },
  {
    route: "author/assessments/:export",
    signedOut: "sign-in",
    notFor: notAdministrators,
    visits: [
      {
        state: "opened",
        as: "admin",
        address: ({ assessment }) => `/author/assessments/${assessment}`,
        queries: 6,
        kilobytes: 60,
      },
      {
        state: "a quiz",
        as: "admin",
        address: ({ assessment }) => `/author/assessments/${assessment}?module=2`,
        queries: 6,
        kilobytes: 120,
      },
    ],
  },
  // A file of what was opened: tests/routes/evidence-exports.test.ts reads it.
  {
    route: "author/assessments/:export/file",
    signedOut: "sign-in",
    isFile: true,
    notFor: notAdministrators,
    address: ({ assessment }) => `/author/assessments/${assessment}/file`,
    visits: [],
  },
  {
    route: "author/statistics/:course",
    signedOut: "sign-in",
    notFor: [...learners, "auditor"],
    visits: [
      {
        state: "figures of one quiz",
        as: "author",
        address: ({ course }) => `/author/statistics/${course.id}`,
        queries: 4,
        kilobytes: 90,
      },
      {
        state: "for administrators",
        as: "admin",
        address: ({ course }) => `/author/statistics/${course.id}`,
        queries: 4,
        kilobytes: 90,
      },
    ],
  },
  // A file: a browser saves it, and tests/routes/item-statistics.test.ts reads it; who may not is led to the page.
  {
    route: "author/statistics/:course/csv",
    signedOut: "sign-in",
    address: ({ course }) => `/author/statistics/${course.id}/csv`,
    visits: [],
  },
  {
    route: "author/syllabi/:course",
    signedOut: "sign-in",
    notFor: learners,
    visits: [
      {
        state: "of the newest release",
        as: "author",
        address: ({ course }) => `/author/syllabi/${course.id}`,
        queries: 5,
        kilobytes: 60,
      },
      {
        state: "for auditors",
        as: "auditor",
        address: ({ course }) => `/author/syllabi/${course.id}`,
        queries: 5,
        kilobytes: 60,
      },
    ],
  },
  {
    route: "author/evaluations/:course",
    signedOut: "sign-in",
    notFor: [...learners, "auditor"],
    visits: [
      { state: "of five", as: "author", address: ({ course }) => `/author/evaluations/${course.id}`, queries: 4 },
      {
        state: "for administrators",
        as: "admin",
        address: ({ course }) => `/author/evaluations/${course.id}`,
        queries: 4,
      },
    ],
  },
  // A file: tests/routes/evaluation.test.ts reads it; who may not is led to the page.
  {
    route: "author/evaluations/:course/csv",
    signedOut: "sign-in",
    address: ({ course }) => `/author/evaluations/${course.id}/csv`,
    visits: [],
  },
];

function toolOf({ modules }: Course): string | undefined {
  return modules.flatMap(({ lessons }) => lessons.flatMap(({ tools }) => tools))[0]?.id;
}

function vignetteOf({ modules }: Course): string | undefined {
  return modules.flatMap(({ lessons }) => lessons.flatMap(({ vignettes }) => vignettes))[0]?.id;
}
