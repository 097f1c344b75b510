import type { Entry } from "../ledger.ts";
import type { Actor, World } from "../world.ts";

const notEnrolled: Actor[] = ["outsider", "supervisor", "author", "auditor", "admin"];
const others: Actor[] = [...notEnrolled, "therapist2"];
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
const evaluation = ({ course }: World) => `/learn/${course.id}/evaluation`;
const practice = ({ course }: World) => `/learn/${course.id}/practice`;
const tool = ({ course }: World) => course.modules.flatMap(({ lessons }) => lessons.flatMap(({ tools }) => tools))[0];
const toolAddress = (world: World) => `/learn/${world.course.id}/tool/${tool(world)?.id}`;

/** What stands beside the lessons: writing, practice, tools, and the last steps of a course. */
export const routes: Entry[] = [
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
        state: "signed before its turn",
        as: "therapist",
        address: ({ course }) => `/learn/${course.id}/completion`,
        post: () => ({ intent: "sign", confirmation: "none", agree: "yes" }),
        status: 409,
        queries: 12,
      },
      {
        state: "named before its turn",
        as: "therapist",
        address: ({ course }) => `/learn/${course.id}/completion`,
        post: () => ({ intent: "name", key: "n".repeat(43), name: "Morgan Reyes" }),
        status: 409,
        queries: 12,
      },
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
];
