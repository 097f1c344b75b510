import type { Entry } from "../ledger.ts";
import type { Actor, World } from "../world.ts";

const notEnrolled: Actor[] = ["outsider", "supervisor", "author", "auditor", "admin"];
const firstLesson = ({ course }: World) => course.modules[0]?.lessons[0]?.id ?? "";
/** In the module where the demo's therapist is. */
const unreadLesson = ({ course }: World) => course.modules[1]?.lessons[1]?.id ?? "";
/** The first lesson with a prompt, and its prompt. */
const prompted = ({ course }: World) => {
  const lessons = course.modules.flatMap(({ lessons }) => lessons);
  const lesson = lessons.find(({ reflections }) => reflections.length > 0);
  return { lesson: lesson?.id ?? "", prompt: lesson?.reflections[0]?.id ?? "" };
};
/** The second of the orientation holds a self-assessment. */
const selfAssessed = ({ course }: World) => course.modules[0]?.lessons[1]?.id ?? "";
const vignette = ({ course }: World) =>
  course.modules.flatMap(({ lessons }) => lessons.flatMap(({ vignettes }) => vignettes))[0];
const vignetteAddress = (world: World) => `/learn/${world.course.id}/vignette/${vignette(world)?.id}`;

/** A course as its learners read it: outline, lessons, cases. */
export const routes: Entry[] = [
  {
    route: "learn",
    signedOut: "sign-in",
    visits: [
      { state: "under way", as: "therapist", address: () => "/learn", queries: 5 },
      { state: "complete", as: "therapist2", address: () => "/learn", queries: 5 },
      { state: "nothing begun", as: "outsider", address: () => "/learn", queries: 5 },
      { state: "with a revoked record", as: "therapist5", address: () => "/learn", queries: 5 },
    ],
  },
  {
    route: "learn/:course",
    signedOut: "sign-in",
    visits: [
      {
        state: "under way",
        as: "therapist",
        address: ({ course }) => `/learn/${course.id}`,
        queries: 5,
        kilobytes: 75,
      },
      {
        state: "complete",
        as: "therapist2",
        address: ({ course }) => `/learn/${course.id}`,
        queries: 5,
        kilobytes: 75,
      },
      {
        state: "to be joined",
        as: "outsider",
        address: ({ course }) => `/learn/${course.id}`,
        queries: 6,
        kilobytes: 75,
      },
    ],
  },
  {
    route: "learn/:course/why",
    signedOut: "sign-in",
    visits: [
      { state: "under way", as: "therapist", address: ({ course }) => `/learn/${course.id}/why`, queries: 8 },
      { state: "complete", as: "therapist2", address: ({ course }) => `/learn/${course.id}/why`, queries: 8 },
      { state: "not joined", as: "outsider", address: ({ course }) => `/learn/${course.id}/why`, queries: 8 },
    ],
  },
  {
    route: "learn/:course/lesson/:lesson",
    signedOut: "sign-in",
    notFor: notEnrolled,
    visits: [
      {
        state: "read",
        as: "therapist2",
        address: (world) => `/learn/${world.course.id}/lesson/${firstLesson(world)}`,
        queries: 4,
        kilobytes: 60,
      },
      {
        state: "with a prompt and a bookmark",
        as: "therapist",
        address: (world) => `/learn/${world.course.id}/lesson/${prompted(world).lesson}`,
        queries: 4,
        kilobytes: 60,
      },
      {
        state: "with a self-assessment",
        as: "therapist2",
        address: (world) => `/learn/${world.course.id}/lesson/${selfAssessed(world)}`,
        queries: 4,
        kilobytes: 60,
      },
      {
        state: "unread",
        as: "therapist",
        address: (world) => `/learn/${world.course.id}/lesson/${unreadLesson(world)}`,
        queries: 4,
        kilobytes: 60,
      },
      {
        state: "a check answered",
        as: "therapist",
        address: (world) => `/learn/${world.course.id}/lesson/${firstLesson(world)}`,
        post: () => ({ intent: "check", check: "1", choice: "1" }),
        queries: 5,
        kilobytes: 60,
      },
      {
        state: "a check without an answer",
        as: "therapist",
        address: (world) => `/learn/${world.course.id}/lesson/${firstLesson(world)}`,
        post: () => ({ intent: "check", check: "1" }),
        queries: 5,
        kilobytes: 60,
      },
    ],
  },
  {
    // Marks read for the script and answers it in a line; shows nothing.
    route: "learn/:course/lesson/:lesson/read",
    signedOut: "sign-in",
    visits: [],
  },
  {
    route: "learn/:course/vignette/:vignette",
    signedOut: "sign-in",
    notFor: notEnrolled,
    visits: [
      { state: "a scene, finished before", as: "therapist", address: vignetteAddress, queries: 4 },
      {
        state: "after a choice",
        as: "therapist",
        address: vignetteAddress,
        post: () => ({ intent: "choose", path: "", choice: "0" }),
        queries: 5,
      },
      {
        state: "an ending with its debrief",
        as: "therapist2",
        address: vignetteAddress,
        post: (world) => ({ intent: "show", path: pathToEnding(world) }),
        queries: 5,
      },
      {
        state: "as text",
        as: "therapist",
        address: vignetteAddress,
        post: () => ({ intent: "text", path: "" }),
        queries: 5,
        kilobytes: 60,
      },
      {
        state: "without a choice",
        as: "therapist",
        address: vignetteAddress,
        post: () => ({ intent: "choose", path: "" }),
        status: 422,
        queries: 5,
      },
      {
        state: "a way that is not there",
        as: "therapist",
        address: vignetteAddress,
        post: () => ({ intent: "choose", path: "0-99", choice: "0" }),
        status: 422,
        queries: 5,
      },
    ],
  },
];

/** The first options of the scenes, to an ending. */
function pathToEnding(world: World): string {
  const { scenes = [] } = vignette(world) ?? {};
  const path: number[] = [];
  for (let scene = scenes[0]; scene?.options[0]; ) {
    const [{ to }] = scene.options;
    path.push(0);
    scene = scenes.find(({ id }) => id === to);
  }
  return path.join("-");
}
