import type { Entry } from "../ledger.ts";
import type { Actor, World } from "../world.ts";

const notEnrolled: Actor[] = ["outsider", "supervisor", "author", "auditor", "admin"];
const others: Actor[] = [...notEnrolled, "therapist2"];
const firstLesson = ({ course }: World) => course.modules[0]?.lessons[0]?.id ?? "";
/** In the module where the demo's therapist is. */
const unreadLesson = ({ course }: World) => course.modules[1]?.lessons[1]?.id ?? "";
/** The first lesson with a prompt, and its prompt. */
const prompted = ({ course }: World) => {
  const lessons = course.modules.flatMap(({ lessons }) => lessons);
  const lesson = lessons.find(({ reflections }) => reflections.length > 0);
  return { lesson: lesson?.id ?? "", prompt: lesson?.reflections[0]?.id ?? "" };
};
const reflectionAddress = (world: World) => `/learn/${world.course.id}/reflection/${prompted(world).prompt}`;
const noteAddress = (world: World) => `/learn/${world.course.id}/note/${prompted(world).lesson}`;
/** A page that has nothing to do with what stands, as an older window. */
const stale = { version: "0", page: "a".repeat(43), turn: "1" };
/** The second of the orientation holds a self-assessment. */
const selfAssessed = ({ course }: World) => course.modules[0]?.lessons[1]?.id ?? "";
const passedQuiz = ({ course }: World) => course.modules[0]?.quiz?.id ?? "";
const evaluation = ({ course }: World) => `/learn/${course.id}/evaluation`;
const practice = ({ course }: World) => `/learn/${course.id}/practice`;

const vignette = ({ course }: World) =>
  course.modules.flatMap(({ lessons }) => lessons.flatMap(({ vignettes }) => vignettes))[0];
const vignetteAddress = (world: World) => `/learn/${world.course.id}/vignette/${vignette(world)?.id}`;

const tool = ({ course }: World) => course.modules.flatMap(({ lessons }) => lessons.flatMap(({ tools }) => tools))[0];
const toolAddress = (world: World) => `/learn/${world.course.id}/tool/${tool(world)?.id}`;

/** What learners do. Every page of a course costs at most four queries, the release included. */
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
  {
    route: "learn/:course/quiz/:quiz",
    signedOut: "sign-in",
    notFor: notEnrolled,
    visits: [
      {
        state: "passed",
        as: "therapist2",
        address: (world) => `/learn/${world.course.id}/quiz/${passedQuiz(world)}`,
        queries: 4,
      },
      {
        state: "open",
        as: "therapist",
        address: ({ course, openQuiz }) => `/learn/${course.id}/quiz/${openQuiz}`,
        queries: 4,
      },
    ],
  },
  {
    route: "learn/:course/attempt/:attempt",
    signedOut: "sign-in",
    notFor: others,
    visits: [
      {
        state: "an item",
        as: "therapist",
        address: ({ course, openAttempt }) => `/learn/${course.id}/attempt/${openAttempt}`,
        queries: 6,
      },
      {
        state: "an item answered before",
        as: "therapist",
        address: ({ course, openAttempt }) => `/learn/${course.id}/attempt/${openAttempt}?item=1`,
        queries: 6,
      },
      {
        state: "refused",
        as: "therapist",
        address: ({ course, openAttempt }) => `/learn/${course.id}/attempt/${openAttempt}?item=1`,
        post: () => ({ intent: "continue", item: "1", version: "1", "choice-1": "99" }),
        status: 422,
        queries: 14,
      },
      {
        state: "sent",
        as: "therapist2",
        address: ({ course, submittedAttempt }) => `/learn/${course.id}/attempt/${submittedAttempt}`,
        queries: 6,
      },
    ],
  },
  {
    // Saves for the script and answers it in a line; shows nothing.
    route: "learn/:course/attempt/:attempt/answer",
    signedOut: "sign-in",
    visits: [],
  },
  {
    route: "learn/:course/attempt/:attempt/review",
    signedOut: "sign-in",
    notFor: others,
    visits: [
      {
        state: "some unanswered",
        as: "therapist",
        address: ({ course, openAttempt }) => `/learn/${course.id}/attempt/${openAttempt}/review`,
        queries: 6,
      },
      {
        state: "refused",
        as: "therapist",
        address: ({ course, openAttempt }) => `/learn/${course.id}/attempt/${openAttempt}/review`,
        post: () => ({}),
        status: 422,
        queries: 14,
      },
    ],
  },
  {
    route: "learn/:course/attempt/:attempt/outcome",
    signedOut: "sign-in",
    notFor: [...notEnrolled, "therapist"],
    visits: [
      {
        state: "passed",
        as: "therapist2",
        address: ({ course, submittedAttempt }) => `/learn/${course.id}/attempt/${submittedAttempt}/outcome`,
        queries: 6,
        kilobytes: 40,
      },
    ],
  },
  {
    route: "learn/:course/reflection/:prompt",
    signedOut: "sign-in",
    notFor: notEnrolled,
    visits: [
      { state: "nothing written", as: "therapist2", address: reflectionAddress, queries: 5 },
      { state: "written", as: "therapist", address: reflectionAddress, queries: 5 },
      {
        state: "changed in another window",
        as: "therapist",
        address: reflectionAddress,
        post: () => ({ ...stale, text: "From another window." }),
        status: 409,
        queries: 7,
      },
      {
        state: "too long",
        as: "therapist",
        address: reflectionAddress,
        post: () => ({ ...stale, text: "Much of it. ".repeat(2_000) }),
        status: 422,
        queries: 7,
        kilobytes: 50,
      },
    ],
  },
  {
    route: "learn/:course/note/:lesson",
    signedOut: "sign-in",
    notFor: notEnrolled,
    visits: [
      { state: "on a lesson", as: "therapist2", address: noteAddress, queries: 5 },
      {
        state: "at a heading",
        as: "therapist2",
        address: (world) => {
          const lesson = world.course.modules[0]?.lessons[0];
          const anchor = lesson?.sections.find(({ anchor }) => anchor !== null)?.anchor ?? "";
          return `/learn/${world.course.id}/note/${lesson?.id}?at=${anchor}`;
        },
        queries: 5,
      },
    ],
  },
  {
    route: "learn/:course/writing",
    signedOut: "sign-in",
    address: ({ course }) => `/learn/${course.id}/writing`,
    visits: [],
  },
  {
    route: "learn/:course/evaluation",
    signedOut: "sign-in",
    notFor: notEnrolled,
    visits: [
      { state: "not yet", as: "therapist", address: evaluation, queries: 4 },
      { state: "to be answered", as: "therapist3", address: evaluation, queries: 4, kilobytes: 40 },
      {
        state: "lines left open",
        as: "therapist3",
        address: evaluation,
        post: () => ({ "objective-1": "4", comment: "The pace was good." }),
        status: 422,
        queries: 7,
        kilobytes: 50,
      },
      { state: "sent", as: "therapist2", address: evaluation, queries: 4 },
    ],
  },
  {
    route: "learn/:course/completion",
    signedOut: "sign-in",
    notFor: notEnrolled,
    visits: [
      { state: "not yet", as: "therapist", address: ({ course }) => `/learn/${course.id}/completion`, queries: 6 },
      {
        state: "before the evaluation",
        as: "therapist3",
        address: ({ course }) => `/learn/${course.id}/completion`,
        queries: 6,
      },
      {
        state: "before the signature",
        as: "therapist4",
        address: ({ course }) => `/learn/${course.id}/completion`,
        queries: 6,
      },
      {
        state: "a licence without a number",
        as: "therapist4",
        address: ({ course }) => `/learn/${course.id}/completion`,
        post: () => ({ intent: "name", key: "k".repeat(43), name: "Thea M. Brandt", type1: "LCSW" }),
        status: 422,
        queries: 9,
      },
    ],
  },
  {
    route: "learn/:course/practice",
    signedOut: "sign-in",
    notFor: notEnrolled,
    visits: [
      { state: "not begun", as: "therapist", address: practice, queries: 6 },
      {
        state: "begins",
        as: "therapist",
        address: practice,
        post: () => ({ intent: "start" }),
        status: 303,
        leadsTo: "/learn/",
        queries: 6,
      },
      { state: "nothing due", as: "therapist", address: practice, queries: 6 },
      {
        state: "forgets",
        as: "therapist",
        address: practice,
        post: () => ({ intent: "forget" }),
        status: 303,
        leadsTo: "/learn/",
        queries: 8,
      },
      { state: "forgotten", as: "therapist", address: (world) => `${practice(world)}?done=forgotten`, queries: 6 },
      { state: "a question", as: "therapist2", address: practice, queries: 6 },
      {
        state: "answered",
        as: "therapist2",
        address: practice,
        post: () => ({ intent: "answer", turn: "1", "choice-1": "1" }),
        queries: 12,
      },
      {
        state: "refused",
        as: "therapist2",
        address: practice,
        post: () => ({ intent: "answer", turn: "1" }),
        status: 422,
        queries: 12,
      },
    ],
  },
  {
    route: "learn/:course/glossary",
    signedOut: "sign-in",
    notFor: notEnrolled,
    visits: [
      {
        state: "",
        as: "therapist",
        address: ({ course }) => `/learn/${course.id}/glossary`,
        queries: 4,
        kilobytes: 50,
      },
    ],
  },
  {
    route: "learn/:course/tool/:tool",
    signedOut: "sign-in",
    notFor: notEnrolled,
    address: toolAddress,
    visits: [{ state: "", as: "therapist2", address: toolAddress, queries: 4 }],
  },
  {
    route: "learn/:course/resources",
    signedOut: "sign-in",
    notFor: notEnrolled,
    visits: [
      {
        state: "",
        as: "therapist",
        address: ({ course }) => `/learn/${course.id}/resources`,
        queries: 4,
        kilobytes: 40,
      },
    ],
  },
  {
    route: "learn/:course/round/:cycle",
    signedOut: "sign-in",
    notFor: [...others, "therapist"],
    visits: [
      {
        state: "of which one lesson is known",
        as: "therapist3",
        address: ({ course }) => `/learn/${course.id}/round/1`,
        queries: 6,
        kilobytes: 40,
      },
    ],
  },
  // The demo's course has no picture; tests/server/media.test.ts serves one.
  {
    route: "learn/:course/media/:hash",
    signedOut: "sign-in",
    isFile: true,
    notFor: [...others, "therapist"],
    address: ({ course }) => `/learn/${course.id}/media/${"0".repeat(64)}`,
    visits: [],
  },
  {
    route: "search",
    signedOut: "sign-in",
    visits: [
      { state: "empty", as: "therapist", address: () => "/search", queries: 4 },
      { state: "results", as: "therapist", address: () => "/search", post: () => ({ words: "consent" }), queries: 6 },
      {
        state: "nothing found",
        as: "therapist",
        address: () => "/search",
        post: () => ({ words: "qqqqqq" }),
        queries: 6,
      },
      { state: "in no course", as: "outsider", address: () => "/search", queries: 4 },
    ],
  },
  {
    route: "records",
    signedOut: "sign-in",
    visits: [
      { state: "of two years, some from elsewhere", as: "therapist2", address: () => "/records", queries: 4 },
      { state: "none yet", as: "therapist", address: () => "/records", queries: 4 },
      { state: "a revoked one", as: "therapist5", address: () => "/records", queries: 4 },
    ],
  },
  // A file: a browser saves it, and tests/routes/transcript.test.ts reads it.
  { route: "records/csv", signedOut: "sign-in", address: () => "/records/csv", visits: [] },
  {
    route: "records/elsewhere",
    signedOut: "sign-in",
    visits: [
      { state: "", as: "therapist", address: () => "/records/elsewhere", queries: 1 },
      {
        state: "refused",
        as: "therapist",
        address: () => "/records/elsewhere",
        post: () => ({
          intent: "record",
          key: "k".repeat(43),
          title: "",
          provider: "",
          completedOn: "",
          hours: "many",
        }),
        status: 422,
        queries: 3,
      },
    ],
  },
  {
    route: "records/elsewhere/:certificate",
    signedOut: "sign-in",
    notFor: [...notEnrolled, "therapist"],
    visits: [
      { state: "", as: "therapist2", address: ({ outside }) => `/records/elsewhere/${outside}`, queries: 3 },
      {
        state: "changed in another window",
        as: "therapist2",
        address: ({ outside }) => `/records/elsewhere/${outside}`,
        post: () => ({
          ...{ intent: "change", version: "7", title: "Supervision", provider: "A college" },
          ...{ completedOn: "2025-05-04", hours: "3", category: "", number: "" },
        }),
        status: 409,
        queries: 7,
      },
    ],
  },
  // A file: a browser saves it, and tests/routes/outside-files.test.ts reads it.
  {
    route: "records/elsewhere/:certificate/file/:file",
    signedOut: "sign-in",
    isFile: true,
    notFor: [...notEnrolled, "therapist", "therapist2"],
    address: ({ outside }) => `/records/elsewhere/${outside}/file/none`,
    visits: [],
  },
  {
    route: "records/:record",
    signedOut: "sign-in",
    notFor: [...notEnrolled, "therapist"],
    visits: [
      { state: "", as: "therapist2", address: ({ record }) => `/records/${record}`, queries: 8 },
      { state: "replaced", as: "therapist5", address: ({ ended }) => `/records/${ended.replaced}`, queries: 10 },
      { state: "revoked", as: "therapist5", address: ({ ended }) => `/records/${ended.revoked}`, queries: 10 },
      {
        state: "reporting refused",
        as: "therapist2",
        address: ({ record }) => `/records/${record}`,
        post: () => ({ intent: "report", lastName: "", firstName: "", licenceNumber: "", jurisdiction: "" }),
        status: 422,
        queries: 10,
      },
    ],
  },
  // A file: a browser saves it, and tests/routes/evidence-exports.test.ts reads it.
  {
    route: "records/:record/evidence",
    signedOut: "sign-in",
    isFile: true,
    notFor: [...notEnrolled, "therapist"],
    address: ({ record }) => `/records/${record}/evidence`,
    visits: [],
  },
  {
    route: "records/:record/syllabus",
    signedOut: "sign-in",
    notFor: [...notEnrolled, "therapist"],
    visits: [
      {
        state: "",
        as: "therapist2",
        address: ({ record }) => `/records/${record}/syllabus`,
        queries: 5,
        kilobytes: 60,
      },
    ],
  },
  // A file: a browser saves it, and tests/routes/syllabus.test.ts reads it.
  {
    route: "records/:record/syllabus/file",
    signedOut: "sign-in",
    isFile: true,
    notFor: [...notEnrolled, "therapist"],
    address: ({ record }) => `/records/${record}/syllabus/file`,
    visits: [],
  },
  // A file: a browser saves it, and tests/routes/verification.test.ts reads it.
  {
    route: "records/:record/certificate",
    signedOut: "sign-in",
    isFile: true,
    notFor: [...notEnrolled, "therapist"],
    address: ({ record }) => `/records/${record}/certificate`,
    visits: [],
  },
  {
    route: "records/:record/credential",
    signedOut: "sign-in",
    isFile: true,
    notFor: [...notEnrolled, "therapist"],
    address: ({ record }) => `/records/${record}/credential`,
    visits: [],
  },
  {
    route: "records/:record/badge",
    signedOut: "sign-in",
    isFile: true,
    notFor: [...notEnrolled, "therapist"],
    address: ({ record }) => `/records/${record}/badge`,
    visits: [],
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
